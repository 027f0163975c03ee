"""The one door: who asks, may they, and is it written down before the answer leaves.

Every page is decorated with `page` or `public`; the API and the commands use `work` and
`acting`. The answer is complete before the transaction commits and leaves only after it
has: if the audit cannot be written, nothing is shown.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation

from teamaround.audit.services import record
from teamaround.design.render import render
from teamaround.design.sending_again import given_back, is_own, send_again
from teamaround.kernel import clock
from teamaround.kernel.looks import collecting
from teamaround.kernel.reading import remembering
from teamaround.kernel.refusal import NotVisible, ReasonNeeded, Refusal

from . import queries
from .answered import answer_once
from .rules import DUTY_WORDS, PURPOSE_MINUTES, Duty, Purpose, Viewer, why_no_access
from .sign_in import SIGNED_IN_BY

TRIES = 6
PUBLIC = "public"
NOT_SAVED = "You were signed out, and what you sent has not been saved. Nothing of it is lost."
GONE = "This page is not there for you any more, so what you wrote was not saved."


class PageRequest(HttpRequest):
    """A request that has come through the door."""

    viewer: Viewer
    now: datetime
    today: date


Page = Callable[..., HttpResponse]
T = TypeVar("T")


def public(view: Page) -> Page:
    """A page without a child in it, for anybody."""
    view.duty = PUBLIC  # type: ignore[attr-defined]
    return view


def page(*, duty: Duty | None, writes: bool = False, takes_turns: bool = False) -> Callable[[Page], Page]:
    """A page for those with a duty; None means anybody who is signed in.

    A POST of a page that writes runs as a serializable transaction, tried again when two
    such meet, and the same form posted twice has one effect. Where what is written locks a
    row before it reads what it will change, writers take turns at that row instead, so that
    none of them is ever sent away.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def through_the_door(http: PageRequest, **kwargs: Any) -> HttpResponse:
            http.now = clock.now()
            http.today = clock.day_of(http.now)
            turned_away = _turned_away(http, duty)
            if turned_away is not None:
                return _unkept(turned_away)
            changes = writes and http.method == "POST"
            return _unkept(
                _opened(http, view, changes=changes, serializable=changes and not takes_turns, kwargs=kwargs)
            )

        through_the_door.duty = duty  # type: ignore[attr-defined]
        through_the_door.writes = writes  # type: ignore[attr-defined]
        return through_the_door

    return decorate


def _turned_away(http: PageRequest, duty: Duty | None) -> HttpResponse | None:
    """The answer for somebody who may not come in; sets `http.viewer` for those who may."""
    if not http.user.is_authenticated:
        return _ask_to_sign_in(http)
    account = http.user  # with its duties at hand: sign_in.Backend sees to that
    sentence = why_no_access(queries.access_facts(account), today=http.today)
    if sentence or _has_been_idle(http):
        logout(http)
        if not sentence:
            return _ask_to_sign_in(http)
        back = given_back(http, status=403, sentence=sentence)
        return back or render(http, "design/signed_out.html", status=403, sentence=sentence)
    if _lacks_second_factor(http, account.pk):
        return redirect("mfa_activate_totp")
    http.viewer = queries.viewer_for(
        account,
        source=http.META.get("REMOTE_ADDR", ""),
        request_id=getattr(http, "request_id", ""),
        purpose=stated_purpose(http),
    )
    if duty is not None and not http.viewer.can(duty):
        with transaction.atomic():
            record("accounts.refused", by=http.viewer, at=http.now, said=duty.value)
        back = given_back(http, status=403, sentence=_no_duty(duty))
        return back or render(http, "design/refused.html", status=403, sentence=_no_duty(duty))
    return None


def _lacks_second_factor(http: PageRequest, account_id: int) -> bool:
    """Whether a password alone opened this session: then a second factor is set up before anything else.

    Somebody picked from the cast of a demo has signed in without a password.
    """
    if http.session.get("signed_in_by_cast"):
        return False
    used = {step.get("method") for step in http.session.get(SIGNED_IN_BY, [])}
    if "password" not in used or "mfa" in used:
        return False
    return not queries.has_second_factor(account_id)


def _no_duty(duty: Duty) -> str:
    return (
        f"This page is for people whose duty is: “{DUTY_WORDS[duty]}”. "
        "If that is part of your work, ask your administrator to grant it."
    )


def _ask_to_sign_in(http: PageRequest) -> HttpResponse:
    if http.headers.get("X-Autosave") or (http.method == "POST" and not is_own(http)):
        return render(http, "design/signed_out.html", status=401, sentence=NOT_SAVED)
    if http.method == "POST":
        return send_again(http, status=401, sentence=NOT_SAVED)
    return redirect(f"{settings.LOGIN_URL}?next={http.path}")


def _has_been_idle(http: PageRequest) -> bool:
    """Whether nobody has used this session for too long; notes at most once a minute that they do.

    A page that brings itself up to date (`?by-itself`) is not somebody using it.
    """
    seen, moment = http.session.get("seen_at"), http.now.timestamp()
    if seen is not None and moment - seen > settings.IDLE_MINUTES * 60:
        return True
    if seen is None or (moment - seen > 60 and "by-itself" not in http.GET):
        http.session["seen_at"] = moment
    return False


def stated_purpose(http: PageRequest) -> str:
    """The purpose stated for the task at hand, while it lasts."""
    kept = http.session.get("purpose")
    if not kept or http.now.timestamp() - kept["at"] > PURPOSE_MINUTES * 60:
        return ""
    return str(kept["purpose"])


def state_purpose(http: PageRequest, purpose: str) -> None:
    """Keep a purpose for the task at hand, and let the rest of this request carry it.

    Said again within a minute it is not written again: the hour that it lasts begins a little earlier.
    """
    kept, moment = http.session.get("purpose"), http.now.timestamp()
    if not kept or kept["purpose"] != purpose or moment - kept["at"] > 60:
        http.session["purpose"] = {"purpose": purpose, "at": moment}
    http.viewer = replace(http.viewer, purpose=purpose)


def checking_records(http: PageRequest) -> None:
    """Work on the record's rightness is itself the reason to look, unless another was stated."""
    if not http.viewer.purpose:
        http.viewer = replace(http.viewer, purpose=Purpose.QUALITY.value)


def _opened(
    http: PageRequest, view: Page, *, changes: bool, serializable: bool, kwargs: dict[str, Any]
) -> HttpResponse:
    try:
        return work(
            lambda: _answered(http, view, changes=changes, kwargs=kwargs),
            viewer=lambda: http.viewer, now=http.now, act="page.shown",
            about=next((str(value) for value in kwargs.values()), ""),
            said=view.__module__.removeprefix("teamaround.") + "." + view.__name__,
            serializable=serializable,
        )  # fmt: skip
    except NotVisible:
        back = given_back(http, status=404, sentence=GONE)
        if back is None:
            raise Http404 from None
        return back
    except ReasonNeeded as needed:
        if http.method == "GET":
            http.session["going_to"] = http.path
        return redirect("why", child=needed.ref)
    except Refusal as refusal:
        back = given_back(http, status=422, sentence=refusal.sentence)
        return back or render(http, "design/refused.html", status=422, sentence=refusal.sentence)


def _answered(http: PageRequest, view: Page, *, changes: bool, kwargs: dict[str, Any]) -> HttpResponse:
    if changes:
        return answer_once(http, lambda: view(http, **kwargs))
    if http.method != "GET":
        return view(http, **kwargs)
    with remembering():
        return view(http, **kwargs)


def work(
    run: Callable[[], T], *, viewer: Callable[[], Viewer], now: datetime, act: str,
    about: str = "", said: str = "", serializable: bool = False,
) -> T:  # fmt: skip
    """Run something for a viewer in one transaction that also holds the audit of what it showed."""
    for attempt in range(TRIES):
        try:
            with collecting() as looked, opened(viewer(), serializable=serializable):
                result = run()
                if looked:
                    record(act, by=viewer(), at=now, children=looked, about=about, said=said)
            return result
        except DatabaseError as failure:
            if attempt + 1 == TRIES or not _met_another(failure):
                raise
            time.sleep(random.uniform(0.005, 0.03) * (attempt + 1))  # noqa: S311
    raise AssertionError("unreachable")


def _met_another(failure: Exception) -> bool:
    """Whether another transaction was in the way; the next try sees what that one wrote.

    Two who write the same new row at once may meet at its unique key before PostgreSQL
    notices that they could not be put in order.
    """
    return isinstance(failure.__cause__, SerializationFailure | DeadlockDetected | UniqueViolation)


@contextmanager
def opened(viewer: Viewer, *, serializable: bool = False) -> Iterator[None]:
    """A transaction in which the database knows who is asking, and forgets when it ends."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if serializable and outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
        cursor.execute(
            "SELECT set_config('teamaround.account', %s, true),"
            " set_config('teamaround.agency', %s, true),"
            " set_config('teamaround.duties', %s, true)",
            [
                str(viewer.account_id),
                str(viewer.agency_id),
                " ".join(sorted(viewer.duties)),
            ],
        )
        yield


@contextmanager
def acting(viewer: Viewer, *, now: datetime | None = None) -> Iterator[Viewer]:
    """Work outside a page (a command, a test, the demo) with the same identity and audit."""
    with collecting() as looked, opened(viewer):
        yield viewer
        if looked:
            record("command.shown", by=viewer, at=now or clock.now(), children=looked)


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
