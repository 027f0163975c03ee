"""What the product can count of itself, put before the package of facts: each number by the one query that counts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from teamaround.agencies import queries as agencies
from teamaround.episodes.queries import counted as episodes
from teamaround.episodes.queries import walled
from teamaround.episodes.queries.counting import Scope
from teamaround.episodes.rules.counts import COUNTS, Figure
from teamaround.facts import register
from teamaround.facts.rules.counting import Asked, Counted
from teamaround.localities import queries as localities
from teamaround.requests import counting as requests

from .measure_words import ACTIONS, COUNTED, REQUESTS, WITHOUT_LEAD, WORRIES


def wire() -> None:
    """Put the measures in, and how places are found."""
    for key, words in COUNTED.items():
        register.add(words, _of_count(key))
    register.add(WITHOUT_LEAD, _of_count("without-lead"))
    register.add(ACTIONS, _behind_walls("actions-on-time"))
    register.add(WORRIES, _behind_walls("worries-in-time"))
    register.add(REQUESTS, _requests_begun)
    register.let_places(places)


def _of_count(key: str) -> Callable[[Asked], Counted]:
    """The same query as the page of counts, with the day on which the number is taken as over."""

    def count(asked: Asked) -> Counted:
        found = episodes.figure(key, _scope(asked), with_children=True)
        return _counted(found, has_others=bool(COUNTS[key].others), is_of_days=_is_of_days(key, asked))

    return count


def _behind_walls(key: str) -> Callable[[Asked], Counted]:
    """The same of what lies behind agreements and duties."""
    return lambda asked: _counted(walled.figure(key, _scope(asked)), has_others=True)


def _requests_begun(asked: Asked) -> Counted:
    found = requests.begun(
        asked.authority_id, since=asked.since, until=asked.as_at, agencies=_agencies(asked)
    )
    return Counted(
        found["begun"], found["asked"], None, found["children"], found["counted_children"], found["other_children"]
    )  # fmt: skip


def _scope(asked: Asked) -> Scope:
    return Scope(
        asked.authority_id, asked.since, asked.as_at, today=asked.as_at + timedelta(days=1),
        agencies=_agencies(asked), weeks=agencies.review_weeks(asked.authority_id, on=asked.as_at),
    )  # fmt: skip


def _is_of_days(key: str, asked: Asked) -> bool:
    """Whether days are above and below the line, and not things: on a single day it is the same."""
    return COUNTS[key].is_of_days and asked.since < asked.as_at


def _counted(found: Figure, *, has_others: bool, is_of_days: bool = False) -> Counted:
    """A share of things has children on both sides of the line; days on the far side tell of no child."""
    return Counted(
        found.top, round(found.bottom), found.middle, found.children,
        found.counted_children if has_others else None,
        found.other_children if has_others and not is_of_days else None,
    )  # fmt: skip


def places(authority_id: int, on: date) -> list[tuple[str, str]]:
    """Areas and localities of an authority, in which agencies have their address."""
    areas = [row for row in localities.areas() if row.authority_id == authority_id]
    inside = {row.pk for row in areas}
    found = [row for row in localities.localities(on=on) if row.area_id in inside]
    return [
        *((f"area:{row.code}", f"Agencies in {row.name}") for row in areas),
        *((row.ref, f"Agencies in {row.name}") for row in found),
    ]


def _agencies(asked: Asked) -> frozenset[int] | None:
    """The agencies of the place that is asked about; None for the whole area."""
    where = asked.parameters.get("where", "")
    if not where:
        return None
    wanted = {
        row.pk
        for row in localities.localities(on=asked.as_at)
        if row.area.authority_id == asked.authority_id and where in (row.ref, f"area:{row.area.code}")
    }
    there = localities.agencies_by_locality(on=asked.as_at)
    return frozenset(agency.pk for place in wanted for agency in there.get(place, ()))
