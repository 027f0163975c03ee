"""Reading reviews and plans."""
