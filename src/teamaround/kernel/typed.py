"""Whole numbers as they come in an address, a form or a file, where anybody can have typed anything."""

from __future__ import annotations

LONGEST = 6  # digits: no page, no version and no row is further on


def whole(text: str, otherwise: int) -> int:
    """The number that was typed; another one when it is none, or too long to be meant."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_number else otherwise


def page_number(text: str) -> int:
    """Which page of a list is asked for: the first unless it is another."""
    return max(1, whole(text, 1))
