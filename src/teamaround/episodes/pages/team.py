"""The team on a page: who is in it, what each is here to do, joining and leaving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import portraits

from .. import queries
from ..models import Episode
from ..queries import meetings, teams
from ..rules.states import State
from ..rules.team import ADD_WORDS, Standing
from ..services import team as services
from .frames import around
from .team_forms import NO, YES, ChildForm, FamilyForm, LeaveForm, MemberForm, PersonForm, PractitionerForm
from .two_writers import saving


def gathering_of(http: PageRequest, found: Episode) -> dict[str, Any]:
    """The team and the next meetings, for the page of the plan."""
    return {
        "team": teams.team(found),
        "next_meetings": list(meetings.ahead(found, at=http.now)[:3]),
    }


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, episode: str) -> HttpResponse:
    """The team, with what each is here to do."""
    found = queries.readable(http.viewer, episode, at=http.now)
    lead = queries.accepted_lead(found)
    team = teams.team(found, leading=lead.practitioner_id if lead else None)
    return render(
        http, "episodes/team.html", **around(http, found.child_id), episode=found, team=team,
        have_left=teams.have_left(found), add_words=ADD_WORDS, may_write=_may_write(http, found),
        lead=None if any(one.leads for one in team) else lead,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def add(http: PageRequest, episode: str, standing: str) -> HttpResponse:
    """Add somebody to the team."""
    if standing not in set(Standing):
        raise NotVisible
    found = queries.readable(http.viewer, episode, at=http.now)
    frame = around(http, found.child_id)
    form = _form(http, found, Standing(standing), called=frame["face"].called)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_member(ref=episode, joining=form.joining(), by=http.viewer, now=http.now)
            messages.success(http, "They are in the team.")
            return redirect("episodes:team", episode=episode)
    return render(
        http, "episodes/team_add.html", status=422 if form.errors else 200, form=form, episode=found,
        title=ADD_WORDS[Standing(standing)], standing=standing, **frame,
    )  # fmt: skip


def _form(http: PageRequest, found: Episode, standing: Standing, *, called: str) -> Any:
    posted = http.POST or None
    if standing is Standing.PRACTITIONER:
        people = teams.people_who_may_join(found, at=http.now)
        return PractitionerForm(posted, people=people, initial={"practitioner": http.GET.get("who", "")})
    if standing is Standing.CHILD:
        return ChildForm(posted, initial={"name": called})
    if standing is Standing.OTHER:
        return PersonForm(posted, initial={"may_have_minutes": NO})
    carers = portraits.portrait(http.viewer, found.child_id, at=http.now).carers
    return FamilyForm(posted, carers=[row for row in carers if row.ends_on is None])


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def change(http: PageRequest, member: str) -> HttpResponse:
    """Change what somebody is here to do; the second of two writers sees both texts."""
    kept = teams.readable_member(http.viewer, member, at=http.now)
    initial = {
        "here_to": kept.here_to, "may_have_minutes": YES if kept.may_have_minutes else NO,
        "version": kept.version,
    }  # fmt: skip
    form = MemberForm(http.POST or None, initial=initial)
    done = saving(
        http, form, version=kept.version,
        save=lambda: services.change_member(
            ref=member, version=form.cleaned_data["version"] or 0, here_to=form.cleaned_data["here_to"],
            may_have_minutes=form.may_have(), by=http.viewer, now=http.now,
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:team", episode=kept.episode.ref)
    return render(
        http, "episodes/team_change.html", status=done.status, form=form,
        episode=kept.episode, member=teams.MemberSeen(kept), clashes=done.clashes,
        **around(http, kept.episode.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def leave(http: PageRequest, member: str) -> HttpResponse:
    """Somebody leaves the team."""
    kept = teams.readable_member(http.viewer, member, at=http.now)
    form = LeaveForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.leave_team(ref=member, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "They have left the team. What they did stays in the history.")
            return redirect("episodes:team", episode=kept.episode.ref)
    return render(
        http, "episodes/team_leave.html", status=422 if form.errors else 200, form=form,
        episode=kept.episode, member=teams.MemberSeen(kept), **around(http, kept.episode.child_id),
    )  # fmt: skip


def _may_write(http: PageRequest, found: Episode) -> bool:
    return found.state != State.CLOSED and http.viewer.can(Duty.WRITE_ASSESSMENTS)
