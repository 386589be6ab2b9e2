"""Training: commands that make the files the methods read. Never imported at run time."""
