"""An organisation asks, without an account, to be in the directory."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import acting
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Viewer, passer_by
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import services
from ..busy import Busy
from ..forms_joining import SignUpForm
from .door import open_page

IN_A_MINUTE = 3
sign_ups = Busy(IN_A_MINUTE)


@open_page
def sign_up(http: HttpRequest) -> HttpResponse:
    """A form for what the organisation is; then its e-mail is confirmed, and a keeper looks."""
    form = SignUpForm(http.POST if http.method == "POST" else None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            _sign_up(http, form)
            return redirect("directory:signed_up")
    return render(
        http,
        "directory/sign_up.html",
        status=422 if form.errors else 200,
        form=form,
        by_hand=letters.goes_by_hand(),
    )


def _sign_up(http: HttpRequest, form: SignUpForm) -> None:
    by, now = whoever(http), clock.now()
    if not sign_ups.may(by.source):
        raise Refusal("too-many", "You have sent several just now. Wait a minute, then send this one.")
    with acting(by, now=now):
        services.sign_up(said=form.said(), site=letters.site_of(http), by=by, now=now)


@open_page
def signed_up(http: HttpRequest) -> HttpResponse:
    """After the form: what happens next."""
    return render(http, "directory/signed_up.html")


def whoever(http: HttpRequest) -> Viewer:
    """Whoever asks: nobody knows who."""
    return passer_by(source=http.META.get("REMOTE_ADDR", ""), request_id=getattr(http, "request_id", ""))
