"""The demonstration: an invented county, its people, and how a visitor signs in as one of them."""
