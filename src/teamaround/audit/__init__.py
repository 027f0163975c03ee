"""Audit: an append-only record of who saw and did what, for which agency and purpose.

An entry is written in the transaction of the act itself, or of the look before the page
leaves. The database refuses to change, delete or empty the table. Entries carry no
foreign keys, so the record outlives what it speaks of. A second or so later they are
sealed in batches by hash, and each seal's hash is also kept outside the database.
"""
