"""The door for guests: in by link and code, to the one thing that they were invited to.

`guest` is to their pages what `door.page` is to everybody else's: who asks and whether they may
is settled anew on every request, the page and its audit are one transaction, and the answer
leaves once that is committed. Addresses of such pages carry no reference: the invitation says
what is opened, so there is nothing to try out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from ..answered import answer_once
from ..door import Page, PageRequest, work
from . import queries
from .models import Invitation
from .opening import asker, opened_by
from .rules import Kind, Link, why_not_open

GUEST = "guest"
LINK, INSIDE, AWAY = "link", "guest", "away"
"""What the session keeps: the link that was opened, who came in by it, and the link of who was away too long."""


class GuestRequest(PageRequest):
    """A request that has come through the guests' door."""

    invitation: Invitation


@dataclass
class Closed(Exception):
    """What the link opens is not open now."""

    sentence: str


def guest(*, kind: Kind, writes: bool = False, takes_turns: bool = False) -> Callable[[Page], Page]:
    """A page for those who came by a link of this kind and gave the code.

    `takes_turns`: as for `door.page`.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def through_the_door(http: GuestRequest, **kwargs: Any) -> HttpResponse:
            http.now = clock.now()
            http.today = clock.day_of(http.now)
            turned_away = _turned_away(http, kind)
            changes = writes and http.method == "POST"
            response = turned_away or _opened(
                http, view, changes=changes, serializable=changes and not takes_turns, kwargs=kwargs
            )
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        through_the_door.duty = GUEST  # type: ignore[attr-defined]
        through_the_door.writes = writes  # type: ignore[attr-defined]
        return through_the_door

    return decorate


def come_in(http: HttpRequest, *, digest: str, now: datetime) -> None:
    """Begin a guest's session. Whoever was signed in at this browser is signed out."""
    http.session.flush()
    http.session[LINK] = digest
    http.session[INSIDE] = {"link": digest, "seen_at": now.timestamp()}


def leave(http: HttpRequest) -> None:
    """End a guest's session."""
    http.session.flush()


def _turned_away(http: GuestRequest, kind: Kind) -> HttpResponse | None:
    """The answer for somebody who may not come in; sets `http.viewer` for those who may."""
    kept = http.session.get(INSIDE)
    row = queries.by_link(kept["link"]) if kept else None
    if kept is None or _has_been_idle(http, kept):
        if kept is not None:
            http.session.pop(INSIDE, None)
            http.session[AWAY] = kept["link"]
        return _outside(http)
    if row is None or row.kind != kind or queries.link_of(row, at=http.now) is not Link.USED:
        http.session.pop(INSIDE, None)
        link = queries.link_of(row, at=http.now) if row is not None and row.kind == kind else None
        return closed(http, why_not_open(link, ask=asker(row) if row is not None else ""))
    http.invitation = row
    http.viewer = queries.guest_viewer(
        row, source=http.META.get("REMOTE_ADDR", ""), request_id=getattr(http, "request_id", "")
    )
    return None


def _has_been_idle(http: GuestRequest, kept: dict[str, Any]) -> bool:
    moment = http.now.timestamp()
    if moment - kept["seen_at"] > settings.IDLE_MINUTES * 60:
        return True
    if moment - kept["seen_at"] > 60:
        http.session[INSIDE] = {**kept, "seen_at": moment}
    return False


def _outside(http: GuestRequest) -> HttpResponse:
    """To the page of the link; a form that was sent stays where it is, with what was typed."""
    if http.method == "GET" and not http.headers.get("X-Autosave"):
        return redirect("guests:link")
    return closed(
        http, "You were away for a while, so this page was closed. What you typed is still in the page "
        "before this one. Ask for a new link below, open it, then go back to that page and save again.",
        status=401, may_come_back=True,
    )  # fmt: skip


def closed(
    http: HttpRequest, sentence: str, *, status: int = 403, may_come_back: bool = False
) -> HttpResponse:
    """The page that says why a link opens nothing now, and how to come back when one was only away."""
    return render(
        http, "accounts/link_closed.html", status=status, sentence=sentence, may_come_back=may_come_back
    )


def _opened(
    http: GuestRequest, view: Page, *, changes: bool, serializable: bool, kwargs: dict[str, Any]
) -> HttpResponse:
    def run() -> HttpResponse:
        sentence = opened_by(http.invitation).why_closed(http.invitation, http.now)
        if sentence:
            raise Closed(sentence)
        if changes:
            return answer_once(http, lambda: view(http, **kwargs))
        return view(http, **kwargs)

    try:
        return work(
            run, viewer=lambda: http.viewer, now=http.now, act="page.shown", about=http.invitation.ref,
            said=view.__module__.removeprefix("teamaround.") + "." + view.__name__, serializable=serializable,
        )  # fmt: skip
    except NotVisible:
        raise Http404 from None
    except Closed as shut:
        return closed(http, shut.sentence)
    except Refusal as refusal:
        return closed(http, refusal.sentence, status=422)
