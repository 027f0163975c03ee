"""What another's list of services may say, and what becomes of it here: plain Python, no tables, no network."""
