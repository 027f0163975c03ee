"""From the e-mail to the page: the link is opened, a code is sent and typed, and the guest is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from ..door import public, work
from ..rules import Viewer
from . import door, keys, letters, queries, services
from .forms import CodeForm
from .models import Invitation
from .opening import asker, opened_by
from .rules import Link, Tried, code_runs_out, tries_left_in_words, why_not_open

T = TypeVar("T")


@public
def arrive(http: HttpRequest, secret: str) -> HttpResponse:
    """The address in the e-mail. It is left at once, so that it stays in no history and no log."""
    http.session[door.LINK] = keys.digest_of(secret)
    response = redirect("guests:link")
    response.headers["Referrer-Policy"] = "no-referrer"
    return _unkept(response)


@public
def link(http: HttpRequest) -> HttpResponse:
    """What the link opens, who sent it, and the button that sends a code."""
    row, state = _held(http)
    if row is None or state not in (Link.FRESH, Link.USED):
        return _unkept(door.closed(http, why_not_open(state, ask=asker(row) if row else "")))
    if state is Link.USED and _is_inside(http, row):
        return _unkept(redirect(opened_by(row).start))
    error = ""
    if http.method == "POST":
        try:
            _send(http, row, state)
            return _unkept(redirect("guests:sent" if state is Link.USED else "guests:code"))
        except Refusal as refusal:
            error = refusal.sentence
    page = render(
        http,
        "accounts/link.html",
        status=422 if error else 200,
        asker=asker(row),
        asks=opened_by(row).asks,
        sees=opened_by(row).sees,
        is_used=state is Link.USED,
        was_away=http.session.get(door.AWAY) == row.digest,
        minutes=settings.IDLE_MINUTES,
        error=error,
        by_hand=letters.goes_by_hand(),
        email=veiled(row.email),
    )  # fmt: skip
    return _unkept(page)


def _send(http: HttpRequest, row: Invitation, state: Link) -> None:
    now = clock.now()
    if state is Link.USED:
        _as_guest(http, row, lambda by: services.renew(ref=row.ref, by=by, now=now))
    else:
        _as_guest(http, row, lambda by: services.send_code(ref=row.ref, by=by, now=now))


@public
def sent(http: HttpRequest) -> HttpResponse:
    """A new link is on its way."""
    return _unkept(render(http, "accounts/link_sent.html"))


@public
def code(http: HttpRequest) -> HttpResponse:
    """Type the code."""
    row, state = _held(http)
    if row is None or state is not Link.FRESH or row.code_sent_at is None:
        return _unkept(redirect("guests:link"))
    form = CodeForm(http.POST if http.method == "POST" else None)
    if http.method == "POST" and form.is_valid():
        now = clock.now()
        typed = form.cleaned_data["code"]
        outcome = _as_guest(http, row, lambda by: services.enter(ref=row.ref, code=typed, by=by, now=now))
        if outcome is Tried.RIGHT:
            door.come_in(http, digest=row.digest, now=now)
            return _unkept(redirect(opened_by(row).start))
        if outcome is Tried.ENDED:
            return _unkept(redirect("guests:link"))
        old = "That code is no longer good. Go back and have a new one sent."
        form.add_error("code", old if outcome is Tried.OLD else tries_left_in_words(row.wrong_tries + 1))
    page = render(
        http,
        "accounts/code.html",
        status=422 if form.errors else 200,
        form=form,
        asker=asker(row),
        until=code_runs_out(row.code_sent_at),
        by_hand=letters.goes_by_hand(),
        email=veiled(row.email),
    )  # fmt: skip
    return _unkept(page)


@public
@require_POST
def leave(http: HttpRequest) -> HttpResponse:
    """The guest is finished for today."""
    door.leave(http)
    return _unkept(redirect("guests:left"))


@public
def left(http: HttpRequest) -> HttpResponse:
    """After leaving."""
    return _unkept(render(http, "accounts/link_left.html"))


def _held(http: HttpRequest) -> tuple[Invitation | None, Link | None]:
    """The invitation of the link that this browser opened last, and how the link stands."""
    digest = str(http.session.get(door.LINK, ""))
    row = queries.by_link(digest) if digest else None
    return row, queries.link_of(row, at=clock.now()) if row is not None else None


def _is_inside(http: HttpRequest, row: Invitation) -> bool:
    kept = http.session.get(door.INSIDE)
    return kept is not None and bool(kept["link"] == row.digest)


def _as_guest(http: HttpRequest, row: Invitation, run: Callable[[Viewer], T]) -> T:
    """Do something for whoever holds the link, in their name."""
    by = queries.guest_viewer(
        row, source=http.META.get("REMOTE_ADDR", ""), request_id=getattr(http, "request_id", "")
    )
    return work(lambda: run(by), viewer=lambda: by, now=clock.now(), act="page.shown", about=row.ref)


def veiled(email: str) -> str:
    """An address as a reminder to its owner: r…@example.org."""
    name, _, place = email.partition("@")
    return f"{name[:1]}…@{place}"


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
