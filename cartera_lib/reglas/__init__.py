"""Floor 3: the law as functions over columns, each with its fundamento."""
