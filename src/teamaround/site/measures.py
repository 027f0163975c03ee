"""What the product can count of itself, put before the package of facts: each number by the one query that counts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from teamaround.agencies import queries as agencies
from teamaround.episodes.queries import counted as episodes
from teamaround.episodes.queries.counting import Scope
from teamaround.episodes.rules.counts import COUNTS
from teamaround.facts import register
from teamaround.facts.rules.counting import Asked, Counted, Unit, Words
from teamaround.localities import queries as localities

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


def wire() -> None:
    """Put the measures in, and how places are found."""
    for key, title in TITLES.items():
        register.add(_words(key, title), _of_count(key))
    register.add(WITHOUT_LEAD, _of_count("without-lead"))
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
        has_interval=key not in ("first-meeting", "without-lead"),
    )  # fmt: skip


def _of_count(key: str) -> Callable[[Asked], Counted]:
    """The same query as the page of counts, with the day on which the number is taken as over."""

    def count(asked: Asked) -> Counted:
        scope = Scope(
            asked.authority_id, asked.since, asked.as_at, today=asked.as_at + timedelta(days=1),
            agencies=_agencies(asked), weeks=agencies.review_weeks(asked.authority_id, on=asked.as_at),
        )  # fmt: skip
        found = episodes.figure(key, scope, with_children=True)
        return Counted(
            found.top, round(found.bottom), found.middle, found.children, found.counted_children,
            found.other_children if COUNTS[key].others else None,
        )  # fmt: skip

    return count


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
