"""A decision of a body becomes an action of a plan, or amends one that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.committees.queries import bodies
from teamaround.committees.queries import decisions as decided
from teamaround.committees.queries.decisions import DecisionShown
from teamaround.committees.rules.decisions import Outcome
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from ..forms.plans import ActionForm, DecidedForm
from ..queries import decisions as queries
from ..queries import plans as plan_queries
from ..rules.decided import amends
from ..rules.planning import Content, content_from
from ..services import decisions as services
from .actions import initial, owner_at, typed_content, written


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


@page(duty=Duty.KEEP_PLANS)
def amended_by(http: PageRequest, decision: str) -> HttpResponse:
    """Choose the action that a decision changes: of the plan that is chosen, or of the only one there is."""
    (shown,) = decided.shown([decided.decision(http.viewer, decision, on=http.today)])
    found = queries.amendable(http.viewer, on=http.today)
    chosen = next(
        (each for each in found if each.ref == http.GET.get("plan")), found[0] if len(found) == 1 else None
    )
    return render(
        http, "improvement/amended_by.html", shown=shown, body=_body(shown), plans=found, chosen=chosen,
        actions=plan_queries.actions(chosen) if chosen is not None else (), may=amends(Outcome(shown.row.outcome)),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def amend_by(http: PageRequest, decision: str, action: str) -> HttpResponse:
    """Say how an action reads once it is amended; the decision stands behind it, and the plan goes its own way of amendment."""
    (shown,) = decided.shown([decided.decision(http.viewer, decision, on=http.today)])
    row = plan_queries.action(http.viewer, action, on=http.today)
    if not plan_queries.keeps(http.viewer, row.plan):
        raise NotVisible
    content = content_from(row.content)

    def make(data: Any, initially: Mapping[str, Any]) -> ActionForm:
        return ActionForm(data, initial=initially)

    form = make(http.POST or None, initial(row, content))

    def do() -> str:
        made = services.amend_action(
            decided=shown, body=_body(shown), ref=action, version=form.cleaned_data["version"] or row.version,
            content=replace(typed_content(form), owner_post=content.owner_post, owner=content.owner),
            by=http.viewer, now=http.now,
        )  # fmt: skip
        return reverse("improvement:amendment", kwargs={"amendment": made.ref})

    back = reverse("improvement:amended_by", kwargs={"decision": decision})
    return written(
        http, form, do, title="Amend this action by the decision", back=back, make=make,
        template="improvement/amend_by.html", shown=shown, body=_body(shown),
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
