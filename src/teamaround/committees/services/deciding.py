"""What a body decided on a paper, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Body, Decision, Paper, Post
from ..queries import decisions as queries
from ..queries import papers
from ..rules.assembling import subject_to
from ..rules.decisions import Outcome, Resolved, check_carried_out, check_resolved
from ..rules.markup import Asked
from .meetings import plan_item
from .papers import locked


@transaction.atomic
def decide(*, ref: str, typed: Resolved, by: Viewer, now: datetime) -> Decision:
    """Enter what was decided on one recommendation; what is referred goes onto the other body's forward plan."""
    paper, today = locked(ref, by=by), clock.day_of(now)
    decided_on = paper.item.meeting_on
    if decided_on is None or decided_on > today:
        raise Refusal("ahead", "The meeting is still to come.")
    asked = queries.asked_of(paper).get(typed.label)
    if asked is None:
        raise Refusal("label", "The published paper has no such recommendation.", field="label")
    if Decision.objects.filter(paper=paper, label=typed.label).exists():
        raise Refusal("decided", "What was decided on it has been entered.")
    _check(paper, typed, asked, decided_on)
    made = Decision.objects.create(
        ref=new_ref("DE"), paper=paper, label=typed.label, outcome=typed.outcome, recommended=asked.words,
        resolved=typed.words, to_body=_body(paper, typed.to_body), post=_post(paper, typed.post_id),
        consulting=typed.consulting, decided_on=decided_on, due_on=typed.due_on,
        report_back_on=typed.report_back_on, minute=typed.minute, by_id=by.account_id or None, at=now,
    )  # fmt: skip
    record("committees.decided", by=by, at=now, about=made.ref, said=typed.outcome)
    _send_on(made, paper, by=by, now=now)
    return made


def _check(paper: Paper, typed: Resolved, asked: Asked, decided_on: date) -> None:
    condition = subject_to(asked)
    met = not condition or Decision.objects.filter(paper=paper, label=condition).exists()
    check_resolved(typed, decided_on=decided_on, recommended=asked.words, condition=condition, met=met)


def _body(paper: Paper, ref: str) -> Body | None:
    if not ref:
        return None
    found = Body.objects.filter(ref=ref, authority_id=paper.authority_id).first()
    if found is None:
        raise NotVisible
    return found


def _post(paper: Paper, pk: int | None) -> Post | None:
    if pk is None:
        return None
    found = Post.objects.filter(pk=pk, authority_id=paper.authority_id).first()
    if found is None:
        raise NotVisible
    return found


def _send_on(made: Decision, paper: Paper, *, by: Viewer, now: datetime) -> None:
    """What is referred comes before the other body, what is watched before the same one again."""
    title = papers.whole(paper).texts.get("title", paper.item.title)
    if made.outcome == Outcome.REFERRED and made.to_body is not None:
        plan_item(body_ref=made.to_body.ref, title=f"Referred: {title}", by=by, now=now, came_from=made)
    elif made.report_back_on is not None:
        plan_item(
            body_ref=paper.item.body.ref, title=f"Report back: {title}", by=by, now=now, came_from=made,
            meeting_on=made.report_back_on,
        )  # fmt: skip


@transaction.atomic
def carry_out(*, ref: str, words: str, done_on: date, by: Viewer, now: datetime) -> Decision:
    """Note that a decision was carried out and how: by whoever answers for the post, or a keeper."""
    today = clock.day_of(now)
    row = Decision.objects.select_for_update(of=("self",)).select_related("paper").filter(ref=ref).first()
    if row is None or not queries.may_carry_out(by, row, on=today):
        raise NotVisible
    check_carried_out(
        words, done_on=done_on, decided_on=row.decided_on, today=today, already=row.done_on is not None
    )
    row.done_on, row.done_words = done_on, words
    row.save(update_fields=["done_on", "done_words"])
    record("committees.carried_out", by=by, at=now, about=ref)
    return row


def may_decide(viewer: Viewer, paper: Paper) -> bool:
    """Whether this viewer enters decisions on it."""
    return viewer.can(Duty.KEEP_PLANS) and viewer.authority_id == paper.authority_id
