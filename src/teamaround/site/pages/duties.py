"""Who may do what, and why, for anybody to read."""

from __future__ import annotations

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.design.render import render

from .. import duties as told


@page(duty=None)
def duties(http: PageRequest) -> HttpResponse:
    """The table of permissions, and the duties that exist."""
    return render(
        http, "site/duties.html", permissions=told.permissions(), duties=told.duties(),
        notes=told.NOTES, own=http.viewer.duties,
    )  # fmt: skip
