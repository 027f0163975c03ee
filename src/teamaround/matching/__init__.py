"""Which child a record means: one model, read the same by a live look-up and by a whole file.

standardise -> rows -> blocking (who is compared) -> comparisons (how far they agree) -> scoring (bits)
-> policy (what may be done). A `Release` holds everything that was learnt, frozen under a number.
Splink and DuckDB train and run whole files; a single record is scored here in plain Python, alike.
"""
