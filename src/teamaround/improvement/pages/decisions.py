"""A decision of a body becomes an action of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.committees.queries import bodies
from teamaround.committees.queries import decisions as decided
from teamaround.committees.queries.decisions import DecisionShown
from teamaround.design.keeping import kept

from ..forms.plans import DecidedForm
from ..queries import decisions as queries
from ..rules.planning import Content
from ..services import decisions as services
from .actions import owner_at, typed_content


@page(duty=Duty.KEEP_PLANS, writes=True)
def make_action(http: PageRequest, decision: str) -> HttpResponse:
    """Say which plan's action carries a decision out; its post, its day and its words come from what was decided."""
    (shown,) = decided.shown([decided.decision(http.viewer, decision, on=http.today)])
    form = DecidedForm(
        http.POST or None, answers=queries.answerable(http.viewer, on=http.today),
        initial={
            "words": shown.row.resolved or shown.row.recommended, "due_on": shown.row.due_on,
            "owner_email": _holders_email(shown, on=http.today),
        },
    )  # fmt: skip
    body = _body(shown)

    def do() -> str:
        plan, _, label = str(form.cleaned_data["answers"]).partition("/")
        owner_id, name = owner_at(form.cleaned_data["owner_email"], on=http.today)
        content: Content = replace(typed_content(form), owner_post=shown.post, owner=name)
        made = services.make_action(
            decided=shown, body=body, ref=plan, label=label, content=content, by=http.viewer, now=http.now,
            owner_id=owner_id, approved=form.cleaned_data["approved"],
        )  # fmt: skip
        return reverse("improvement:action", kwargs={"action": made.ref})

    return kept(
        http, form, do, title="Make it an action of a plan", back=reverse("committees:decisions"),
        template="improvement/from_decision.html", shown=shown, body=body,
    )  # fmt: skip


def _body(shown: DecisionShown) -> str:
    """The body under the name of the day on which it decided."""
    pk = shown.row.paper.item.body_id
    return bodies.bodies_by_id([pk], on=shown.row.decided_on)[pk].name


def _holders_email(shown: DecisionShown, *, on: date) -> str:
    """Where whoever answers for the post today is written to."""
    if shown.row.post_id is None:
        return ""
    holder = bodies.posts_by_id([shown.row.post_id], on=on)[shown.row.post_id].holder
    return holder.practitioner.email if holder and holder.practitioner else ""
