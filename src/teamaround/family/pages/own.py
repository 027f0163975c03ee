"""What a parent or young person sees: the plan, who helps, who can see it, and what they said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import public
from teamaround.accounts.guests.door import GuestRequest, guest
from teamaround.accounts.guests.forms import form_page
from teamaround.accounts.guests.opening import asker
from teamaround.accounts.guests.rules import Kind
from teamaround.design.forms import refusals_on
from teamaround.design.paper import Copy, copy
from teamaround.design.render import render

from .. import queries, rules, services
from ..forms import SayForm, SayNoForm
from ..models import FamilyView
from .sight import all_of, may_decide, plan_of


@guest(kind=Kind.FAMILY)
def plan(http: GuestRequest) -> HttpResponse:
    """The plan in plain words."""
    view = queries.view_by_link(http.viewer)
    return render(
        http, "family/plan.html", until=http.invitation.expires_at,
        **plan_of(view, today=http.today, at=http.now), asker=asker(http.invitation),
    )  # fmt: skip


@guest(kind=Kind.FAMILY)
def printed(http: GuestRequest, as_pdf: bool = False) -> HttpResponse:
    """All of it as a copy for paper."""
    view = queries.view_by_link(http.viewer)
    asked = Copy(
        template="family/printed.html", page=reverse("family:printed"), pdf=reverse("family:printed_pdf"),
        back=reverse("family:plan"), file_name="plan",
    )  # fmt: skip
    return copy(http, asked, as_pdf=as_pdf, **all_of(view, today=http.today, at=http.now))


@guest(kind=Kind.FAMILY)
def team(http: GuestRequest) -> HttpResponse:
    """Who is in the team for their work, and what each is there to do."""
    view = queries.view_by_link(http.viewer)
    return render(http, "family/team.html", helpers=queries.helpers(view), **_frame(http, view))


@guest(kind=Kind.FAMILY, writes=True)
def sharing(http: GuestRequest) -> HttpResponse:
    """Which services can see the plan; leaving one out, by those who may decide."""
    view = queries.view_by_link(http.viewer)
    if http.method == "POST":
        services.leave_out(agency_ref=http.POST.get("agency", ""), by=http.viewer, now=http.now)
        messages.success(http, "Done. They cannot see the plan any more.")
        return redirect("family:sharing")
    return render(
        http, "family/sharing.html", sees=queries.who_sees(view), may_decide=may_decide(view, today=http.today),
        **_frame(http, view),
    )  # fmt: skip


@guest(kind=Kind.FAMILY, writes=True)
def say_no(http: GuestRequest) -> HttpResponse:
    """Agree no more: sharing stops at once."""
    view = queries.view_by_link(http.viewer)
    if http.method != "POST" and not may_decide(view, today=http.today):
        return redirect("family:sharing")
    return form_page(
        http, SayNoForm(http.POST or None), services.say_no, then="family:changed",
        template="family/say_no.html", **_frame(http, view),
    )  # fmt: skip


@guest(kind=Kind.FAMILY, writes=True)
def say(http: GuestRequest) -> HttpResponse:
    """Say something, and read what came of what one said before."""
    view = queries.view_by_link(http.viewer)
    form = SayForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.say(by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Thank you. We have kept what you said.")
            return redirect("family:say")
    return render(
        http, "family/say.html", status=422 if form.errors else 200, form=form,
        said=queries.said(view)[: queries.MOST], about_words=rules.ABOUT_WORDS, **_frame(http, view),
    )  # fmt: skip


@public
def changed(http: HttpRequest) -> HttpResponse:
    """After saying no, when there is no page to go back to."""
    return render(http, "family/changed.html")


def _frame(http: GuestRequest, view: FamilyView) -> dict[str, Any]:
    """What each of these pages says: whose it is, and who sent the link."""
    return {"view": view, "is_own": view.carer_id is None, "asker": asker(http.invitation)}
