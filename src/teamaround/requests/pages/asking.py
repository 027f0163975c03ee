"""Asking one service for one child, or noting that the family was told about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.directory import portraits as entries
from teamaround.directory import queries as directory
from teamaround.directory.queries import Answering
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.people.frame import frame
from teamaround.people.queries import Face
from teamaround.sharing import queries as sharing

from .. import queries, services
from ..forms import AskForm, SignpostForm
from ..rules import asking


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def ask(http: PageRequest, child: str, key: UUID) -> HttpResponse:
    """What the service says of itself, and the two things that can be done."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    found, service = directory.answering(key, on=http.today), directory.service(key)
    if found is None or service is None:
        raise NotVisible
    agency_id = services.may_be_asked(found, now=http.now)
    form = _form(http, face, found, by_link=agency_id is None)
    told = SignpostForm(http.POST if http.POST.get("do") == "signpost" else None, prefix="signpost")
    if http.method == "POST" and (form if form.is_bound else told).is_valid():
        with refusals_on(form if form.is_bound else told):
            return _done(http, child_id, key, form, told)
    return render(
        http, "requests/ask.html", status=422 if form.errors or told.errors else 200, form=form, told=told,
        service=entries.whole(service, today=http.today), cannot=_cannot(http, child_id),
        agreement=sharing.agreement_in_force(child_id), by_link=agency_id is None,
        by_hand=agency_id is None and letters.goes_by_hand(),
        answers=agencies.named_agencies({agency_id})[agency_id] if agency_id is not None else None,
        **frame(face, today=http.today, current="requests:of_child"),
    )  # fmt: skip


def _form(http: PageRequest, face: Face, found: Answering, *, by_link: bool) -> AskForm:
    called = "" if face.is_shielded or face.is_unborn else face.called
    own = agencies.practitioner_by_id(http.viewer.practitioner_id or 0)
    return AskForm(
        http.POST if http.POST.get("do") == "ask" else None, by_link=by_link,
        initial={"called": called, "telephone": own.telephone if own else "", "email": found.email},
    )  # fmt: skip


def _done(http: PageRequest, child_id: int, key: UUID, form: AskForm, told: SignpostForm) -> HttpResponse:
    given: dict[str, Any] = {"child_id": child_id, "service_id": key, "by": http.viewer, "now": http.now}
    if form.is_bound:
        by_link = form.by_link(site=letters.site_of(http))
        sent = services.ask(wish=form.wish(), by_link=by_link, **given)
        messages.success(http, "Asked. You see the answer on your home page.")
    else:
        sent = services.signpost(what=told.cleaned_data["what"], **given)
        messages.success(http, "Noted. Ask the family in a while, and write what came of it.")
    return redirect("requests:show", request=sent.ref)


def _cannot(http: PageRequest, child_id: int) -> str:
    """Why nothing can be asked at present, in the sentence of the rule; empty when it can."""
    try:
        asking.check_standing(queries.agreed(http.viewer, child_id))
    except Refusal as refusal:
        return refusal.sentence
    return ""
