"""Floor 6: forms and views for notebooks and apps; they call the office, nothing else."""
