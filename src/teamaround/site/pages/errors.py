"""What is shown when something is not there, not allowed, away or broken."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse

from teamaround.accounts import problems
from teamaround.accounts.door import public
from teamaround.design.render import render
from teamaround.design.sending_again import is_own, send_again

from ..middleware import when_away


@public
def not_found(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """The same answer for what does not exist and for what this viewer may not know of."""
    if http.path.startswith("/api/"):
        return problems.document(problems.not_found())
    return render(http, "design/not_found.html", status=404)


@public
def failed(http: HttpRequest) -> HttpResponse:
    """Something broke; nothing was shown that is not recorded. A database that is away says so."""
    away = when_away(http, sys.exc_info()[1])
    if away is not None:
        return away
    if http.path.startswith("/api/"):
        return problems.document(problems.failed())
    return render(http, "design/failed.html", status=500)


@public
def stale_form(http: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """The form's proof of origin has run out, usually after signing out and in again."""
    if http.method == "POST" and is_own(http) and not http.path.startswith("/sign-in/"):
        return send_again(
            http, status=403,
            sentence="This form was opened before you last signed in, so it has not been saved. "
            "Nothing of it is lost: look through it and send it again.",
        )  # fmt: skip
    return render(
        http, "design/refused.html", status=403,
        sentence="This form was opened before you last signed in. Go back, copy what you typed "
        "if there was much, reload the page and send it again.",
    )  # fmt: skip


@public
def no_password(http: HttpRequest) -> HttpResponse:
    """Somebody who signed in without a password has none to change."""
    return render(
        http, "design/refused.html", status=422,
        sentence="You sign in without a password, so there is none to change. If you need one, "
        "ask your administrator to set a first password.",
    )  # fmt: skip
