"""Reading plans: who may, what each action says, what it answers, and what was changed why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import Action, ActionVersion, Amendment, Plan, Recommendation
from ..rules.planning import Answer, Content, Stage, content_from, why_unfinished, without_action
from .reviews import not_yet


@dataclass(frozen=True)
class ActionShown:
    """An action with what it says."""

    row: Action
    content: Content

    @property
    def ref(self) -> str:
        return self.row.ref


@dataclass(frozen=True)
class Answered:
    """A recommendation with the actions that answer it."""

    recommendation: Recommendation
    actions: tuple[ActionShown, ...]
    not_yet: str


def plans(viewer: Viewer, *, on: date) -> QuerySet[Plan]:
    """Plans that are there for this viewer (R25): keepers' all, members' and monitors' once agreed, owners' own."""
    own = Q(authority_id=viewer.authority_id)
    agreed = ~Q(stage=Stage.DRAFT)
    watched = Q(monitors__account_id=viewer.account_id, monitors__starts_on__lte=on) & (
        Q(monitors__ends_on__isnull=True) | Q(monitors__ends_on__gte=on)
    )
    seen = agreed & watched
    if viewer.can(Duty.KEEP_PLANS):
        seen |= own
    if viewer.can(Duty.SEE_COUNTS):
        seen |= own & agreed
    if viewer.practitioner_id is not None:
        seen |= Q(actions__owner_id=viewer.practitioner_id)
    ids = Plan.objects.filter(seen).values("pk")
    return Plan.objects.filter(pk__in=ids).select_related("review").order_by("-review__published_on", "-pk")


def counted(viewer: Viewer, *, on: date) -> QuerySet[Plan]:
    """The same with the number of their actions at hand."""
    own = Action.objects.filter(plan=OuterRef("pk")).order_by().values("plan").values(many=Count("pk"))
    return plans(viewer, on=on).annotate(action_count=Coalesce(Subquery(own), 0))


def plan(viewer: Viewer, ref: str, *, on: date) -> Plan:
    """One plan, as far as it is there for this viewer."""
    found = plans(viewer, on=on).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def keeps(viewer: Viewer, plan: Plan) -> bool:
    """Whether this viewer keeps the plan."""
    return viewer.can(Duty.KEEP_PLANS) and viewer.authority_id == plan.authority_id


def may_write(viewer: Viewer, action: Action) -> bool:
    """Whether this viewer writes this action and its updates: keepers, and whoever owns it."""
    return keeps(viewer, action.plan) or (
        viewer.practitioner_id is not None and action.owner_id == viewer.practitioner_id
    )


def action(viewer: Viewer, ref: str, *, on: date) -> Action:
    """One action of a plan that is there for this viewer."""
    found = (
        Action.objects.select_related(
            "plan__review", "recommendation__subject_to", "recommendation__review", "owner"
        )
        .filter(ref=ref, plan__in=plans(viewer, on=on))
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def actions(plan: Plan) -> list[ActionShown]:
    """Every action of a plan in its order."""
    rows = Action.objects.filter(plan=plan).order_by("recommendation__position", "position", "pk")
    answers = Recommendation.objects.in_bulk({row.recommendation_id for row in rows})
    for row in rows:
        row.recommendation = answers[row.recommendation_id]
    return [ActionShown(row, content_from(row.content)) for row in rows]


def answered(plan: Plan, shown: Sequence[ActionShown], *, on: date) -> list[Answered]:
    """Every recommendation of the review with its actions; one without any stands there bare (R31)."""
    rows = Recommendation.objects.filter(review=plan.review_id, within__isnull=True)
    for_each: dict[int, list[ActionShown]] = defaultdict(list)
    for each in shown:
        for_each[each.row.recommendation_id].append(each)
    return [
        Answered(row, tuple(for_each[row.pk]), not_yet(row, on=on))
        for row in rows.select_related("subject_to").order_by("position")
    ]


def uncovered(plan: Plan) -> tuple[str, ...]:
    """Labels of recommendations without an action."""
    rows = Recommendation.objects.filter(review=plan.review_id, within__isnull=True).order_by("position")
    have = Action.objects.filter(plan=plan).values_list("recommendation__label", flat=True)
    return without_action(rows.values_list("label", flat=True), have)


def unfinished(plan: Plan) -> tuple[str, ...]:
    """Actions that lack something before the plan can be agreed, each with what."""
    found = []
    for each in actions(plan):
        lacks = why_unfinished(each.content)
        if lacks:
            found.append(f"“{each.content.words[:60]}” lacks {lacks}")
    return tuple(found)


def waiting(plan: Plan) -> int:
    """How many amendments wait for an answer."""
    return Amendment.objects.filter(action__plan=plan, state=Answer.WAITING).count()


def amendments(plan: Plan) -> QuerySet[Amendment]:
    """Amendments of a plan, the newest first."""
    return Amendment.objects.filter(action__plan=plan).select_related("action").order_by("-at", "-pk")


def amendment(viewer: Viewer, ref: str, *, on: date) -> Amendment:
    """One amendment of a plan that is there for this viewer."""
    found = (
        Amendment.objects.select_related("action__plan")
        .filter(ref=ref, action__plan__in=plans(viewer, on=on))
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def versions(action: Action) -> QuerySet[ActionVersion]:
    """What an action has said, the newest first."""
    return ActionVersion.objects.filter(action=action).order_by("-number")


def version(action: Action, number: int) -> Content:
    """What an action said in one version."""
    found = ActionVersion.objects.filter(action=action, number=number).first()
    if found is None:
        raise NotVisible
    return content_from(found.content)
