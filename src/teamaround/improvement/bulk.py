"""Many months of updates at once, for a plan of true size that is measured: what owners would have typed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record

from .models import Action, Evidence, Update
from .rules.months import Shows, Typed


@dataclass(frozen=True)
class Said:
    """What is said of an action, by reference, for a month."""

    action: str
    month: date
    typed: Typed
    at: datetime


@transaction.atomic
def say_all(*, ref: str, said: Sequence[Said], by: Viewer, now: datetime) -> None:
    """Keep updates of one plan's actions as they are told, and evidence for each action."""
    known = dict(Action.objects.filter(plan__ref=ref).values_list("ref", "pk"))
    Update.objects.bulk_create(
        (
            Update(
                action_id=known[each.action], month=each.month, by_id=by.account_id or None, by_name=by.name, at=each.at,
                **asdict(each.typed),
            )
            for each in said
        ),
        batch_size=2_000,
    )  # fmt: skip
    first = {each.action: each for each in reversed(said)}
    Evidence.objects.bulk_create(
        Evidence(
            action_id=known[name], shows=Shows.DELIVERY, words="The minutes of the first meeting.", by_id=by.account_id or None,
            by_name=by.name, is_by_owner=False, at=each.at,
        )
        for name, each in first.items()
    )  # fmt: skip
    record("improvement.updated", by=by, at=now, about=ref, said=f"{len(said)}")
