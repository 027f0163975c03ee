"""Checking one row: either what it says in our terms, or everything that is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from . import child_cells, involvement_cells
from .faults import Fault
from .reading import RowAsRead
from .row_in_hand import RowInHand, Terms
from .shapes import Row


def check_row(row: Row, terms: Terms) -> RowAsRead | tuple[Fault, ...]:
    """What the row says, or every fault that keeps it from being taken; never both, never neither."""
    hand = RowInHand(row, terms)
    child = child_cells.read(hand)
    involvement = involvement_cells.read(hand)
    if hand.faults:
        return tuple(hand.faults)
    return replace(child, involvement=involvement, notices=tuple(hand.notices))
