"""Loads the work that follows an assessment: lead practitioners, actions, reviews, endings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.episodes import queries as episode_queries
from teamaround.episodes import services as episodes
from teamaround.episodes.rules.planning import Doing, Planned
from teamaround.episodes.rules.states import Closing
from teamaround.kernel import clock

from . import loading_reviews
from .county.shapes import Action, Agreement, Episode, Lead, Review
from .loading_places import Places

Step = tuple[date, int, Callable[[datetime], None]]


@dataclass
class Work:
    """An episode that is open, on its way through what is planned for it."""

    told: Episode
    episode_ref: str
    child_id: int
    by: Viewer
    places: Places
    goal: int | None = None


def steps_of_plan(work: Work) -> Iterator[Step]:
    """Everything planned, each with its day and its place among what happens that day."""
    told, agreement = work.told, work.told.agreement
    for lead in told.leads:
        yield from _leading(work, lead)
    begun = told.completed_on or told.started_on
    yield begun, 5, partial(_wish, work)
    for action in told.actions:
        yield from _acting(work, action, begun)
    yield from _reviewing(work, begun)
    if agreement is not None and agreement.withdrawn_on is not None:
        yield agreement.withdrawn_on, 8, partial(_withdraw, work, agreement)
    if told.closed_on is not None:
        yield told.closed_on, 9, partial(_close, work)


def _leading(work: Work, told: Lead) -> Iterator[Step]:
    yield told.asked_on, 3, partial(_ask, work, told)
    if told.accepted_on is not None:
        yield told.accepted_on, 4, partial(_accept, work, told)
    if told.ended_on is not None and told.ended_on != work.told.closed_on:
        yield told.ended_on, 1, partial(_end, work, told)


def _ask(work: Work, told: Lead, at: datetime) -> None:
    with acting(work.by, now=at):
        episodes.name_lead(
            ref=work.episode_ref, practitioner_id=work.places.practitioners[told.practitioner],
            family_asked=True, family_view="", by=work.by, now=at,
        )  # fmt: skip


def _accept(work: Work, told: Lead, at: datetime) -> None:
    by = work.places.viewers[told.practitioner]
    manager = work.places.managers[told.practitioner]
    with acting(by, now=at):
        episodes.accept_lead(
            ref=work.episode_ref, manager_knows=True, by=by, now=at,
            manager=work.places.names.get(manager) or "Head of service",
        )  # fmt: skip


def _end(work: Work, told: Lead, at: datetime) -> None:
    by = work.places.viewers[told.practitioner]
    with acting(by, now=at):
        episodes.end_lead(ref=work.episode_ref, because="Moved to another post", by=by, now=at)


def _acting(work: Work, told: Action, begun: date) -> Iterator[Step]:
    kept: list[str] = []
    planned_on = min(begun, told.by_when, told.done_on or told.by_when)
    yield planned_on, 5, partial(_add_action, work, told, kept)
    if told.done_on is not None or told.progress:
        on = told.done_on or max(begun, min(told.by_when, work.places.today))
        yield on, 6, partial(_update_action, work, told, kept)


def _wish(work: Work, at: datetime) -> None:
    work.goal = loading_reviews.add_goal(work.told, episode_ref=work.episode_ref, by=work.by, at=at)


def _planned(work: Work, told: Action, by_on: date) -> Planned:
    practitioner = work.places.practitioners.get(told.practitioner)
    return Planned(told.what, "" if practitioner else told.who, practitioner, by_on, goal=work.goal)


def _add_action(work: Work, told: Action, kept: list[str], at: datetime) -> None:
    by_on = max(told.by_when, clock.day_of(at))
    with acting(work.by, now=at):
        made = episodes.add_action(
            ref=work.episode_ref, planned=_planned(work, told, by_on), by=work.by, now=at
        )
    kept.append(made.ref)


def _update_action(work: Work, told: Action, kept: list[str], at: datetime) -> None:
    state = Doing.DONE if told.done_on is not None else Doing.TO_DO
    with acting(work.by, now=at):
        episodes.update_action(
            ref=kept[0], version=1, planned=_planned(work, told, told.by_when), state=state,
            progress=told.progress, by=work.by, now=at,
        )  # fmt: skip


def _reviewing(work: Work, begun: date) -> Iterator[Step]:
    """The day of the first review, as it was chosen at the start, and each review that was held."""
    for review_on in _first_review(work.told):
        yield begun, 7, partial(_choose_review, work, review_on)
    for review in filter(loading_reviews.is_whole, work.told.reviews):
        yield review.held_on, 7, partial(_hold, work, review)


def _hold(work: Work, review: Review, at: datetime) -> None:
    loading_reviews.hold(review, episode_ref=work.episode_ref, child_id=work.child_id, by=work.by, at=at)


def _first_review(told: Episode) -> Iterator[date]:
    """The first review that was held, or the one that is to come."""
    first = min((review.held_on for review in told.reviews), default=told.review_on)
    if first is not None:
        yield first


def _choose_review(work: Work, review_on: date, at: datetime) -> None:
    with acting(work.by, now=at):
        found = episode_queries.episode(work.episode_ref)
        assert found is not None
        episodes.set_review(
            ref=work.episode_ref, version=found.version, review_on=review_on, by=work.by, now=at
        )


def _withdraw(work: Work, given: Agreement, at: datetime) -> None:
    with acting(work.by, now=at):
        episodes.withdraw_agreement(
            child_id=work.child_id, because=given.withdrawn_note or "The family said no",
            by=work.by, now=at,
        )  # fmt: skip


def _close(work: Work, at: datetime) -> None:
    what_changed, family_says = loading_reviews.said_last(work.told)
    with acting(work.by, now=at):
        episodes.close_episode(
            ref=work.episode_ref, reason=closing_of(work.told.closure_reason), by=work.by, now=at,
            what_changed=what_changed, family_says=family_says,
        )  # fmt: skip


def closing_of(reason: str) -> Closing:
    """The reason for closing that the plan names by its key."""
    return Closing(reason)
