"""Loads what a family wants, and the reviews that were held: who was there, what everybody said, what next."""

from __future__ import annotations

from datetime import date, datetime

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.episodes import services as episodes
from teamaround.episodes.rules.goals import Wished
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.voices import Heard, Said, Whose
from teamaround.kernel import clock

from .county.shapes import Episode, Review

NOT_THERE = "They could not come. We ask them next time."


def wished(told: Episode) -> Wished | None:
    """The goal of a plan, in the family's words, with what it answers; None when nothing was agreed."""
    need = next((each.text for each in told.elements if each.kind == "need" and each.text), "")
    if not (told.goals and need and told.actions):
        return None
    return Wished(need, told.goals, measure=told.actions[0].outcome)


def add_goal(told: Episode, *, episode_ref: str, by: Viewer, at: datetime) -> int | None:
    """Write the goal down; returns its row, for the actions that serve it."""
    wish = wished(told)
    if wish is None:
        return None
    with acting(by, now=at):
        return episodes.add_goal(ref=episode_ref, child_id=None, wished=wish, by=by, now=at).pk


def is_whole(review: Review) -> bool:
    """Whether the plan says how a review ended."""
    return bool(review.next_on or review.closure_reason)


def hold(review: Review, *, episode_ref: str, child_id: int, by: Viewer, at: datetime) -> None:
    """Write a review down, with both voices or why one is missing."""
    on = clock.day_of(at)
    told = Told(
        held_on=on, present=review.present or "The family", progress=review.progress,
        next_on=None if review.closure_reason else _next(review, on), closes_for=review.closure_reason,
    )  # fmt: skip
    heard = [_said(Whose.CHILD, review.childs_words), _said(Whose.PARENT, review.parents_words)]
    with acting(by, now=at):
        episodes.record_review(ref=episode_ref, told=told, voices={child_id: heard}, by=by, now=at)


def said_last(told: Episode) -> tuple[str, str]:
    """What changed and what the family says, as the last review had it, for when the work ends."""
    last = told.reviews[-1] if told.reviews else None
    return (last.progress, last.parents_words) if last else ("", "")


def _next(review: Review, on: date) -> date | None:
    return max(review.next_on, on) if review.next_on else None


def _said(whose: Whose, words: str) -> Said:
    if words.strip():
        return Said(whose, Heard.THERE, words)
    return Said(whose, Heard.NOT_HEARD, why_not=NOT_THERE)
