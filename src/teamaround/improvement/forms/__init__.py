"""What the pages of reviews, plans and months ask for."""
