"""What somebody of the family sees: the same for them, for their copy on paper, and for who invites them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from teamaround.sharing.agreement_rules import Standing

from .. import queries, rules
from ..models import FamilyView


def plan_of(view: FamilyView, *, today: date, at: datetime) -> dict[str, Any]:
    """The plan in plain words."""
    wishes, steps = queries.wishes(view, today=today)
    return {
        "view": view,
        "is_own": view.carer_id is None,
        "wishes": wishes,
        "steps": steps,
        "meeting": queries.next_meeting(view, at=at),
        "review_on": view.episode.review_on,
        "ended_on": view.episode.closed_on,
        "call_later": view.episode.call_later,
    }


def all_of(view: FamilyView, *, today: date, at: datetime) -> dict[str, Any]:
    """The plan, who helps, and who can see it."""
    return {
        **plan_of(view, today=today, at=at),
        "helpers": queries.helpers(view),
        "sees": queries.who_sees(view),
    }


def may_decide(view: FamilyView, *, today: date) -> bool:
    """Whether they may change what is agreed, on their own page."""
    agreement = queries.agreement_of(view)
    guest = queries.guest_of(view, on=today)
    return agreement is not None and rules.may_change_mind(guest, given_as=Standing(agreement.standing))
