"""Plain Python that every package may use: refusals, references, names, dates, check digits.

Nothing here knows of Django, of a database or of any other package.
"""
