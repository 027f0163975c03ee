"""Cells that a spreadsheet would run as a formula: made inert when written, and read back as they were."""

from __future__ import annotations

import re

_STARTS_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet runs: one apostrophe before = + - @, a tab or a return."""
    return f"'{cell}" if _STARTS_A_FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that `guarded`, or a spreadsheet, has put before it."""
    return cell[1:] if cell.startswith("'") and _STARTS_A_FORMULA.match(cell) else cell
