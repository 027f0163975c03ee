"""Requests: a practitioner asks a service of the directory to help a child, or tells a family of one.

A request says what is asked and what the service is told, and stands on the family's agreement: once
that is withdrawn, the service reads it no more. Who asked is always told what came of it (R19). What
the entry said on the day of asking is kept with the request. A request to a sensitive service is
seen by those who asked and by the service alone.
"""
