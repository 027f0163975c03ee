"""The team around a child or family: who belongs to it, and as what."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST_HERE_TO = 500
LONGEST_NAME = 200


class Standing(StrEnum):
    """As what somebody is in the team."""

    PRACTITIONER = "practitioner"
    CHILD = "child"
    FAMILY = "family"
    OTHER = "other"  # a volunteer, a neighbour, somebody without an account


WORDS = {
    Standing.PRACTITIONER: "Practitioner",
    Standing.CHILD: "The child or young person",
    Standing.FAMILY: "Family",
    Standing.OTHER: "Somebody else who helps",
}
ADD_WORDS = {
    Standing.PRACTITIONER: "Add a practitioner",
    Standing.FAMILY: "Add somebody of the family",
    Standing.CHILD: "Add the child or young person",
    Standing.OTHER: "Add somebody else who helps",
}
NOT_AGREED = (
    "The family has not agreed that this agency takes part. Ask them first, and write it in the agreement."
)


@dataclass(frozen=True)
class Joining:
    """Somebody as they are to join the team."""

    standing: Standing
    here_to: str
    may_have_minutes: bool
    name: str = ""  # of family and others; a practitioner has one already
    practitioner: int | None = None
    agency: int | None = None
    carer: int | None = None
    email: str = ""
    is_in_post: bool = True
    is_there_already: bool = False


def check_joining(joining: Joining, *, agreed: Container[int]) -> None:
    """A practitioner of an agency that the family agreed to, or anybody with a name; once, with a task."""
    if joining.standing is Standing.PRACTITIONER:
        _check_practitioner(joining, agreed)
    elif not joining.name.strip():
        raise Refusal("name", "Write their name, or what the family calls them.", field="name")
    if joining.is_there_already:
        raise Refusal("there-already", "They are in the team already.", field=_who(joining))
    if len(joining.name) > LONGEST_NAME:
        raise Refusal("name-long", f"Write a name of fewer than {LONGEST_NAME} characters.", field="name")
    check_here_to(joining.here_to)


def _check_practitioner(joining: Joining, agreed: Container[int]) -> None:
    if joining.practitioner is None:
        raise Refusal("practitioner", "Choose somebody from the list.", field="practitioner")
    if not joining.is_in_post:
        raise Refusal("left", "They no longer work there. Choose somebody else.", field="practitioner")
    if joining.agency not in agreed:
        raise Refusal("not-agreed", NOT_AGREED, field="practitioner")


def _who(joining: Joining) -> str:
    if joining.standing is Standing.PRACTITIONER:
        return "practitioner"
    return "carer" if joining.carer is not None else "name"


def check_here_to(here_to: str) -> None:
    """Everybody in the team is there to do something, said in a few words."""
    if not here_to.strip():
        raise Refusal("here-to", "Say in a few words what they are here to do.", field="here_to")
    if len(here_to) > LONGEST_HERE_TO:
        raise Refusal("here-to-long", f"Say it in fewer than {LONGEST_HERE_TO} characters.", field="here_to")


def check_leaving(*, left_on: date | None, because: str) -> None:
    """Nobody leaves twice, or without a word why."""
    if left_on is not None:
        raise Refusal("left-already", "They have left the team already.")
    if not because.strip():
        raise Refusal(
            "because", "Say in a few words why they leave, and who does their part now.", field="because"
        )
    if len(because) > LONGEST_HERE_TO:
        raise Refusal("because-long", f"Say it in fewer than {LONGEST_HERE_TO} characters.", field="because")
