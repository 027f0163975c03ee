"""The asking side after asking: every request for a child, and one of them with what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests.showing import show_link
from teamaround.accounts.guests.standing import told
from teamaround.accounts.rules import Duty
from teamaround.design.forms import Form, refusals_on
from teamaround.design.render import render
from teamaround.people import queries as people
from teamaround.people.frame import frame

from .. import queries, services
from ..forms import BeginForm, EndForm, LinkForm
from ..models import Request
from ..rules import states
from ..rules.asking import BECAUSE_WORDS, OUTCOME_WORDS, Because, Outcome
from ..rules.states import State
from ..rules.waiting import too_long

VERBS: dict[str, Callable[..., Request]] = {
    "take-back": services.take_back,
    "read": services.note_read,
    "begin": services.begin,
    "end": services.end,
    "send": services.send_link_again,
}
SENT = {
    "take-back": "Taken back. The service can no longer open it.",
    "read": "It is off your home page.",
    "begin": "Noted.",
    "end": "Noted. Thank you.",
    "send": "A new link is made. The one before opens nothing now.",
}


@page(duty=Duty.FIND_CHILDREN)
def of_child(http: PageRequest, child: str) -> HttpResponse:
    """Services that were asked for a child, or that the family was told of."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    rows = queries.of_child(http.viewer, child_id, at=http.now)
    return render(
        http, "requests/of_child.html", rows=[in_words(row, today=http.today) for row in rows[:100]],
        **frame(face, today=http.today, current="requests:of_child"),
    )  # fmt: skip


def in_words(row: Request, *, today: Any) -> dict[str, Any]:
    """A request as lists show it."""
    state = State(row.state)
    return {
        "row": row, "words": states.WORDS[state], "colour": states.COLOURS.get(state, ""),
        "because": BECAUSE_WORDS[Because(row.because)] if row.because else "",
        "outcome": OUTCOME_WORDS[Outcome(row.outcome)] if row.outcome else "",
        "waiting": too_long(queries.standing_of(row), today=today),
    }  # fmt: skip


@page(duty=Duty.FIND_CHILDREN, writes=True)
def show(http: PageRequest, request: str) -> HttpResponse:
    """One request: what was asked and told, what the entry said, the answer, and what came of it."""
    found = queries.asked(http.viewer, request, at=http.now)
    forms = _forms(http)
    if http.method == "POST":
        answer = _did(http, found, forms)
        if answer is not None:
            return answer
    invitation = queries.invitation_to(found) if found.guest_id is not None else None
    own = found.agency_id == http.viewer.agency_id and http.viewer.can(Duty.WRITE_ASSESSMENTS)
    face = people.face(http.viewer, found.child_id, at=http.now)
    return render(
        http, "requests/show.html", status=422 if any(form.errors for form in forms.values()) else 200,
        row=found, told=in_words(found, today=http.today), forms=forms, is_own=own,
        steps=states.steps_of(State(found.state), asker=True) if own else set(),
        is_news=found.changed_at is not None and (found.read_at is None or found.changed_at > found.read_at),
        link=told(invitation, at=http.now) if invitation is not None and own else None,
        is_open=State(found.state) in states.OPEN,
        **frame(face, today=http.today, current="requests:of_child"),
    )  # fmt: skip


def _forms(http: PageRequest) -> dict[str, Form]:
    """The forms of the page, each with what was typed when it is the one that was sent."""
    do = http.POST.get("do")
    kinds = {"begin": BeginForm, "end": EndForm, "send": LinkForm}
    return {name: kind(http.POST if do == name else None, prefix=name) for name, kind in kinds.items()}


def _did(http: PageRequest, found: Request, forms: dict[str, Form]) -> HttpResponse | None:
    do, at = str(http.POST.get("do", "")), {"ref": found.ref, "by": http.viewer, "now": http.now}
    if do == "show":
        return _shows_link(http, found)
    form = forms.get(do)
    if do not in SENT or (form is not None and not form.is_valid()):
        return None
    with refusals_on(form) if form is not None else refusals_on(forms["end"]):
        VERBS[do](**at, **(form.cleaned_data if form is not None else {}))
        messages.success(http, SENT[do])
        return redirect("requests:show", request=found.ref)
    return None


def _shows_link(http: PageRequest, found: Request) -> HttpResponse | None:
    invitation = queries.invitation_to(found)
    if invitation is None:
        return None
    face = people.face(http.viewer, found.child_id, at=http.now)
    back = reverse("requests:show", kwargs={"request": found.ref})
    return show_link(
        http, told(invitation, at=http.now), layout="people/of_child.html", back=back,
        **frame(face, today=http.today, current="requests:of_child"),
    )  # fmt: skip
