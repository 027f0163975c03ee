"""What a parent or young person sees: the plan, who helps, who can see it, and what they said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import public
from teamaround.accounts.guests.door import GuestRequest, guest
from teamaround.accounts.guests.opening import asker
from teamaround.accounts.guests.rules import Kind
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.sharing.agreement_rules import Standing

from .. import queries, rules, services
from ..forms import SayForm, SayNoForm
from ..models import FamilyView

LARGE = "large"


@guest(kind=Kind.FAMILY)
def plan(http: GuestRequest) -> HttpResponse:
    """The plan in plain words; to print in large letters if asked."""
    view = queries.view_by_link(http.viewer)
    wishes, steps = queries.wishes(view, today=http.today)
    shown = {
        "wishes": wishes, "steps": steps, "meeting": queries.next_meeting(view, at=http.now),
        "review_on": view.episode.review_on, "until": http.invitation.expires_at, **_frame(http, view),
    }  # fmt: skip
    if http.GET.get("print") == LARGE:
        return render(
            http, "family/print.html", helpers=queries.helpers(view), sees=queries.who_sees(view), **shown
        )
    return render(http, "family/plan.html", **shown)


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
        http, "family/sharing.html", sees=queries.who_sees(view), may_decide=_may_decide(http, view),
        **_frame(http, view),
    )  # fmt: skip


@guest(kind=Kind.FAMILY, writes=True)
def say_no(http: GuestRequest) -> HttpResponse:
    """Agree no more: sharing stops at once."""
    view = queries.view_by_link(http.viewer)
    form = SayNoForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.say_no(by=http.viewer, now=http.now, **form.cleaned_data)
            return redirect("family:changed")
    if not _may_decide(http, view):
        return redirect("family:sharing")
    return render(
        http, "family/say_no.html", status=422 if form.errors else 200, form=form, **_frame(http, view)
    )


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


def _may_decide(http: GuestRequest, view: FamilyView) -> bool:
    agreement = queries.agreement_of(view)
    guest_now = queries.guest_of(view, on=http.today)
    return rules.may_change_mind(guest_now, given_as=Standing(agreement.standing))
