"""How days are written in papers."""

from __future__ import annotations

from datetime import date

from teamaround.kernel.months import MONTHS


def day(on: date) -> str:
    """8 December 2026."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
