"""How the feed answers: JSON for anybody from anywhere, a page or a stream, and errors in one shape."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt
from psycopg_pool import PoolTimeout

from teamaround.accounts.door import public

from .. import queries
from ..busy import Busy
from ..rules.paging import envelope
from .asked import NDJSON, Asked, Bad

CALLS_A_MINUTE = 1_000
METHODS = "GET, HEAD, OPTIONS"
ACROSS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
Call = Callable[..., HttpResponseBase]
log = logging.getLogger(__name__)
calls = Busy(CALLS_A_MINUTE)


def open_call(answer: Call) -> Call:
    """A call that anybody may make: it reads, and says what is wrong in the shape of the standard."""

    @wraps(answer)
    def answered(http: HttpRequest, **named: Any) -> HttpResponseBase:
        response = _answered(answer, http, named)
        for name, value in ACROSS.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return public(csrf_exempt(answered))  # type: ignore[return-value, arg-type]


def _answered(answer: Call, http: HttpRequest, named: dict[str, Any]) -> HttpResponseBase:
    if http.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if http.method not in ("GET", "HEAD"):
        refused = problem(405, "method", "This can only be read: use GET.")
        refused.headers["Allow"] = METHODS
        return refused
    if not calls.may(http.META.get("REMOTE_ADDR", "")):
        refused = problem(429, "too-many", f"More than {CALLS_A_MINUTE:,} calls in a minute. Wait a little.")
        refused.headers["Retry-After"] = "60"
        return refused
    try:
        return answer(http, **named)
    except Bad as bad:
        return problem(bad.status, bad.error, bad.message)
    except (OperationalError, InterfaceError, PoolTimeout):
        away = problem(503, "away", "The directory is away for a moment. Try again soon.")
        away.headers["Retry-After"] = "10"
        return away
    except Exception:
        log.exception("A call of the feed failed")
        return problem(500, "failed", "Something went wrong here. It has been noted.")


def said(content: Any, *, status: int = 200) -> HttpResponse:
    """An answer as JSON."""
    return answer_of(json.dumps(content, ensure_ascii=False, separators=(",", ":")), status=status)


def answer_of(text: str, *, status: int = 200) -> HttpResponse:
    """An answer that is written as JSON already."""
    return HttpResponse(text, status=status, content_type="application/json")


def problem(status: int, error: str, message: str) -> HttpResponse:
    """What went wrong, as the standard's direction has it."""
    return said({"error": error, "message": message}, status=status)


def not_there() -> Bad:
    """There is nothing under this address."""
    return Bad(404, "not-found", "There is nothing here. The list of addresses is in openapi.json.")


def listed(asked: Asked, rows: QuerySet[Any], told: QuerySet[Any]) -> HttpResponseBase:
    """A page of rows, or all of them as a stream; `told` writes each, see queries/telling.py."""
    form, cut = asked.format(), asked.cut()
    if form == NDJSON:
        return StreamingHttpResponse(
            (f"{text}\n".encode() for text in queries.stream(told)), content_type="application/x-ndjson"
        )
    total = rows.count()
    texts = [text for _, text in told[cut.start : cut.end]] if total > cut.start else []
    around = json.dumps(envelope(cut, total=total, size=len(texts)), separators=(",", ":"))
    return answer_of(f'{around[:-1]},"contents":[{",".join(texts)}]}}')
