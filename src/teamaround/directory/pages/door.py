"""The way in to pages that anybody may read: no sign-in, no child, in their language, and not too often from one address."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from teamaround.accounts.door import Page, public
from teamaround.design.render import render

from ..busy import Busy
from .speaking import speaking, switched

PAGES_A_MINUTE = 1_000
TOO_MANY = "Too many pages were asked for from where you are. Wait a minute, then try again."
pages = Busy(PAGES_A_MINUTE)


def open_page(view: Page) -> Page:
    """A page of the directory for anybody. Nothing of who asks is kept."""

    @wraps(view)
    def opened(http: HttpRequest, **named: Any) -> HttpResponse:
        with speaking(http):
            response = _answered(view, http, named)
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Cookie"])
        return response

    return public(opened)


def not_too_many(http: HttpRequest) -> HttpResponse | None:
    """The answer to somebody who asks for far too much; None for anybody else."""
    if pages.may(http.META.get("REMOTE_ADDR", "")):
        return None
    refused = render(http, "directory/wait.html", status=429, sentence=TOO_MANY)
    refused.headers["Retry-After"] = "60"
    return refused


def _answered(view: Page, http: HttpRequest, named: dict[str, Any]) -> HttpResponse:
    refused = not_too_many(http)
    if refused is not None:
        return refused
    try:
        return switched(http) or view(http, **named)
    except Http404:
        return render(http, "design/not_found.html", status=404)
