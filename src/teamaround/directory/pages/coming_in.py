"""From the e-mail to an organisation's own pages: the link is opened, a code is sent and typed.

The browser keeps the digest of the link in its session, and whether the code was given. Who comes in, and whether
their link still opens, is looked up anew on every request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from teamaround.accounts.door import Page, acting, public
from teamaround.accounts.guests import keys, letters
from teamaround.accounts.guests.forms import CodeForm
from teamaround.accounts.guests.rules import Link, Tried, code_runs_out, tries_left_in_words
from teamaround.accounts.rules import Viewer
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import queries, services
from ..busy import Busy
from ..forms_joining import LinkForm
from ..models import SignUp
from ..rules.joining_letters import SENT_ANYHOW
from .door import not_too_many
from .signing_up import whoever

LINK, INSIDE = "own_link", "own_seen"
IN_A_MINUTE = 3
links = Busy(IN_A_MINUTE)


class OwnRequest(HttpRequest):
    """A request of somebody who came in for their organisation."""

    sign_up: SignUp
    by: Viewer


def _apart(view: Page) -> Page:
    """A page that is nobody's to keep."""

    @wraps(view)
    def opened(http: HttpRequest, **named: Any) -> HttpResponse:
        response = not_too_many(http) or view(http, **named)
        response.headers["Cache-Control"] = "no-store"
        return response

    return public(opened)


def own_page(view: Callable[..., HttpResponse]) -> Page:
    """A page for whoever came in for an organisation; anybody else is sent to where links are had."""

    @wraps(view)
    def through(http: OwnRequest, **named: Any) -> HttpResponse:
        with acting(whoever(http)):
            row = _inside(http)
            if row is None:
                return redirect("directory:own_link")
            http.sign_up, http.by = row, of_organisation(http, row)
        with acting(http.by):
            return view(http, **named)

    return _apart(through)


def of_organisation(http: HttpRequest, row: SignUp) -> Viewer:
    """Whoever holds the link, as the audit knows them: the organisation's name and the sign-up, no account."""
    return replace(whoever(http), name=row.name, purpose=f"by-link {row.pk}", by_link=str(row.pk))


def _inside(http: HttpRequest) -> SignUp | None:
    """The sign-up of whoever came in here, unless they were idle too long or their link opens no more."""
    now, seen = clock.now(), float(http.session.get(INSIDE, 0))
    row = queries.sign_up_of(str(http.session.get(LINK, ""))) if seen else None
    if row is None or queries.link_of(row, at=now) is not Link.USED:
        return None
    if now.timestamp() - seen > settings.IDLE_MINUTES * 60:
        return None
    if now.timestamp() - seen > 60:
        http.session[INSIDE] = now.timestamp()
    return row


@_apart
def arrive(http: HttpRequest, secret: str) -> HttpResponse:
    """The address in the e-mail. It is left at once, so that it stays in no history and no log."""
    http.session.pop(INSIDE, None)
    http.session[LINK] = keys.digest_of(secret)
    response = redirect("directory:own_code")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@_apart
def code(http: HttpRequest) -> HttpResponse:
    """A button that sends a code, then the box for it."""
    by, now = whoever(http), clock.now()
    with acting(by, now=now):
        row = queries.sign_up_of(str(http.session.get(LINK, "")))
        if row is None or queries.link_of(row, at=now) is not Link.FRESH:
            return redirect("directory:own_link")
        return _answered(http, row, of_organisation(http, row))


def _answered(http: HttpRequest, row: SignUp, by: Viewer) -> HttpResponse:
    now, problem = clock.now(), ""
    form = CodeForm(http.POST if http.POST.get("do") == "enter" else None)
    if http.method == "POST" and http.POST.get("do") == "send":
        try:
            services.send_code(key=row.pk, by=by, now=now)
            return redirect("directory:own_code")
        except Refusal as refusal:
            problem = refusal.sentence
    elif form.is_valid():
        outcome = services.enter_code(key=row.pk, code=form.cleaned_data["code"], by=by, now=now)
        if outcome is Tried.RIGHT:
            http.session.flush()
            http.session[LINK], http.session[INSIDE] = row.digest, now.timestamp()
            return redirect("directory:yours")
        if outcome is Tried.ENDED:
            return redirect("directory:own_link")
        old = "That code is no longer good. Have a new one sent."
        form.add_error("code", old if outcome is Tried.OLD else tries_left_in_words(row.wrong_tries + 1))
    return render(
        http, "directory/own_code.html", status=422 if form.errors or problem else 200, form=form, problem=problem,
        until=code_runs_out(row.code_sent_at) if row.code_digest and row.code_sent_at else None,
    )  # fmt: skip


@_apart
def own_link(http: HttpRequest) -> HttpResponse:
    """Have a link sent to the address that an organisation signed up with. What is known there is not told."""
    form = LinkForm(http.POST if http.method == "POST" else None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            by, now = whoever(http), clock.now()
            if not links.may(by.source):
                raise Refusal("too-many", "You have asked several times just now. Wait a minute.")
            with acting(by, now=now):
                services.send_links(
                    email=form.cleaned_data["email"], site=letters.site_of(http), by=by, now=now
                )
            messages.success(http, SENT_ANYHOW)
            return redirect("directory:own_link")
    return render(http, "directory/own_link.html", status=422 if form.errors else 200, form=form)


@_apart
@require_POST
def leave(http: HttpRequest) -> HttpResponse:
    """Finished for today."""
    http.session.flush()
    return redirect("directory:find")
