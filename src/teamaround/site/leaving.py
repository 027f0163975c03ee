"""What was opened for one child closes when its reader goes to another page (R7).

The address of a page says whose it is: the reference of the child, or of its assessment or
plan, is a part of the path. Closing the browser is covered by the time limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import opened
from teamaround.kernel import clock
from teamaround.sharing import services as sharing

Answer = Callable[[HttpRequest], HttpResponse]
OPENED = "opened_for"
NOT_A_PAGE = ("/health", "/static/", "/api/", "/favicon.ico")


def note_opened(http: HttpRequest, refs: Iterable[str]) -> None:
    """Remember in this session whose pages may be read without closing what was opened."""
    http.session[OPENED] = sorted(set(refs))


def close_on_leaving(answer: Answer) -> Answer:
    """Ends a session's openings before it is answered on a page of anybody else."""

    def watched(http: HttpRequest) -> HttpResponse:
        if _has_left(http):
            _close(http)
        return answer(http)

    return watched


def _has_left(http: HttpRequest) -> bool:
    if http.path.startswith(NOT_A_PAGE) or http.headers.get("X-Autosave"):
        return False
    refs = http.session.get(OPENED, [])
    return bool(refs) and not set(refs) & set(http.path.split("/"))


def _close(http: HttpRequest) -> None:
    del http.session[OPENED]
    if not http.user.is_authenticated:
        return
    account = accounts.with_duties(clock.today()).get(pk=http.user.pk)
    viewer = accounts.viewer_for(
        account, source=http.META.get("REMOTE_ADDR", ""), request_id=getattr(http, "request_id", "")
    )
    with opened(viewer):
        sharing.end_overrides(by=viewer, now=clock.now())
