"""A practitioner's own checklist: kept, thrown away, forgotten. Nobody else sees it, and the record holds no word of it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from teamaround.accounts.rules import Viewer, setting_up
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from ..models import Checklist
from ..rules import checklist
from ..rules.checklist import Thoughts


@transaction.atomic
def keep_checklist(
    *, child_id: int, thoughts: Thoughts, version: int, by: Viewer, now: datetime
) -> Checklist:
    """Keep what somebody thinks, for themselves; `version` is that of what they had before them, 0 for none."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    checklist.check(thoughts)
    kept = Checklist.objects.select_for_update().filter(account_id=by.account_id, child_id=child_id).first()
    if kept is not None and kept.version != version:
        raise Refusal(
            "changed",
            "You changed this in another window. What you kept there is shown below; "
            "save again to put what is on this page in its place.",
        )
    if kept is None:
        on = clock.day_of(now)
        kept = Checklist(
            ref=new_ref("X"), account_id=by.account_id, child_id=child_id, begun_on=on,
            forget_on=checklist.forget_on(on), version=0,
        )  # fmt: skip
    kept.answers, kept.decision, kept.version = thoughts.as_kept(), thoughts.decision, kept.version + 1
    kept.save()
    record("assessments.checklist_kept", by=by, at=now, children=[child_id], about=kept.ref)
    return kept


@transaction.atomic
def throw_checklist_away(*, child_id: int, by: Viewer, now: datetime) -> None:
    """Delete one's own checklist: by its writer at any time, and when they begin or join an assessment."""
    for kept in Checklist.objects.filter(account_id=by.account_id, child_id=child_id):
        kept.delete()
        record("assessments.checklist_forgotten", by=by, at=now, children=[child_id], about=kept.ref)


@transaction.atomic
def forget_checklists(*, now: datetime) -> int:
    """Delete every checklist whose last day is over; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.forgetting', 'on', true)")
        over = Checklist.objects.filter(forget_on__lt=clock.day_of(now))
        gone = [(row.child_id, row.ref) for row in over.only("child_id", "ref")]
        over.delete()
        cursor.execute("SELECT set_config('teamaround.forgetting', '', true)")
    for child_id, ref in gone:
        record("assessments.checklist_forgotten", by=setting_up(), at=now, children=[child_id], about=ref)
    return len(gone)
