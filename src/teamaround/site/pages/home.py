"""Home: what needs this person today."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page, stated_purpose
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.rules import Duty
from teamaround.assessments import guest_queries as guest_parts
from teamaround.assessments import queries as assessments
from teamaround.design.render import render
from teamaround.episodes import queries as episodes
from teamaround.episodes.queries import meetings, teams
from teamaround.index import queries as index
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing

from .. import needs, queues
from ..forms import QuickFindForm

MOST = 12
LISTS = (
    "asked_to_meet", "minutes", "teams", "mine", "answers", "covered", "led", "asked_to_lead", "owed", "late", "parts", "offers", "writing", "links",
    "ask_again",
)  # fmt: skip


@page(duty=None)
def home(http: PageRequest) -> HttpResponse:
    """Work waiting for this viewer, by their duties; beneath it the county's counts, for those who see them."""
    viewer = http.viewer
    work: dict[str, Any] = dict.fromkeys(LISTS, ())
    if viewer.can(Duty.FIND_CHILDREN):
        work["mine"] = list(index.my_children(viewer, today=http.today)[:MOST])
        work["answers"] = list(index.contact_answers(viewer)[:MOST])
    if viewer.can(Duty.WRITE_ASSESSMENTS):
        work["covered"] = list(episodes.covered_by(viewer, today=http.today)[:MOST])
        led, asked = episodes.led_by(viewer)
        work["led"], work["asked_to_lead"] = led[:MOST], asked[:MOST]
        leads_for = {row.episode.child_id for row in work["led"]}
        work["ask_again"] = list(sharing.to_ask_again(leads_for, today=http.today)) if leads_for else ()
        work["asked_to_meet"] = list(meetings.invitations(viewer, at=http.now)[:MOST])
        work["minutes"] = meetings.minutes_for(viewer, at=http.now)[:MOST]
        work["teams"] = list(teams.teams_of(viewer, at=http.now)[:MOST])
        own, others = episodes.to_do(viewer, today=http.today, at=http.now)
        work["owed"], work["late"] = own[:MOST], others[:MOST]
        work["parts"] = list(assessments.asked_of(viewer, at=http.now)[:MOST])
        work["offers"] = list(assessments.offers_to(viewer, at=http.now)[:MOST])
        work["links"] = guests.of_inviter(viewer)[:MOST]
        work["writing"] = list(assessments.being_written_by(viewer, at=http.now)[:MOST])
    work["teams"] = _not_led(work)
    work["mine"] = _not_named_elsewhere(work)
    cards = needs.cards(viewer, today=http.today, at=http.now)
    named = _children_in(work) | needs.children_in(cards)
    faces = people.faces(viewer, named, at=http.now)
    return render(
        http, "site/home.html", work=work, cards=cards, faces=faces, today=http.today,
        owing=episodes.owing_in([row.episode_id for row in work["led"]], today=http.today) if work["led"] else {},
        soon=guest_parts.soon(work["parts"], today=http.today),
        team=_team_work(http), managed=_managed(http), counts=_counts(http), find=_find(http),
    )  # fmt: skip


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


def _counts(http: PageRequest) -> dict[str, int]:
    """The county in three figures, for those who watch over it; no child can be told from them."""
    if not http.viewer.can(Duty.SEE_COUNTS):
        return {}
    authority = http.viewer.authority_id
    open_now = episodes.open_counts(authority)
    return {
        "joined": assessments.joined_rather_than_repeated(authority),
        "open": open_now.open,
        "without_lead": open_now.without_lead,
    }
