"""Invented children and agencies' records of them, with the truth known, to measure matching on.

Names are lists of our own, dates and homes are drawn, numbers are of ranges that nobody is given. The errors
are those that agencies make: by how carefully each writes, what each leaves out, and where names come from.
"""
