"""What a guest sees: what they are asked, their own part to write, and the way out. Nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import public
from teamaround.accounts.guests.door import GuestRequest, guest
from teamaround.accounts.guests.forms import form_page
from teamaround.accounts.guests.opening import asker
from teamaround.accounts.guests.rules import Kind
from teamaround.design.render import render

from .. import guest_queries, queries, services
from ..forms import ReasonForm
from ..rules.writing import fullness
from .frames import guest_frame
from .writing import page_of_section


@guest(kind=Kind.CONTRIBUTION, writes=True)
def part(http: GuestRequest) -> HttpResponse:
    """What is asked, and giving it."""
    own = guest_queries.part_by_link(http.viewer)
    if http.method == "POST":
        services.give_by_link(by=http.viewer, now=http.now)
        return redirect("assessments:by_link_thanks")
    definition = queries.form_of(own.assessment)
    written = {box for box, row in queries.sheet(own.assessment, own).items() if row.text}
    sections = queries.sections_to_write(http.viewer, own.assessment, own)
    return render(
        http, "assessments/by_link.html", part=own, asker=asker(http.invitation), **guest_frame(own),
        to_write=[
            {"section": one, "words": fullness(definition, written, [one]).words} for one in sections
        ],
        until=http.invitation.expires_at, today=http.today,
    )  # fmt: skip


@guest(kind=Kind.CONTRIBUTION, writes=True, takes_turns=True)
def section(http: GuestRequest, section: str) -> HttpResponse:
    """One section that was asked for."""
    own = guest_queries.part_by_link(http.viewer)
    if section not in own.wanted:
        return redirect("assessments:by_link")
    return page_of_section(http, own.assessment, own, section)


@guest(kind=Kind.CONTRIBUTION, writes=True)
def decline(http: GuestRequest) -> HttpResponse:
    """Say no, with a word of why."""
    own = guest_queries.part_by_link(http.viewer)
    return form_page(
        http, ReasonForm(http.POST or None), services.decline_by_link, then="assessments:by_link_thanks",
        template="assessments/by_link_decline.html", **guest_frame(own),
    )  # fmt: skip


@public
def thanks(http: HttpRequest) -> HttpResponse:
    """After giving a part, or saying no."""
    return render(http, "assessments/by_link_thanks.html")
