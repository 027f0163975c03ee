"""The lead practitioner: offered, accepted, and never two at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class LeadState(StrEnum):
    """How far naming somebody as lead has come."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # the offer was taken back before an answer
    ENDED = "ended"


class Step(StrEnum):
    """What moves it on."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    END = "end"


NEXT: dict[LeadState, dict[Step, LeadState]] = {
    LeadState.OFFERED: {
        Step.ACCEPT: LeadState.ACCEPTED,
        Step.DECLINE: LeadState.DECLINED,
        Step.WITHDRAW: LeadState.WITHDRAWN,
    },
    LeadState.ACCEPTED: {Step.END: LeadState.ENDED},
    LeadState.DECLINED: {},
    LeadState.WITHDRAWN: {},
    LeadState.ENDED: {},
}

WORDS = {
    LeadState.OFFERED: "Asked to lead",
    LeadState.ACCEPTED: "Leads",
    LeadState.DECLINED: "Cannot lead",
    LeadState.WITHDRAWN: "No longer asked",
    LeadState.ENDED: "Has led",
}

FUNCTIONS = (
    "One person whom the family can ring.",
    "Sees that what was agreed fits together and happens.",
    "Spares the family from telling everything twice.",
)


@dataclass(frozen=True)
class Offer:
    """One naming of one person as lead."""

    practitioner: int
    state: LeadState


def check_can_offer(
    offers: Iterable[Offer], practitioner: int, *, family_asked: bool, why_not: str = ""
) -> None:
    """One offer at a time, to somebody chosen with the family or with a reason why not."""
    offers = list(offers)
    if any(offer.state is LeadState.ACCEPTED and offer.practitioner == practitioner for offer in offers):
        raise Refusal("leads-already", "They lead already.", field="practitioner")
    if any(offer.state is LeadState.OFFERED for offer in offers):
        raise Refusal(
            "offered", "Somebody has been asked already and has not answered. Take that back first."
        )
    if not family_asked and not why_not.strip():
        raise Refusal(
            "family",
            "Ask the family whom they would like, or say why they were not asked.",
            field="family_view",
        )


def check_in_post(ended_on: date | None, *, today: date) -> None:
    """Only somebody who still works there can lead."""
    if ended_on is not None and ended_on < today:
        raise Refusal("left", "They no longer work there. Choose somebody else.", field="practitioner")


def check_can_step(state: LeadState, step: Step) -> LeadState:
    """Where the step leads, or a refusal."""
    found = NEXT[state].get(step)
    if found is None:
        raise Refusal("lead-state", _instead(state))
    return found


def check_can_accept(
    offer: Offer,
    others: Iterable[Offer],
    *,
    by_practitioner: int | None,
    manager_knows: bool,
    manager: str,
) -> LeadState:
    """Accepted by the person themselves (R15), with a manager who knows, beside no other lead (R14)."""
    found = check_can_step(offer.state, Step.ACCEPT)
    if by_practitioner != offer.practitioner:
        raise Refusal("not-asked", "Only the person who was asked can accept.")
    if not manager_knows or not manager.strip():
        raise Refusal("manager", "Tell your manager first, and say here who that is.", field="manager")
    if any(other.state is LeadState.ACCEPTED for other in others):
        raise Refusal("has-lead", "Somebody else leads. They hand over first, so that there are never two.")
    return found


def check_can_decline(offer: Offer, *, by_practitioner: int | None, because: str) -> LeadState:
    """Nobody has to lead; a few words help whoever asked."""
    found = check_can_step(offer.state, Step.DECLINE)
    if by_practitioner != offer.practitioner:
        raise Refusal("not-asked", "Only the person who was asked can answer.")
    if not because.strip():
        raise Refusal(
            "reason", "Say in a few words why, so that somebody else can be asked.", field="because"
        )
    return found


def check_can_end(offer: Offer, *, because: str) -> LeadState:
    """Leading ends with a reason, which is the start of a handover."""
    found = check_can_step(offer.state, Step.END)
    if not because.strip():
        raise Refusal("reason", "Say why, and what the next lead should know.", field="because")
    return found


def _instead(state: LeadState) -> str:
    return {
        LeadState.OFFERED: "They have not answered yet.",
        LeadState.ACCEPTED: "They have accepted already.",
        LeadState.DECLINED: "They have said that they cannot lead. Ask somebody else.",
        LeadState.WITHDRAWN: "This person is no longer asked to lead.",
        LeadState.ENDED: "They no longer lead.",
    }[state]
