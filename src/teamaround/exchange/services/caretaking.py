"""What the background does on nobody's behalf: find work, give it up with a reason, forget old files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record

from .. import queries
from ..models import FilePart, Import
from ..rules.progress import State


@dataclass(frozen=True)
class Claimed:
    """A piece of work, and on whose behalf."""

    ref: str
    state: State
    account_id: int


def caretaker() -> Viewer:
    """The background itself: it may see which files wait, and does the work as whoever sent them."""
    return Viewer(
        account_id=0,
        account_ref="U-FILES",
        name="Work on files",
        practitioner_id=None,
        agency_id=0,
        agency_name="This installation",
        agency_kind="",
        authority_id=0,
        duties=frozenset({Duty.INDEX_TEAM}),
        source="background",
    )


def is_wanted(*, now: datetime) -> bool:
    """Whether there is anything to claim."""
    with acting(caretaker(), now=now):
        return queries.lost_or_wanted(now=now).exists()


def claim(*, now: datetime) -> Claimed | None:
    """Take the file that has waited longest, so that no other process takes it too."""
    with acting(caretaker(), now=now):
        kept = queries.lost_or_wanted(now=now).select_for_update(skip_locked=True).first()
        if kept is None:
            return None
        Import.objects.filter(pk=kept.pk).update(beat_at=now)
        return Claimed(kept.ref, State(kept.state), kept.account_id)


def give_up(ref: str, *, because: str, now: datetime) -> None:
    """Stop an import that cannot go on, saying why; a preview goes back to the columns."""
    with acting(caretaker(), now=now) as by:
        kept = Import.objects.select_for_update().get(ref=ref)
        kept.state = State.STOPPED if kept.state == State.RUNNING else State.RECEIVED
        kept.stopped_because = because
        kept.save(update_fields=["state", "stopped_because"])
        record("exchange.stopped", by=by, at=now, about=ref, said=because)


@transaction.atomic
def forget_old_files(*, days: int, now: datetime) -> int:
    """Delete files that were taken in long ago; outcomes and reasons stay."""
    with acting(caretaker(), now=now) as by:
        old = list(queries.to_forget(now=now, days=days).values_list("pk", "ref")[:20])
        for pk, ref in old:
            FilePart.objects.filter(of_id=pk).delete()
            record("exchange.forgotten", by=by, at=now, about=ref)
    return len(old)
