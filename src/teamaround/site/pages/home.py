"""Home: what needs this person today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page, stated_purpose
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.rules import Duty
from teamaround.assessments import guest_queries as guest_parts
from teamaround.assessments import queries as assessments
from teamaround.design.render import render
from teamaround.design.words import count
from teamaround.episodes import queries as episodes
from teamaround.episodes.queries import meetings, teams
from teamaround.episodes.rules.seeing_counts import sees_aggregates_only
from teamaround.episodes.rules.small_numbers import is_small
from teamaround.index import queries as index
from teamaround.kernel.few import FEWER
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing

from .. import needs, queues, waiting
from ..forms import QuickFindForm

Read = Callable[[PageRequest], Any]

MOST = 12
JOINED = (
    "contribution to an assessment that was already there",
    "contributions to assessments that were already there",
)
OPEN = ("open plan in the area", "open plans in the area")
WITHOUT_LEAD = ("open plan that nobody leads yet", "open plans that nobody leads yet")
FINDS: dict[str, Read] = {
    "mine": lambda http: index.my_children(http.viewer, today=http.today),
    "answers": lambda http: index.contact_answers(http.viewer),
}
WRITES: dict[str, Read] = {
    "covered": lambda http: episodes.covered_by(http.viewer, today=http.today),
    "asked_to_meet": lambda http: meetings.invitations(http.viewer, at=http.now),
    "minutes": lambda http: meetings.minutes_for(http.viewer, at=http.now),
    "teams": lambda http: teams.teams_of(http.viewer, at=http.now),
    "parts": lambda http: assessments.asked_of(http.viewer, at=http.now),
    "offers": lambda http: assessments.offers_to(http.viewer, at=http.now),
    "links": lambda http: guests.of_inviter(http.viewer),
    "writing": lambda http: assessments.being_written_by(http.viewer, at=http.now),
}
"""Lists by name, each under the duty of those for whom it is read."""
LISTS = (*FINDS, *WRITES, "led", "asked_to_lead", "owed", "late", "ask_again")


@page(duty=None)
def home(http: PageRequest) -> HttpResponse:
    """Work waiting for this viewer, by their duties; beneath it the county's counts, for those who see them."""
    viewer = http.viewer
    writes = viewer.can(Duty.WRITE_ASSESSMENTS)
    there = waiting.worth_reading(viewer, today=http.today, at=http.now) if writes else frozenset[str]()
    work: dict[str, Any] = dict.fromkeys(LISTS, ())
    if viewer.can(Duty.FIND_CHILDREN):
        work |= _read(http, FINDS, there)
    if writes:
        work |= _read(http, WRITES, there) | _led(http)
        own, others = episodes.to_do(viewer, today=http.today, at=http.now)
        work["owed"], work["late"] = own[:MOST], others[:MOST]
    work["teams"] = _not_led(work)
    work["mine"] = _not_named_elsewhere(work)
    cards = needs.cards(viewer, today=http.today, at=http.now, there=there)
    named = _children_in(work) | needs.children_in(cards)
    faces = people.faces(viewer, named, at=http.now)
    return render(
        http, "site/home.html", work=work, cards=cards, faces=faces, today=http.today,
        owing=episodes.owing_in([row.episode_id for row in work["led"]], today=http.today) if work["led"] else {},
        soon=guest_parts.soon(work["parts"], today=http.today),
        team=_team_work(http), managed=_managed(http), counts=_counts(http), find=_find(http),
    )  # fmt: skip


def _read(http: PageRequest, lists: dict[str, Read], there: frozenset[str]) -> dict[str, Any]:
    """Those lists in which something may stand."""
    worth = (name for name in lists if name in there or name not in waiting.NETS)
    return {name: list(lists[name](http)[:MOST]) for name in worth}


def _led(http: PageRequest) -> dict[str, Any]:
    """What the viewer leads, is asked to lead, and whose agreement is to be asked for again."""
    led, asked = episodes.led_by(http.viewer)
    leads_for = {row.episode.child_id for row in led[:MOST]}
    again = list(sharing.to_ask_again(leads_for, today=http.today)) if leads_for else ()
    return {"led": led[:MOST], "asked_to_lead": asked[:MOST], "ask_again": again}


@page(duty=None)
def stay(http: PageRequest) -> HttpResponse:  # noqa: ARG001 - the door has noted that somebody is here
    """Somebody who was about to be signed out for being idle is still here."""
    return HttpResponse(status=204)


def _find(http: PageRequest) -> QuickFindForm | None:
    """A search to begin at once; None for those who do not find children."""
    if not http.viewer.can(Duty.FIND_CHILDREN):
        return None
    return QuickFindForm(initial={"purpose": stated_purpose(http)})


def _not_led(work: dict[str, Any]) -> list[Any]:
    """Teams that one is in, without those that one leads."""
    led = {row.episode_id for row in work["led"]}
    return [row for row in work["teams"] if row.episode_id not in led]


def _not_named_elsewhere(work: dict[str, Any]) -> list[Any]:
    """Children one is involved with, without those whom one leads for or writes about."""
    named = {row.episode.child_id for row in work["led"]}
    named |= {row.child_id for name in ("writing", "teams") for row in work[name]}
    return [row for row in work["mine"] if row.child_id not in named]


def _children_in(work: dict[str, Any]) -> set[int]:
    direct = ("mine", "parts", "offers", "writing", "answers", "asked_to_meet", "minutes", "teams")
    found = {row.child_id for name in direct for row in work[name]}
    found |= {row.episode.child_id for name in ("led", "asked_to_lead") for row in work[name]}
    found |= {row.child_id for row in work["covered"]}
    return found | {row.action.child_id for name in ("owed", "late") for row in work[name]}


def _team_work(http: PageRequest) -> list[queues.Queue]:
    """Queues that a team shares, as counts with their addresses."""
    return queues.of_team(http.viewer)


def _managed(http: PageRequest) -> dict[str, int]:
    """For how many children the viewer's people lead, and how many of those need a new lead."""
    if not http.viewer.can(Duty.WRITE_ASSESSMENTS):
        return {"all": 0, "needed": 0}
    rows = episodes.led_by_people_of(http.viewer, today=http.today)
    return {"all": len(rows), "needed": sum(1 for one in rows if one.why)}


def _counts(http: PageRequest) -> list[tuple[str, str, str]]:
    """The county in three figures, for those who watch over it: what about, the figure, of what."""
    if not http.viewer.can(Duty.SEE_COUNTS):
        return []
    authority = http.viewer.authority_id
    open_now = episodes.open_counts(authority)
    joined = assessments.joined_rather_than_repeated(authority)
    keeps_small = not sees_aggregates_only(http.viewer.duties)
    return [
        (about, *_figure(number, one, many, keeps_small=keeps_small))
        for about, number, one, many in (
            ("Joined, not repeated", joined, *JOINED),
            ("Being helped together", open_now.open, *OPEN),
            ("Waiting for a lead", open_now.without_lead, *WITHOUT_LEAD),
        )
    ]


def _figure(number: int, one: str, many: str, *, keeps_small: bool) -> tuple[str, str]:
    """The number and its words; whoever never sees a child is not told a small one either (R25)."""
    if is_small(number) and not keeps_small:
        return FEWER.capitalize(), many
    return count(number), one if number == 1 else many
