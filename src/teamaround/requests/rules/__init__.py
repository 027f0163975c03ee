"""What holds of requests, in plain Python."""
