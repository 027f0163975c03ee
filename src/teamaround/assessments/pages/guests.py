"""Asking somebody without an account for their part, and looking after their link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.guests.showing import show_link
from teamaround.accounts.guests.standing import Told, told
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import guest_queries, queries, services
from ..forms import GuestForm, NewLinkForm
from ..models import Contribution
from ..rules import contributing
from ..rules.contributing import ContributionState
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def ask_guest(http: PageRequest, assessment: str) -> HttpResponse:
    """Ask somebody without an account: who, what, by when, and that the family agrees."""
    found = queries.known(http.viewer, assessment, at=http.now)
    if http.viewer.agency_id not in queries.leading(found):
        return redirect("assessments:read", assessment=assessment)
    frame = around(http, found.child_id)
    face = frame["face"]
    called = "" if face.is_shielded or face.is_unborn else face.called
    form = GuestForm(http.POST or None, definition=queries.form_of(found), initial={"called": called})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            part = services.ask_guest(
                ref=assessment, wish=form.guest_wish(), site=letters.site_of(http), by=http.viewer,
                now=http.now,
            )  # fmt: skip
            if not letters.goes_by_hand():
                messages.success(http, "Asked. The e-mail with their link is on its way.")
            return redirect("assessments:guest_link", part=part.ref)
    return render(
        http, "assessments/ask_guest.html", status=422 if form.errors else 200, form=form, assessment=found,
        agreed=queries.standing_of(found).agreed, by_hand=letters.goes_by_hand(), **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def guest_link(http: PageRequest, part: str) -> HttpResponse:
    """How a guest's link stands: send a new one, take it back, or pass it on where e-mail is not set up."""
    own = queries.part_of(http.viewer, part, at=http.now)
    if own.guest_id is None:
        raise NotVisible
    frame = around(http, own.child_id)
    invitation = guest_queries.invitation_to(own)
    standing = told(invitation, at=http.now) if invitation is not None else None
    do = str(http.POST.get("do", ""))
    form = NewLinkForm(
        http.POST if do == "send" else None, initial={"email": standing.email if standing else ""}
    )
    if http.method == "POST" and do == "show" and standing is not None:
        back = reverse("assessments:guest_link", kwargs={"part": part})
        return show_link(http, standing, layout="people/of_child.html", back=back, **frame)
    if http.method == "POST" and (do == "take-back" or form.is_valid()):
        with refusals_on(form):
            _do(http, own, form, do)
            return redirect("assessments:guest_link", part=part)
    return _shown(http, own, standing, form, frame)


def _do(http: PageRequest, own: Contribution, form: NewLinkForm, do: str) -> None:
    if do == "take-back":
        services.take_back(ref=own.ref, by=http.viewer, now=http.now)
        messages.success(
            http, "Taken back. Their link opens nothing now. What they wrote is kept, and not shown."
        )
    else:
        services.send_again(ref=own.ref, by=http.viewer, now=http.now, email=form.cleaned_data["email"])
        messages.success(http, "A new link is made. The one before opens nothing now.")


def _shown(
    http: PageRequest, own: Contribution, standing: Told | None, form: NewLinkForm, frame: dict[str, object]
) -> HttpResponse:
    return render(
        http, "assessments/guest_link.html", 422 if form.errors else 200, part=own, told=standing, form=form,
        words=contributing.WORDS[ContributionState(own.state)], **frame,
    )  # fmt: skip
