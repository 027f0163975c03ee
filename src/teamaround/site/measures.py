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
from teamaround.facts.rules.counting import Asked, Counted, Unit, Words
from teamaround.localities import queries as localities
from teamaround.requests import counting as requests

TITLES = {
    "joined": "Assessments joined rather than begun anew",
    "first-meeting": "Days from agreement to the first meeting",
    "without-lead": "Days without a lead",
    "on-time": "Reviews held on time",
    "voices-assessment": "Both voices recorded in assessments",
    "voices-meeting": "Both voices heard at meetings",
    "voices-review": "Both voices heard at reviews",
    "ended": "Plans that ended because what was needed was done",
}
WITHOUT_LEAD = Words(
    "children-without-lead", "Children in an open plan without a lead",
    "Plans that were open on the day and that nobody led, over all plans that were open on it.",
    Unit.SHARE, top="plans that nobody led", bottom="plans open on the day", others="plans that somebody led",
    is_of_the_day=True,
)  # fmt: skip


ACTIONS = Words(
    "actions-on-time", "Actions of plans done on time",
    "Actions that were done by their day, over all whose day fell in the time and that were not given up.",
    Unit.SHARE, top="actions done by their day", bottom="actions whose day fell in the time",
    others="actions done later, or not yet",
)  # fmt: skip
WORRIES = Words(
    "worries-in-time", "Worries answered by the next working day",
    "Worries answered by the end of the working day after they were sent, over all that were sent in the time and"
    " whose answer was due by its last day.",
    Unit.SHARE, top="worries answered in time", bottom="worries sent", others="worries answered later, or not yet",
)  # fmt: skip
REQUESTS = Words(
    "requests-begun", "Services asked that have begun",
    "Requests for which the service had begun by the last day, over all requests of the time that nobody took back.",
    Unit.SHARE, top="services that have begun", bottom="services asked", others="services that have not begun",
)  # fmt: skip


def wire() -> None:
    """Put the measures in, and how places are found."""
    for key, title in TITLES.items():
        register.add(_words(key, title), _of_count(key))
    register.add(WITHOUT_LEAD, _of_count("without-lead"))
    register.add(ACTIONS, _behind_walls("actions-on-time"))
    register.add(WORRIES, _behind_walls("worries-in-time"))
    register.add(REQUESTS, _requests_begun)
    register.let_places(places)


def _words(key: str, title: str) -> Words:
    """A count of the counts' page in the words of a measure; the middle one where days are counted."""
    count = COUNTS[key]
    is_middle = key == "first-meeting"
    sentence = (
        "Days from the family's agreement to the team's first meeting: half of the plans whose first meeting was held"
        " in the time had it within so many days."
        if is_middle
        else count.sentence
    )
    return Words(
        key, title, sentence, Unit.DAYS if is_middle else Unit.SHARE, count.top, count.bottom, count.others,
        has_interval=not (is_middle or count.is_of_days),
    )  # fmt: skip


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
