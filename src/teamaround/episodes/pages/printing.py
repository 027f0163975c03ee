"""A plan and the minutes of a meeting as copies for paper: a page or a PDF, in ordinary or large letters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.paper import Copy, copy

from .. import queries
from ..queries import meetings, teams
from ..rules import meetings as rules
from ..rules import planning
from ..rules.meetings import MeetingState
from ..rules.team import Standing
from .frames import around
from .minutes import gathered


@page(duty=Duty.FIND_CHILDREN)
def plan(http: PageRequest, episode: str, as_pdf: bool = False) -> HttpResponse:
    """The plan of one child for paper: a brother or sister may have other parents, and has a copy apart.

    No place of a meeting stands on it, and where a child is shielded no agency: paper goes from hand to hand.
    """
    seen = queries.together(http.viewer, episode, at=http.now, child=http.GET.get("child", ""))
    found, frame = seen.episode, around(http, seen.through)
    lead = queries.accepted_lead(found)
    team = teams.team(found, leading=lead.practitioner_id if lead else None) if seen.reads_first else []
    query = f"?child={frame['face'].ref}"
    asked = Copy(
        template="episodes/printed.html",
        page=reverse("episodes:printed", kwargs={"episode": episode}) + query,
        pdf=reverse("episodes:printed_pdf", kwargs={"episode": episode}) + query,
        back=reverse("episodes:show", kwargs={"episode": episode}) + query,
        file_name="plan",
    )
    return copy(
        http, asked, as_pdf=as_pdf, episode=found, lead=lead, doing_words=planning.WORDS,
        plan=queries.plans(found, children=[seen.through], today=http.today)[0],
        team=[one for one in team if one.row.standing == Standing.PRACTITIONER and not one.leads],
        next_meeting=meetings.ahead(found, at=http.now).filter(starts_at__gte=http.now).first()
        if seen.reads_first else None,
        hides=frame["face"].is_shielded, **frame,
    )  # fmt: skip


@page(duty=Duty.FIND_CHILDREN)
def minutes(http: PageRequest, meeting: str, as_pdf: bool = False) -> HttpResponse:
    """The minutes for paper, for those who may have them."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    rules.check_may_read(meetings.asker(http.viewer, found))
    if found.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return redirect("episodes:meeting", meeting=meeting)
    asked = Copy(
        template="episodes/minutes_printed.html",
        page=reverse("episodes:minutes_printed", kwargs={"meeting": meeting}),
        pdf=reverse("episodes:minutes_pdf", kwargs={"meeting": meeting}),
        back=reverse("episodes:minutes", kwargs={"meeting": meeting}),
        file_name="minutes",
    )
    return copy(http, asked, as_pdf=as_pdf, **gathered(http, found))
