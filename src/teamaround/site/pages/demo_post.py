"""The e-mails that a demo would have sent. Exists only in a demo."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from teamaround.accounts.door import public
from teamaround.accounts.guests import queries as guests
from teamaround.design.render import render

MOST = 30


@public
def show(http: HttpRequest) -> HttpResponse:
    """The newest e-mails first, with links to press and codes to read."""
    if not settings.DEMO:
        raise Http404
    response = render(http, "site/demo_post.html", letters=guests.newest_letters(MOST))
    response.headers["Cache-Control"] = "no-store"
    return response
