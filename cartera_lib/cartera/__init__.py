"""Floor 2: what the office keeps."""
