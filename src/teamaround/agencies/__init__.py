"""Agencies: authorities, the organisations in them, their services and the people who work there.

A practitioner has one home agency and a line manager in it; multi-disciplinary teams,
which cross agencies, are built above this package.
"""
