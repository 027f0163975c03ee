"""Noting for the counts that a team met, looked again or never did; part of the act, and audited there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Sum

from teamaround.kernel import clock
from teamaround.sharing import queries as sharing

from ..models import Episode, Meeting, MeetingTime, Occasion, Review
from ..queries.looking import shown_due
from ..rules.counts import Occurred
from ..rules.voices import Heard, Said, Whose


def note_meeting(found: Meeting, said: Mapping[int, list[Said]]) -> None:
    """A meeting was held; ended again after something was put right, it is noted anew.

    Each of several children must have been heard, and the parents once.
    """
    first = said.get(found.child_id, [])
    heard = {
        "child_heard": _heard([first, *said.values()])["child_heard"],
        "parent_heard": _heard([first])["parent_heard"],
    }
    spent = MeetingTime.objects.filter(meeting=found, people__gt=0).aggregate(all=Sum("minutes"))["all"]
    Occasion.objects.update_or_create(
        meeting=found,
        defaults={
            "episode_id": found.episode_id, "child_id": found.child_id, "agency_id": found.episode.agency_id,
            "kind": Occurred.MEETING, "held_on": clock.day_of(found.starts_at), "minutes": spent or 0, **heard,
        },
    )  # fmt: skip
    note_first_meeting(found.episode)


def note_first_meeting(found: Episode) -> None:
    """How many days after the family's agreement its team first met; asked again when either day changes."""
    held = Occasion.objects.filter(episode=found, kind=Occurred.MEETING).order_by("held_on", "pk")
    first = held.first()
    if first is None:
        return
    agreed = sharing.agreed_on(found.child_id, by=found.opened_on) or found.opened_on
    days = max((first.held_on - agreed).days, 0)
    if first.days_from_agreement != days:
        held.filter(pk=first.pk).update(days_from_agreement=days)
    held.exclude(pk=first.pk).filter(days_from_agreement__isnull=False).update(days_from_agreement=None)


def note_review(found: Review, voices: Iterable[Iterable[Said]], *, due_on: date) -> None:
    """A review was held; with several children, each of them and their parents must have been heard."""
    Occasion.objects.create(
        review=found, episode_id=found.episode_id, child_id=found.child_id,
        agency_id=found.episode.agency_id, kind=Occurred.REVIEW, held_on=found.held_on, due_on=due_on, ends_work=bool(found.closes_for),
        **_heard([list(said) for said in voices]),
    )  # fmt: skip


def note_missed(found: Episode, *, today: date) -> None:
    """A plan is closed; the day to look at it again may have passed without a review."""
    due = shown_due(found, today=today)
    if due is not None and due < today:
        Occasion.objects.create(
            episode=found, child_id=found.child_id, agency_id=found.agency_id, kind=Occurred.MISSED, held_on=today,
            due_on=due, child_heard=False, parent_heard=False,
        )  # fmt: skip


def _heard(voices: list[list[Said]]) -> dict[str, bool]:
    def all_heard(whose: Whose) -> bool:
        return all(
            any(one.whose is whose and one.heard is not Heard.NOT_HEARD for one in said) for said in voices
        )

    return {"child_heard": all_heard(Whose.CHILD), "parent_heard": all_heard(Whose.PARENT)}
