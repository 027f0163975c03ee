"""What holds in the directory, in plain Python."""
