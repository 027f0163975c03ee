"""Decides, in plain Python: scales, labels, days, states and ratings."""
