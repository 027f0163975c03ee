"""Pages of the family, and about its links."""
