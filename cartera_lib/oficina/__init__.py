"""Floor 4: the office's functions, one module a matter of the manual 7.1.2.2."""
