"""Loads the worries of the stories: told, taken up and answered, each by whoever would."""

from __future__ import annotations

from datetime import datetime, timedelta

from teamaround.accounts.door import acting
from teamaround.episodes import services as episodes
from teamaround.episodes.rules.worries import Told

from .county.worries import RECEIVED_BY, WORRIES, PlannedWorry
from .loading_help import Loaded
from .loading_moments import Diary
from .loading_places import Places


def load_worries(loaded: Loaded, places: Places, *, now: datetime) -> None:
    """Every worry planned about a child of the household."""
    for told in WORRIES:
        if told.child in loaded.children and told.told_by in places.viewers:
            _tell(told, loaded.children[told.child], places, Diary(now=now, salt=f"worry {told.child}"))


def _tell(told: PlannedWorry, child_id: int, places: Places, diary: Diary) -> None:
    by, day = places.viewers[told.told_by], places.today - timedelta(days=told.days_ago)
    at = diary.on(day)
    with acting(by, now=at):
        sent = episodes.record_worry(
            child_id=child_id, telephone="", by=by, now=at,
            told=Told(told.what, told.done_already, told.nearness, told.family_knows),
        )  # fmt: skip
    receiver = places.viewers[RECEIVED_BY]
    if told.received_after is not None:
        at = diary.on(day + timedelta(days=told.received_after))
        with acting(receiver, now=at):
            episodes.receive_worry(ref=sent.ref, by=receiver, now=at)
    if told.answered_after is not None:
        at = diary.on(day + timedelta(days=told.answered_after))
        with acting(receiver, now=at):
            episodes.answer_worry(ref=sent.ref, answer=told.answer, by=receiver, now=at)
