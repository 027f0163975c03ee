"""What happens around every request, before the door."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from teamaround.accounts import problems
from teamaround.design.render import render

Answer = Callable[[HttpRequest], HttpResponse]


def request_id(answer: Answer) -> Answer:
    """Gives each request a number that its audit entries and log lines share."""

    def numbered(http: HttpRequest) -> HttpResponse:
        http.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]
        response = answer(http)
        response.headers["X-Request-Id"] = http.request_id  # type: ignore[attr-defined]
        return response

    return numbered


def away_in_words(answer: Answer) -> Answer:
    """Says so, calmly, when the database is away; the next request finds it again by itself."""

    def guarded(http: HttpRequest) -> HttpResponse:
        return answer(http)

    guarded.process_exception = when_away  # type: ignore[attr-defined]
    return guarded


def when_away(http: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """The answer when this exception means that the database is away; None for any other."""
    if not isinstance(exception, OperationalError | InterfaceError | PoolTimeout):
        return None
    if http.path.startswith("/api/"):
        return problems.document(problems.away())
    response = render(http, "design/away.html", status=503)
    response.headers["Retry-After"] = "10"
    return response
