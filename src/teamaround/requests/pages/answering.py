"""The service's side: what waits for it, and answering one request; signed in, or by a link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page, public
from teamaround.accounts.guests.door import GuestRequest, guest
from teamaround.accounts.guests.rules import Kind
from teamaround.accounts.rules import Duty
from teamaround.design.forms import Form, refusals_on
from teamaround.design.render import render

from .. import queries, services
from ..forms import AcceptForm, BeginForm, DeclineForm, EndForm
from ..models import Request
from ..rules import states
from ..rules.states import State
from .following import in_words

VERBS: dict[str, Callable[..., Request]] = {
    "accept": services.accept, "decline": services.decline, "begin": services.begin, "end": services.end,
}  # fmt: skip
KINDS: dict[str, type[Form]] = {
    "accept": AcceptForm, "decline": DeclineForm, "begin": BeginForm, "end": EndForm,
}  # fmt: skip
MOST = 100


@page(duty=Duty.RECORD_INVOLVEMENT)
def incoming(http: PageRequest) -> HttpResponse:
    """What the viewer's agency was asked and is still open."""
    rows = [in_words(row, today=http.today) for row in queries.to_agency(http.viewer)[:MOST]]
    return render(http, "requests/incoming.html", rows=rows)


@page(duty=Duty.RECORD_INVOLVEMENT, writes=True)
def answer(http: PageRequest, request: str) -> HttpResponse:
    """One request to the viewer's agency."""
    found = queries.to_service(http.viewer, request)
    forms = _forms(http)
    if _did(http, found, forms):
        messages.success(http, "Thank you. Whoever asked sees it at once.")
        return redirect("requests:incoming" if http.POST["do"] in ("decline", "end") else http.path)
    return _page(http, "requests/answer.html", found, forms)


@guest(kind=Kind.REQUEST, writes=True)
def by_link(http: GuestRequest) -> HttpResponse:
    """The same for somebody who came by a link: this request and nothing else."""
    found = queries.by_link(http.viewer)
    forms = _forms(http)
    if _did(http, found, forms):
        over = http.POST["do"] in ("decline", "end")
        return redirect("requests:by_link_thanks" if over else "requests:by_link")
    return _page(http, "requests/by_link.html", found, forms)


@public
def by_link_thanks(http: HttpRequest) -> HttpResponse:
    """After the last word of a service that came by a link."""
    return render(http, "requests/by_link_thanks.html")


def _forms(http: PageRequest) -> dict[str, Form]:
    do = http.POST.get("do")
    return {name: kind(http.POST if do == name else None, prefix=name) for name, kind in KINDS.items()}


def _did(http: PageRequest, found: Request, forms: dict[str, Form]) -> bool:
    """Whether what was sent has been done; otherwise its form says what is wrong."""
    do = str(http.POST.get("do", ""))
    form = forms.get(do)
    if form is None or not form.is_valid():
        return False
    with refusals_on(form):
        VERBS[do](ref=found.ref, by=http.viewer, now=http.now, **form.cleaned_data)
        return True
    return False


def _page(http: PageRequest, template: str, found: Request, forms: dict[str, Form]) -> HttpResponse:
    return render(
        http, template, status=422 if any(form.errors for form in forms.values()) else 200, row=found,
        forms=forms, asker=queries.asker_of(found), **_told(found, today=http.today),
    )  # fmt: skip


def _told(found: Request, *, today: date) -> dict[str, Any]:
    return {
        "told": in_words(found, today=today), "steps": states.steps_of(State(found.state), asker=False),
        "today": today,
    }  # fmt: skip
