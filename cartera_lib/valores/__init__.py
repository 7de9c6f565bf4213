"""Floor 1: values with no state, money in centavos, days and terms, identifiers."""
