"""Reading reviews, what was said at them, and where the work stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from teamaround.assessments.rules.states import State as Writing

from ..models import Episode, EpisodeMove, Invited, Meeting, Review, Voice
from ..rules import stages
from ..rules.meetings import Kind, MeetingState
from ..rules.states import CLOSING_WORDS, Closing, Move, State
from ..rules.voices import HEARD_WORDS, WHOSE_WORDS, Heard, Whose

WRITTEN = (Writing.COMPLETED, Writing.CLOSED)


@dataclass(frozen=True)
class VoiceSeen:
    """What somebody said, or why they were not heard, as a page shows it."""

    voice: Voice
    whose: str
    heard: str


def reviews(found: Episode) -> QuerySet[Review]:
    """The reviews of an episode, newest first."""
    rows = Review.objects.filter(episode=found).select_related("episode", "recorded_by", "meeting")
    return rows.order_by("-held_on", "-pk")


def review(ref: str) -> Review | None:
    """The review with this reference."""
    return Review.objects.select_related("episode", "recorded_by", "meeting").filter(ref=ref).first()


def voices_at(found: Review | Meeting, *, children: Iterable[int]) -> list[VoiceSeen]:
    """The voices at a review or a meeting, of those children in their order, the child before the parents."""
    children = list(children)
    rows = found.voices.filter(child_id__in=children).order_by("whose")
    seen = [VoiceSeen(row, WHOSE_WORDS[Whose(row.whose)], HEARD_WORDS[Heard(row.heard)]) for row in rows]
    return sorted(seen, key=lambda one: children.index(one.voice.child_id))


def ending(found: Review) -> str:
    """Why the work ends, in words, when that is how a review ended."""
    return CLOSING_WORDS[Closing(found.closes_for)] if found.closes_for else ""


def waits_to_finish(latest: Review) -> bool:
    """Whether the latest review said that the work ends, and nobody has ended it or gone on since."""
    if not latest.closes_for or latest.episode.review_on is not None:
        return False
    return not moves(latest.episode).filter(move=Move.REOPEN, at__gt=latest.recorded_at).exists()


def meetings_held(found: Episode) -> list[Meeting]:
    """Meetings that were held or are under way, the oldest first."""
    held = (MeetingState.UNDER_WAY, MeetingState.HELD)
    written = Review.objects.filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(episode=found, state__in=held).annotate(is_written=Exists(written))
    return list(rows.order_by("starts_at"))


def waiting_to_be_written(held: Iterable[Meeting]) -> list[Meeting]:
    """Those of them that were reviews, and of which no review is written yet."""
    return [
        row
        for row in held
        if row.kind == Kind.REVIEW
        and row.state == MeetingState.HELD
        and not getattr(row, "is_written", False)
    ]


def review_meeting(found: Episode, ref: str) -> Meeting | None:
    """One of them."""
    return next((row for row in waiting_to_be_written(meetings_held(found)) if row.ref == ref), None)


def who_came(found: Meeting) -> list[str]:
    """The names of those who came to a meeting."""
    rows = Invited.objects.filter(meeting=found, came=True).select_related("member__practitioner")
    return [
        row.member.practitioner.name if row.member.practitioner else row.member.name
        for row in rows.order_by("member__standing", "pk")
    ]


def moves(found: Episode) -> QuerySet[EpisodeMove]:
    """Each step that an episode took, oldest first; episodes older than this record have none."""
    return EpisodeMove.objects.filter(episode=found).order_by("at", "pk")


def stage_facts(
    found: Episode, *, has_agreement: bool, has_met: bool, has_plan: bool, has_review: bool
) -> stages.Facts:
    """What is recorded that says where the work stands; the page knows most of it already."""
    return stages.Facts(
        has_agreement=has_agreement,
        assessment_is_complete=found.assessment is not None and found.assessment.state in WRITTEN,
        has_met=has_met,
        has_plan=has_plan,
        has_review=has_review,
        is_closed=found.state == State.CLOSED,
    )
