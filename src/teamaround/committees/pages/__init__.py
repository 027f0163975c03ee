"""Pages of bodies, posts, papers and decisions."""
