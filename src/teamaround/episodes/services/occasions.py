"""Noting for the counts that a team met or looked again; part of the act, and audited there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from teamaround.kernel import clock

from ..models import Meeting, Occasion, Review
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
    Occasion.objects.update_or_create(
        meeting=found,
        defaults={
            "episode_id": found.episode_id, "child_id": found.child_id, "kind": Occurred.MEETING,
            "held_on": clock.day_of(found.starts_at), **heard,
        },
    )  # fmt: skip


def note_review(found: Review, voices: Iterable[Iterable[Said]], *, due_on: date) -> None:
    """A review was held; with several children, each of them and their parents must have been heard."""
    Occasion.objects.create(
        review=found, episode_id=found.episode_id, child_id=found.child_id, kind=Occurred.REVIEW,
        held_on=found.held_on, due_on=due_on, ends_work=bool(found.closes_for),
        **_heard([list(said) for said in voices]),
    )  # fmt: skip


def _heard(voices: list[list[Said]]) -> dict[str, bool]:
    def all_heard(whose: Whose) -> bool:
        return all(
            any(one.whose is whose and one.heard is not Heard.NOT_HEARD for one in said) for said in voices
        )

    return {"child_heard": all_heard(Whose.CHILD), "parent_heard": all_heard(Whose.PARENT)}
