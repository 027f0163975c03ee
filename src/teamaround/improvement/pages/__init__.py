"""Pages of reviews, plans and months."""
