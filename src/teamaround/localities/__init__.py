"""Localities: the areas and localities of an authority, and which one a postcode lies in.

Boundaries are data with dates: a partnership draws them, changes them and keeps the old
ones. Every postcode resolves to exactly one current locality (R37).
"""
