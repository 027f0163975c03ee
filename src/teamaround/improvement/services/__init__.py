"""What people do with reviews, plans and months."""
