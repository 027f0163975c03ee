"""The same door for programs: a token, a duty, a stated purpose; one transaction with its audit.

An endpoint is declared with `endpoint`. Its answer is written out in full inside the
transaction that holds the audit of what it shows, and leaves only after the commit.
Whatever is refused becomes a problem document in `site/api.py`.
"""

from __future__ import annotations

import contextlib
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Router
from ninja.security import HttpBearer
from pydantic import BaseModel

from teamaround.audit.services import record
from teamaround.kernel import clock

from . import queries, services
from .answered import answer_call_once
from .door import work
from .problems import Problem, not_known
from .rules import DUTY_WORDS, PURPOSE_WORDS, Duty, Purpose, Viewer, why_no_access

CALLS_A_MINUTE = 1_000
LONGEST_NAME = 200
KEY = "^[A-Za-z0-9_.:-]{8,80}$"


class Key(Enum):
    """Whether a call carries an Idempotency-Key."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True)
class Terms:
    """What an endpoint asks of its callers."""

    duty: Duty | None
    about_children: bool = True
    key: Key = Key.NONE


@dataclass(frozen=True)
class Made:
    """An answer that says where the thing made can be read."""

    shown: BaseModel
    at: str


@dataclass(frozen=True)
class Sent:
    """An answer that is a file."""

    file_name: str
    content_type: str
    content: bytes


class ApiRequest(HttpRequest):
    """A request that has come through the door."""

    viewer: Viewer
    now: datetime
    today: date
    key: str


View = Callable[..., "BaseModel | Made | Sent"]
StillSees = Callable[[Viewer, Iterable[int], datetime], bool]


class ServiceToken(HttpBearer):
    """The token of a service account; made by an administrator, shown once, kept as a hash."""

    openapi_description = "The token of a service account, which an administrator makes for it."

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self.terms = terms

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        """Whoever calls, when they may; a Problem otherwise."""
        http: ApiRequest = request  # type: ignore[assignment]
        http.now = clock.now()
        http.today = clock.day_of(http.now)
        http.viewer = _viewer(http, token)
        _check_duty(http, self.terms.duty)
        if self.terms.about_children:
            http.viewer = replace(http.viewer, purpose=_purpose(http))
        http.key = _key(http, self.terms.key)
        return http.viewer


def _viewer(http: ApiRequest, token: str) -> Viewer:
    call = services.count_call(token=token, now=http.now)
    if call is None:
        raise not_known()
    if call.calls > CALLS_A_MINUTE:
        raise Problem(
            429, "too-many", f"More than {CALLS_A_MINUTE:,} calls in this minute. Wait for the next.",
            headers={"Retry-After": str(60 - http.now.second)},
        )  # fmt: skip
    account = queries.at_the_door(call.account_id, http.today)
    if account is None:
        raise not_known()
    sentence = why_no_access(queries.access_facts(account), today=http.today)
    if sentence:
        raise Problem(403, "no-access", sentence)
    viewer = queries.viewer_for(
        account, source=http.META.get("REMOTE_ADDR", ""),
        request_id=getattr(http, "request_id", ""),
    )  # fmt: skip
    return replace(viewer, on_behalf_of=_on_behalf_of(http))


def _check_duty(http: ApiRequest, duty: Duty | None) -> None:
    if duty is None or http.viewer.can(duty):
        return
    with transaction.atomic():
        record("accounts.refused", by=http.viewer, at=http.now, said=duty.value)
    raise Problem(
        403, duty.value, f"This call needs the duty “{DUTY_WORDS[duty]}”. "
        "Ask your administrator to grant it to this service account.",
    )  # fmt: skip


def _purpose(http: HttpRequest) -> Purpose:
    said = http.headers.get("Purpose", "")
    if said in set(Purpose):
        return Purpose(said)
    known = "; ".join(f"{purpose.value} ({words})" for purpose, words in PURPOSE_WORDS.items())
    raise Problem(400, "purpose", f"Say why in the header Purpose, with one of: {known}.", field="Purpose")


def _on_behalf_of(http: HttpRequest) -> str:
    """The person whom the service acts for, as the service names them; kept, never looked up."""
    said = http.headers.get("X-On-Behalf-Of", "")
    with contextlib.suppress(UnicodeError):  # then it was written in Latin-1 after all
        said = said.encode("latin-1").decode()
    if len(said) > LONGEST_NAME:
        raise Problem(
            400, "on-behalf-of", f"Name the person in X-On-Behalf-Of in at most {LONGEST_NAME} characters.",
            field="X-On-Behalf-Of",
        )  # fmt: skip
    return "".join(filter(str.isprintable, said)).strip()


def _key(http: HttpRequest, key: Key) -> str:
    given = http.headers.get("Idempotency-Key", "")
    if key is Key.NONE or (key is Key.OPTIONAL and not given):
        return ""
    if re.fullmatch(KEY, given):
        return given
    raise Problem(
        400, "idempotency-key", "Send a header Idempotency-Key of 8 to 80 letters and digits, new for "
        "each thing that you do and the same when you send it again.", field="Idempotency-Key",
    )  # fmt: skip


def endpoint(
    router: Router, method: str, path: str, *, gives: type[BaseModel] | tuple[str, ...], terms: Terms,
    summary: str, status: int = 200, still_sees: StillSees | None = None,
) -> Callable[[View], View]:  # fmt: skip
    """Declare an endpoint. `still_sees` is asked before an answer about children is given again.

    One that sends a file `gives` the content types that the file may have.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def through_the_door(http: ApiRequest, **given: Any) -> HttpResponse:
            def run() -> HttpResponse:
                return _written_out(view(http, **given), status)

            return _opened(http, run, terms, said=_name(view), about=given, still_sees=still_sees)

        through_the_door.__signature__ = _seen_by_ninja(view)  # type: ignore[attr-defined]
        through_the_door.duty = terms.duty  # type: ignore[attr-defined]
        router.api_operation(
            [method], path, auth=ServiceToken(terms), summary=summary,
            operation_id=_name(view).replace(".", "_"), **_described(gives, status),
        )(through_the_door)  # fmt: skip
        return through_the_door  # type: ignore[return-value]

    return decorate


def call(
    http: HttpRequest, terms: Terms, run: Callable[[ApiRequest], HttpResponse], *, said: str, about: str = ""
) -> HttpResponse:  # fmt: skip
    """Answer a call at an address of another standard, through the same door as an `endpoint`."""
    asked: ApiRequest = http  # type: ignore[assignment]
    if ServiceToken(terms)(http) is None:
        raise not_known()
    return _opened(asked, lambda: run(asked), terms, said=said, about={"about": about}, still_sees=None)


def _described(gives: type[BaseModel] | tuple[str, ...], status: int) -> dict[str, Any]:
    """What the document says about the answer."""
    if not isinstance(gives, tuple):
        return {"response": {status: gives}}
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in gives}
    described = {"description": "The file.", "content": content}
    return {"response": {status: None}, "openapi_extra": {"responses": {status: described}}}


def _opened(
    http: ApiRequest, run: Callable[[], HttpResponse], terms: Terms, *, said: str,
    about: dict[str, Any], still_sees: StillSees | None,
) -> HttpResponse:  # fmt: skip
    def once() -> HttpResponse:
        if not http.key:
            return run()
        return answer_call_once(http, run, still_sees=still_sees)

    return work(
        once, viewer=lambda: http.viewer, now=http.now, act="api.shown", said=said,
        about=next((value for value in about.values() if isinstance(value, str)), ""),
        serializable=terms.key is Key.REQUIRED,
    )  # fmt: skip


def _written_out(given: BaseModel | Made | Sent, status: int) -> HttpResponse:
    if isinstance(given, Sent):
        named = {"Content-Disposition": content_disposition_header(True, given.file_name) or "attachment"}
        return HttpResponse(given.content, status=status, content_type=given.content_type, headers=named)
    shown = given.shown if isinstance(given, Made) else given
    response = HttpResponse(
        shown.model_dump_json(exclude_unset=True), status=status, content_type="application/json"
    )
    if isinstance(given, Made):
        response.headers["Location"] = given.at
    return response


def _name(view: View) -> str:
    return view.__module__.removeprefix("teamaround.") + "." + view.__name__


def _seen_by_ninja(view: View) -> inspect.Signature:
    """The view's parameters with their types looked up where the view was written."""
    signature = inspect.signature(view, eval_str=True)
    first, *others = signature.parameters.values()
    return signature.replace(parameters=[first.replace(name="request"), *others])
