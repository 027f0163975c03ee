"""What is done once a day without anybody pressing a button, and when each was last done.

A package says what is due as a `Round`; `site/daily.py` lists them, and the background process goes through the
list. However many processes and machines serve one database, a round is gone once a day.
"""
