"""The month's work: writing updates, evidence, and freezing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from ..models import Action, Evidence, Month, Update
from ..queries import months as queries
from ..queries.reviews import not_yet
from ..rules import months as rules
from ..rules.months import Basis, Known, Shows, Typed
from ..rules.planning import Stage
from .asking import end_links
from .measuring import read_month
from .planning import locked, locked_action


@transaction.atomic
def write_update(*, ref: str, typed: Typed, by: Viewer, now: datetime, month: date | None = None) -> Update:
    """Say how an action stands: for this month, or for one that has begun and is not frozen."""
    row = locked_action(ref, by=by)
    today = clock.day_of(now)
    of = rules.month_of(month or today)
    if of > today or queries.is_frozen(row.plan_id, of):
        raise Refusal(
            "month", "That month is frozen, or has not begun. Say it for this month.", field="month"
        )
    rules.check_update(typed, _known(row, today, of))
    made = Update.objects.create(
        action=row, month=of, by_id=by.account_id or None, by_name=by.name, at=now, **asdict(typed)
    )
    record("improvement.updated", by=by, at=now, about=ref, said=f"{typed.delivery}, {typed.impact}")
    return made


def _known(row: Action, today: date, month: date) -> Known:
    """What decides whether an update may be written as it is."""
    found = list(queries.evidence(row))
    return Known(
        today=today, due_on=row.due_on, progress=queries.progress(row),
        before=queries.progress(row, before=month), is_draft=row.plan.stage == Stage.DRAFT,
        not_yet=not_yet(row.recommendation, on=today), has_evidence=any(each.shows == Shows.DELIVERY for each in found),
        judged_by_another=any(each.shows == Shows.IMPACT and not each.is_by_owner for each in found),
    )  # fmt: skip


@transaction.atomic
def add_evidence(
    *, ref: str, shows: Shows, words: str, by: Viewer, now: datetime, basis: Basis | None = None
) -> Evidence:
    """Keep what shows that something was done, or judge what difference it made."""
    row = locked_action(ref, by=by)
    if shows is Shows.IMPACT and basis is None:
        raise Refusal("basis", "Say what the judgement rests on.", field="basis")
    made = Evidence.objects.create(
        action=row, shows=shows, basis=basis if shows is Shows.IMPACT and basis else "", words=words,
        by_id=by.account_id or None, by_name=by.name, at=now,
        is_by_owner=row.owner_id is not None and row.owner_id == by.practitioner_id,
    )  # fmt: skip
    record("improvement.evidence_added", by=by, at=now, about=ref, said=shows)
    return made


@transaction.atomic
def freeze(*, ref: str, month: date, said: str, by: Viewer, now: datetime) -> Month:
    """Write a month down as it is known now. It is made from what is kept, and never changes again."""
    plan = locked(ref, by=by)
    of = rules.month_of(month)
    rules.check_freezing(
        of, today=clock.day_of(now), is_draft=plan.stage == Stage.DRAFT, frozen=queries.is_frozen(plan.pk, of)
    )
    read_month(plan, of, by=by, now=now)
    told = rules.canonical(queries.page(plan, month=of, as_at=now))
    frozen = Month.objects.create(
        ref=new_ref("MO"), plan=plan, month=of, as_at=now, told=told, digest=rules.digest(told), said=said,
        by_id=by.account_id or None, by_name=by.name,
    )  # fmt: skip
    end_links(plan, of, by=by, now=now)
    record("improvement.month_frozen", by=by, at=now, about=frozen.ref, said=frozen.digest)
    return frozen


def made_again(month: Month) -> str:
    """The text of a frozen month, made from what was known at its moment; the same bytes."""
    return rules.canonical(queries.page(month.plan, month=month.month, as_at=month.as_at))
