"""Reading decisions: what a paper asks for, what was decided, and what somebody has to carry out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import Decision, Paper, Publication
from ..rules.assembling import recommended
from ..rules.decisions import CARRIED_OUT, OUTCOME_WORDS, Outcome
from ..rules.markup import Asked
from . import bodies
from .papers import posts_held, template_of

MAY_COME = Q(post__isnull=False) | Q(outcome__in=CARRIED_OUT)
"""Somebody carries it out, or it may change what a plan says."""


@dataclass(frozen=True)
class DecisionShown:
    """A decision with the names of its day."""

    row: Decision
    outcome: str
    post: str
    to_body: str


def asked_of(paper: Paper) -> dict[str, Asked]:
    """What the published paper asks the meeting for, by letter; nothing before it is published."""
    newest = Publication.objects.filter(paper=paper).select_related("version").order_by("-pk").first()
    if newest is None:
        return {}
    return {each.label: each for each in recommended(template_of(paper), newest.version.texts)}


def of_paper(paper: Paper) -> list[DecisionShown]:
    """What was decided on a paper, by letter."""
    return shown(Decision.objects.filter(paper=paper).order_by("label"))


def shown(rows: QuerySet[Decision] | Sequence[Decision]) -> list[DecisionShown]:
    """Decisions under the titles and names of the day on which they were made."""
    rows = list(rows)
    if not rows:
        return []
    on = rows[0].decided_on
    posts = bodies.posts_by_id({row.post_id for row in rows if row.post_id}, on=on)
    named = bodies.bodies_by_id({row.to_body_id for row in rows if row.to_body_id}, on=on)
    return [
        DecisionShown(
            row, OUTCOME_WORDS[Outcome(row.outcome)], posts[row.post_id].title if row.post_id else "",
            named[row.to_body_id].name if row.to_body_id else "",
        )
        for row in rows
    ]  # fmt: skip


def to_carry_out(viewer: Viewer, *, on: date) -> QuerySet[Decision]:
    """Decisions that wait for the posts for which this viewer answers, the earliest day first."""
    rows = Decision.objects.filter(post__in=posts_held(viewer, on=on), done_on__isnull=True)
    return rows.select_related("paper__item").order_by("due_on", "pk")


def standing(viewer: Viewer) -> QuerySet[Decision]:
    """Every decision of one's own authority that somebody carries out: what is open first, the earliest day first."""
    rows = Decision.objects.filter(paper__authority_id=viewer.authority_id, post__isnull=False)
    return rows.select_related("paper__item").order_by(F("done_on").desc(nulls_first=True), "due_on", "pk")


def decision(viewer: Viewer, ref: str, *, on: date) -> Decision:
    """One decision, for keepers and for whoever answers for its post."""
    found = Decision.objects.select_related("paper__item", "post").filter(ref=ref).first()
    if found is None or not may_carry_out(viewer, found, on=on):
        raise NotVisible
    return found


def by_id(pk: int) -> DecisionShown:
    """One decision by its row number, for packages that keep what became of it."""
    return shown(Decision.objects.select_related("paper__item__body").filter(pk=pk))[0]


def may_carry_out(viewer: Viewer, row: Decision, *, on: date) -> bool:
    """Whether this viewer may say what came of it."""
    is_keeper = viewer.can(Duty.KEEP_PLANS) and viewer.authority_id == row.paper.authority_id
    return is_keeper or (row.post_id is not None and row.post_id in posts_held(viewer, on=on))


def bodies_that_decided(viewer: Viewer) -> set[int]:
    """Row numbers of the bodies of one's own authority that decided something of which something may come."""
    rows = Decision.objects.filter(MAY_COME, paper__authority_id=viewer.authority_id)
    return set(rows.values_list("paper__item__body_id", flat=True))


def of_body(viewer: Viewer, ref: str, *, on: date) -> list[DecisionShown]:
    """What a body had decided by a day of which something may come, the earliest first."""
    rows = Decision.objects.filter(
        MAY_COME, paper__item__body__ref=ref, paper__authority_id=viewer.authority_id, decided_on__lte=on
    )
    return shown(rows.order_by("decided_on", "label"))
