"""A link's address on a page, once, for whoever passes it on themselves because e-mail is not set up."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from teamaround.design.render import render

from ..door import PageRequest
from . import services
from .standing import Told


def show_link(http: PageRequest, told: Told, *, layout: str, back: str, **frame: Any) -> HttpResponse:
    """The page with the address; `layout` is the frame in which it stands."""
    address = services.show_link(ref=told.ref, by=http.viewer, now=http.now)
    return render(
        http, "accounts/link_shown.html", layout=layout, told=told, address=address, back=back, **frame
    )
