"""Handing over, covering, and counting the days on which nobody led.

A lead practitioner goes on holiday, changes post or leaves. The family never hears of it
last, and there is no day between the old lead and the new one that nobody owns (R14).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST_COVER_WEEKS = 26  # longer than that is a handover


@dataclass(frozen=True)
class Handover:
    """What the old lead gives the new one."""

    to_practitioner: int
    note: str
    meet_on: date | None = None  # old lead, new lead and family in one room
    why_not_meeting: str = ""


def check_handover(handover: Handover, *, leads_now: int | None, by_practitioner: int | None) -> None:
    """Somebody leads and says what the next must know; old, new and family meet, or it is said why not."""
    if leads_now is None:
        raise Refusal("no-lead", "Nobody leads at the moment. Ask somebody to lead instead.")
    if handover.to_practitioner == leads_now:
        raise Refusal("leads-already", "They lead already. Choose somebody else.", field="practitioner")
    if by_practitioner == handover.to_practitioner:
        raise Refusal(
            "not-yourself",
            "The person who leads now, or their manager, hands over to you.",
            field="practitioner",
        )
    if not handover.note.strip():
        raise Refusal(
            "note", "Write what the next lead should know: the family will not want to say it twice.",
            field="note",
        )  # fmt: skip
    if handover.meet_on is None and not handover.why_not_meeting.strip():
        raise Refusal(
            "meeting", "Choose a day on which you, the new lead and the family meet, or say why that cannot be.",
            field="meet_on",
        )  # fmt: skip


@dataclass(frozen=True)
class CoverWish:
    """Who stands in for a lead, and for how long."""

    practitioner: int
    starts_on: date | None
    ends_on: date | None
    because: str = ""


def check_cover(
    wish: CoverWish, *, leads_now: int | None, others: Iterable[tuple[date, date]], today: date
) -> tuple[date, date]:
    """The first and the last day: one person at a time, and never so long that it is really a handover."""
    if leads_now is None:
        raise Refusal("no-lead", "Nobody leads at the moment. Ask somebody to lead instead.")
    if wish.practitioner == leads_now:
        raise Refusal("covers-self", "Choose somebody other than the lead.", field="practitioner")
    first, last = _check_days(wish, today=today)
    if any(starts <= last and first <= ends for starts, ends in others):
        raise Refusal(
            "covered", "Somebody covers on some of these days already. End that first.", field="starts_on"
        )
    return first, last


def _check_days(wish: CoverWish, *, today: date) -> tuple[date, date]:
    if wish.starts_on is None:
        raise Refusal("starts", "Say from which day.", field="starts_on")
    if wish.ends_on is None:
        raise Refusal("ends", "Say until which day. It can be changed later.", field="ends_on")
    if wish.ends_on < wish.starts_on:
        raise Refusal("order", "The last day is before the first. Check both.", field="ends_on")
    if wish.ends_on < today:
        raise Refusal("past", "That time is over. Choose days that are still to come.", field="ends_on")
    if wish.ends_on > wish.starts_on + timedelta(weeks=LONGEST_COVER_WEEKS):
        raise Refusal(
            "too-long",
            f"Cover is for {LONGEST_COVER_WEEKS} weeks at most. For longer, hand over instead.",
            field="ends_on",
        )
    return wish.starts_on, wish.ends_on


class Why(StrEnum):
    """Why somebody who is named as lead does not lead any more."""

    POST_ENDED = "post_ended"
    AGENCY_ENDED = "agency_ended"
    NO_ACCESS = "no_access"
    NOT_AGREED = "not_agreed"


WHY_WORDS = {
    Why.POST_ENDED: "has left the post",
    Why.AGENCY_ENDED: "works for an agency that has left the partnership",
    Why.NO_ACCESS: "can no longer sign in",
    Why.NOT_AGREED: "works for an agency that the family no longer agrees to",
}


@dataclass(frozen=True)
class LeadFacts:
    """What decides whether somebody named as lead can still lead today."""

    post_ended_on: date | None = None
    agency_ended_on: date | None = None
    has_access: bool = True
    is_agreed: bool = True


def why_not_leading(facts: LeadFacts, *, today: date) -> Why | None:
    """The reason why a new lead is needed at once, or None when all is well (R14, R24)."""
    if facts.post_ended_on is not None and facts.post_ended_on < today:
        return Why.POST_ENDED
    if facts.agency_ended_on is not None and facts.agency_ended_on < today:
        return Why.AGENCY_ENDED
    if not facts.has_access:
        return Why.NO_ACCESS
    return None if facts.is_agreed else Why.NOT_AGREED


@dataclass(frozen=True)
class Led:
    """The days on which one person led: from the day of accepting to the day of ending, if ended."""

    starts_on: date
    ends_on: date | None = None


def days_without_lead(spans: Iterable[Led], *, opened_on: date, until: date) -> int:
    """How many days from opening up to (not counting) `until` had nobody who led.

    A day on which one lead ends and the next begins has a lead.
    """
    gone, reached = 0, opened_on
    for span in sorted(spans, key=lambda one: one.starts_on):
        starts = min(max(span.starts_on, opened_on), until)
        if starts > reached:
            gone += (starts - reached).days
        reached = max(reached, min(span.ends_on or until, until))
    return gone + max((until - reached).days, 0)
