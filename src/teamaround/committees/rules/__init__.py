"""What committees decide by: names and dates, what a paper must say, what was decided."""
