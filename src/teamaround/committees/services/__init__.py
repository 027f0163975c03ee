"""Changing bodies, posts, papers and decisions."""
