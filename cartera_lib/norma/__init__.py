"""Floor 1: the law as data, articles and dated tables, each row with its source."""
