"""Who reads an assessment: those who write it, and those the family agreed to."""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.assessments.rules.states import State


@dataclass(frozen=True)
class Reader:
    """What stands between one reader and one assessment of a child they may read content of."""

    agency: int
    is_in_scope: bool  # their agency is in the agreement that is in force
    has_opened: bool = False  # they opened the content for safeguarding, giving a reason


def may_read(reader: Reader, *, agency: int, is_shared: bool, state: State) -> bool:
    """The agency that began it; others once it is shared and while the family agrees (R11).

    One that was not taken further stays with the agency that began it.
    """
    if reader.agency == agency or reader.has_opened:
        return True
    return is_shared and reader.is_in_scope and state is not State.STOPPED
