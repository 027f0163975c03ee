"""Reading the month: each action with its last word, as of any moment; frozen months; who was asked."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible

from ..models import Action, ActionVersion, Ask, Evidence, Month, Plan, PlanMove, Update
from ..rules import months as rules
from ..rules.months import Asking, Line, Progress, Shows, Told
from ..rules.planning import STAGE_WORDS, Content, Stage, content_from
from .measuring import taken
from .plans import ActionShown, plans


def page(plan: Plan, *, month: date, as_at: datetime) -> dict[str, Any]:
    """What the page of a month shows at a moment; asked again years later, the same.

    Everything that it reads is only ever added to, so that a moment keeps what it knew.
    """
    moves = PlanMove.objects.filter(plan=plan, at__lte=as_at).order_by("-at", "-pk")
    stage = moves.values_list("to", flat=True).first() or Stage.DRAFT
    return rules.page(
        plan=plan.ref, title=plan.title, stage=STAGE_WORDS[Stage(stage)], month=month,
        as_at=as_at.astimezone(UTC).isoformat(), on=clock.day_of(as_at), lines=lines(plan, month=month, as_at=as_at),
    )  # fmt: skip


def lines(plan: Plan, *, month: date, as_at: datetime) -> list[Line]:
    """Every action that was there at a moment, with what it said and what was last said of it, in six queries at most."""
    rows = Action.objects.filter(plan=plan).order_by("recommendation__position", "position", "pk")
    said = _contents(plan, as_at)
    there = [
        (pk, ref, label, content_from(said[pk]))
        for pk, ref, label in rows.values_list("pk", "ref", "recommendation__label")
        if pk in said
    ]
    return _lines(plan, there, month=month, as_at=as_at)


def lines_now(plan: Plan, shown: Sequence[ActionShown], *, month: date, now: datetime) -> list[Line]:
    """The same of actions as they are now, which need not be read again."""
    there = [(each.row.pk, each.ref, each.row.recommendation.label, each.content) for each in shown]
    return _lines(plan, there, month=month, as_at=now)


def _lines(
    plan: Plan, there: Sequence[tuple[int, str, str, Content]], *, month: date, as_at: datetime
) -> list[Line]:
    told, counted = _told(plan, month, as_at), _evidence(plan, as_at)
    read = taken(plan, month=month, as_at=as_at)
    return [
        Line(
            ref, label, content, told.get(pk), counted[pk, Shows.DELIVERY.value], counted[pk, Shows.IMPACT.value],
            read.get(pk, ()),
        )
        for pk, ref, label, content in there
    ]  # fmt: skip


def _contents(plan: Plan, as_at: datetime) -> dict[int, Mapping[str, Any]]:
    found = ActionVersion.objects.filter(action__plan=plan, at__lte=as_at)
    last = found.order_by("action_id", "-number").distinct("action_id")
    return dict(last.values_list("action_id", "content"))


def _told(plan: Plan, month: date, as_at: datetime) -> dict[int, Told]:
    there = Action.objects.filter(plan=plan)
    found = Update.objects.filter(pk__in=last_said(there, at__lte=as_at, month__lte=month))
    return {row.action_id: as_told(row) for row in found}


def last_said(actions: QuerySet[Action], **known: date) -> QuerySet[Action, Any]:
    """The row number of the last word on each of these actions: looked up one by one, whatever was said in years before."""
    said = Update.objects.filter(action=OuterRef("pk"), **known).order_by("-month", "-at", "-pk")
    return actions.values(last=Subquery(said.values("pk")[:1]))


def as_told(row: Update) -> Told:
    """An update as rules read it."""
    return Told(
        row.month,
        row.progress,
        row.delivery,
        row.impact,
        row.words,
        row.recovery,
        row.recovery_on,
        row.by_name,
    )


def _evidence(plan: Plan, as_at: datetime) -> Counter[tuple[int, str]]:
    found = Evidence.objects.filter(action__plan=plan, at__lte=as_at).values_list("action_id", "shows")
    return Counter({(pk, shows): many for pk, shows, many in found.annotate(many=Count("pk"))})


def updates(action: Action) -> QuerySet[Update]:
    """What was said of an action, the newest first."""
    return Update.objects.filter(action=action).order_by("-month", "-at", "-pk")


def last_update(action: Action) -> Update | None:
    """The last word on an action."""
    return updates(action).first()


def progress(action: Action, *, before: date | None = None) -> Progress:
    """How far an action has come, or had come before a month."""
    rows = updates(action)
    last = (rows if before is None else rows.filter(month__lt=before)).first()
    return Progress(last.progress) if last else Progress.NOT_BEGUN


def evidence(action: Action) -> QuerySet[Evidence]:
    """What shows what was done and what difference it made, the newest first."""
    return Evidence.objects.filter(action=action).order_by("-at", "-pk")


def months(plan: Plan) -> QuerySet[Month]:
    """Frozen months, the newest first; their texts, which are long, are read when they are wanted."""
    return Month.objects.filter(plan=plan).defer("told").order_by("-month")


def is_frozen(plan_id: int, month: date) -> bool:
    """Whether a month of a plan is frozen."""
    return Month.objects.filter(plan_id=plan_id, month=month).exists()


def month(viewer: Viewer, ref: str, *, on: date) -> Month:
    """One frozen month of a plan that is there for this viewer."""
    found = Month.objects.select_related("plan").filter(ref=ref, plan__in=plans(viewer, on=on)).first()
    if found is None:
        raise NotVisible
    return found


def told(month: Month) -> dict[str, Any]:
    """What a frozen month says, from its own text alone."""
    return dict(json.loads(month.told))


def before(month: Month) -> Month | None:
    """The frozen month before."""
    return months(month.plan).filter(month__lt=month.month).first()


def asked(plan: Plan, month: date) -> dict[int, list[tuple[Asking, date]]]:
    """How often whom was asked for a month, by action."""
    found: dict[int, list[tuple[Asking, date]]] = defaultdict(list)
    for row in Ask.objects.filter(action__plan=plan, month=month).order_by("pk"):
        found[row.action_id].append((Asking(row.kind), row.on))
    return dict(found)


def silent(plan: Plan, month: date) -> QuerySet[Action]:
    """Actions of which nothing was said for a month, and which are not closed; with owner and their manager."""
    spoke = Update.objects.filter(action__plan=plan, month=month).values("action_id")
    there = Action.objects.filter(plan=plan)
    closed = Update.objects.filter(pk__in=last_said(there), progress=Progress.CLOSED).values("action_id")
    rows = there.exclude(pk__in=spoke).exclude(pk__in=closed)
    return rows.select_related("owner__line_manager").order_by("position", "pk")
