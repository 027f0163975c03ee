"""Measuring the spine on an invented county of true size: times, queries, and looks without a mark.

Everything runs on this machine's loopback address, is bounded in count and time, and stops
by itself. Times are given with the work they are compared to, because machines are noisy.
"""
