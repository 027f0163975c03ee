"""Pages of assessments: start, write, read, join; each a thin door to the services."""
