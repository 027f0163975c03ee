"""Pages of requests, for each side."""
