"""What an agency's file may say and what becomes of each row: plain Python, no tables."""
