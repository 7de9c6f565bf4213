"""Floor 7: results of the office become paper, and paper proves where it comes from."""
