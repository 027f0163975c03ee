"""Reading bodies, posts, papers and decisions."""
