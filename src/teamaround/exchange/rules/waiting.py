"""Rows that wait for a person: why they wait, and what may be decided about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class WaitingFor(StrEnum):
    """Why nobody but a person may decide."""

    WHO = "who"
    QUARANTINE = "quarantine"


class RowSaid(StrEnum):
    """What somebody says of a row from the row alone."""

    THIS = "this"
    NOBODY = "nobody"
    NOT_SURE = "not_sure"


class Decision(StrEnum):
    """What a person decided; nothing while the row waits."""

    LAID = "laid"
    REGISTERED = "registered"
    LEFT_OUT = "left_out"


SAID_WORDS = {
    RowSaid.THIS: "one of these children",
    RowSaid.NOBODY: "None of these children",
    RowSaid.NOT_SURE: "I cannot tell from the row alone",
}
DECISION_WORDS = {
    Decision.LAID: "It is this child",
    Decision.REGISTERED: "It is a child who is not in the index yet: register them",
    Decision.LEFT_OUT: "Leave the row out",
}
DECIDED_SENTENCES = {
    Decision.LAID: "The row was laid to a child.",
    Decision.REGISTERED: "The row became a new child.",
    Decision.LEFT_OUT: "The row was left out.",
}

MUST_NOT_BE_DOUBLED = (
    "A row in quarantine touches a record that must not be doubled. Lay it to a child, or leave it out."
)


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row waits: the children it may mean, and the reasons in words."""

    kind: WaitingFor
    contenders: tuple[int, ...] = ()
    reasons: tuple[str, ...] = field(default=())


def check_decision(
    decision: Decision, *, kind: WaitingFor, has_child: bool, may_be_new: bool, because: str
) -> None:
    """A child is chosen when the row is theirs; a new one needs a name and a date; the reason is written down."""
    if decision is Decision.LAID and not has_child:
        raise Refusal("child", "Choose the child whom this row is about.", field="child")
    if decision is Decision.REGISTERED and kind is WaitingFor.QUARANTINE:
        raise Refusal(
            "quarantine",
            MUST_NOT_BE_DOUBLED,
            field="decision",
        )
    if decision is Decision.REGISTERED and not may_be_new:
        raise Refusal(
            "too-little",
            "The row lacks a family name or a date, so nobody can be registered from it.",
            field="decision",
        )
    if not because.strip():
        raise Refusal("because", "Write how you know.", field="because")


def check_has_looked(*, has_looked: bool) -> None:
    """Refuse a decision by somebody who has not yet said what the row alone tells them."""
    if not has_looked:
        raise Refusal("first-look", "First say what the row alone tells you.", field="said")
