"""A shortlist without an account: kept in the browser's session, sent on as a link, printed large."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from teamaround.design.paper import Copy, copy
from teamaround.design.render import render
from teamaround.kernel import clock

from .. import portraits
from .door import open_page
from .finding import kept

MOST = 30


@open_page
def shortlist(http: HttpRequest) -> HttpResponse:
    """What this browser keeps, or what a link that somebody sent names."""
    sent = http.GET.getlist("id")
    keys = _keys(sent or kept(http))
    here = reverse("directory:shortlist")
    return render(
        http, "directory/shortlist.html", is_sent=bool(sent), services=_services(keys),
        link=http.build_absolute_uri(f"{here}?{_named(keys)}") if keys else "",
        printed=f"{reverse('directory:printed')}?{_named(keys)}",
    )  # fmt: skip


@open_page
def printed(http: HttpRequest, as_pdf: bool = False) -> HttpResponse:
    """The same for paper, in ordinary or large letters."""
    keys = _keys(http.GET.getlist("id"))
    asked = Copy(
        template="directory/printed.html", page=f"{reverse('directory:printed')}?{_named(keys)}",
        pdf=f"{reverse('directory:printed_pdf')}?{_named(keys)}", back=f"{reverse('directory:shortlist')}?{_named(keys)}",
        file_name="services",
    )  # fmt: skip
    return copy(http, asked, as_pdf=as_pdf, services=_services(keys), today=clock.day_of(clock.now()))


@open_page
@require_POST
def keep(http: HttpRequest, key: UUID) -> HttpResponse:
    """Put a service on the shortlist, or take it off."""
    keys = [each for each in kept(http) if each != str(key)]
    if http.POST.get("do") == "keep":
        http.session["shortlist"] = [*keys, str(key)][-MOST:]
        messages.success(http, "It is on your shortlist.")
        return redirect("directory:service", key=key)
    http.session["shortlist"] = keys
    return redirect("directory:shortlist")


def _keys(texts: Iterable[str]) -> list[UUID]:
    """Identifiers among what an address names; anything else is passed over."""
    found: list[UUID] = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))[:MOST]


def _services(keys: list[UUID]) -> list[dict[str, object]]:
    return portraits.chosen(keys, today=clock.day_of(clock.now())) if keys else []


def _named(keys: list[UUID]) -> str:
    return urlencode([("id", str(key)) for key in keys])
