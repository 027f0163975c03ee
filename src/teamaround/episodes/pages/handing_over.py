"""Handing over, cover, the lead on protection, and the list of a manager's people."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import AgencyKind
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.people import queries as people

from .. import queries, services
from ..forms import YES, CoverForm, HandoverForm, ProtectionLeadForm, people_of
from ..rules import leading
from .frames import around, team_of

A_PAGE = 25


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def hand_over(http: PageRequest, episode: str) -> HttpResponse:
    """Ask the next lead, with what they should know."""
    found = queries.readable(http.viewer, episode, at=http.now)
    form = HandoverForm(http.POST or None, people=team_of(http, found.child_id))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.hand_over(
                ref=episode, handover=form.handover(), by=http.viewer, now=http.now,
                family_asked=form.cleaned_data["family_asked"] == YES,
                family_view=form.cleaned_data["family_view"],
            )  # fmt: skip
            messages.success(http, "They are asked. Nothing changes for the family until they accept.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/hand_over.html", status=422 if form.errors else 200, form=form, episode=found,
        lead=queries.accepted_lead(found), functions=leading.FUNCTIONS, **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def cover(http: PageRequest, episode: str) -> HttpResponse:
    """Arrange that somebody stands in for the lead, or end that."""
    found = queries.readable(http.viewer, episode, at=http.now)
    lead = queries.accepted_lead(found)
    ends = http.method == "POST" and http.POST.get("then") == "end"
    form = CoverForm(
        http.POST if http.method == "POST" and not ends else None, people=team_of(http, found.child_id),
        initial={"starts_on": http.today},
    )  # fmt: skip
    if ends:
        services.end_cover(ref=episode, by=http.viewer, now=http.now)
        messages.success(http, "The cover has ended.")
        return redirect("episodes:show", episode=episode)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.arrange_cover(ref=episode, wish=form.wish(), by=http.viewer, now=http.now)
            messages.success(http, "Arranged. They see it on their home page.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/cover.html", status=422 if form.errors else 200, form=form, episode=found, lead=lead,
        arranged=list(queries.covers(lead, today=http.today)) if lead else [], **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def protection_lead(http: PageRequest, episode: str) -> HttpResponse:
    """Note who leads on protection, or that nobody does any more."""
    found = queries.readable(http.viewer, episode, at=http.now)
    ends = http.method == "POST" and http.POST.get("then") == "end"
    form = ProtectionLeadForm(
        http.POST if http.method == "POST" and not ends else None, people=_social_workers(http),
        initial={"starts_on": http.today},
    )  # fmt: skip
    if ends:
        services.end_protection_lead(ref=episode, by=http.viewer, now=http.now)
        messages.success(http, "Noted.")
        return redirect("episodes:show", episode=episode)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.name_protection_lead(
                ref=episode, practitioner_id=form.chosen() or 0, starts_on=form.cleaned_data["starts_on"],
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "Noted. The lead practitioner stays the family’s own.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/protection_lead.html", status=422 if form.errors else 200, form=form, episode=found,
        named=queries.protection_lead(found), **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS)
def my_people(http: PageRequest) -> HttpResponse:
    """For whom a manager's people lead: those who need a new lead first."""
    rows = queries.led_by_people_of(http.viewer, today=http.today)
    shown = Paginator(rows, A_PAGE).get_page(http.GET.get("page"))
    faces = people.faces(http.viewer, {one.lead.child_id for one in shown}, at=http.now)
    return render(
        http, "episodes/my_people.html", shown=shown, faces=faces, today=http.today,
        needed=sum(1 for one in rows if one.why),
    )  # fmt: skip


def _social_workers(http: PageRequest) -> list[tuple[str, str]]:
    """Everybody in post in children's social care, the viewer's own authority's first."""
    bodies = agencies.agencies(on=http.today).filter(kind=AgencyKind.CHILDRENS_SOCIAL_CARE)
    near = sorted(bodies, key=lambda row: (row.authority_id != http.viewer.authority_id, row.name))
    return people_of([row.pk for row in near], on=http.today)
