"""What a number may say: its time, its interval, and what is kept back."""
