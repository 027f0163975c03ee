"""Many involvements and keys at once. Only invented people come this way.

The rows are those that `services.record_involvement` and `keeping.keep_keys` would write; the
caller writes one audit entry for them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.people import changes
from teamaround.sharing.bulk import NewReach, involve_many
from teamaround.sharing.rows import insert

from .keeping import keep_keys, keep_keys_of_many
from .models import Involvement, Pointers


@dataclass(frozen=True)
class NewInvolvement:
    """An involvement with the moments at which its beginning and its end were recorded."""

    ref: str
    child_id: int
    agency_id: int
    service_id: int | None
    practitioner_id: int | None
    contact_route: str
    reason: str
    starts_on: date
    ends_on: date | None
    is_sensitive: bool
    sensitive_basis: str
    begun_at: datetime
    ended_at: datetime | None


def record_involvements(new: Sequence[NewInvolvement]) -> None:
    """Write involvements and the reach that rests on them."""
    insert(Involvement, [_row(each) for each in new])
    involve_many(
        NewReach(each.child_id, each.agency_id, each.ref, each.begun_at, each.ended_at) for each in new
    )


def _row(new: NewInvolvement) -> dict[str, object]:
    return {
        "ref": new.ref, "child_id": new.child_id, "agency_id": new.agency_id,
        "service_id": new.service_id, "practitioner_id": new.practitioner_id,
        "contact_route": new.contact_route.strip(), "reason": new.reason.strip(),
        "starts_on": new.starts_on, "ends_on": new.ends_on, "is_sensitive": new.is_sensitive,
        "sensitive_basis": new.sensitive_basis if new.is_sensitive else "",
        "version": 1 if new.ends_on is None else 2,
    }  # fmt: skip


@contextmanager
def keys_at_the_end(*, by: Viewer) -> Iterator[None]:
    """Key the children who are registered inside the block together, when it ends.

    `by` is one of the index team: nobody else may open what is sealed to key it.
    For a command that loads many at once, alone in its process: what it loads is not found
    by a search before the block has ended.
    """
    met: dict[int, None] = {}

    def note(child_id: int) -> None:
        met[child_id] = None

    changes.listeners.remove(keep_keys)
    changes.listeners.append(note)
    try:
        yield
        with acting(by):
            keep_keys_of_many(met)
    finally:
        changes.listeners.remove(note)
        changes.listeners.append(keep_keys)


@dataclass(frozen=True)
class NewPointers:
    """Where the index points for a child: an open assessment, whom to ask, and who leads."""

    child_id: int
    assessment_ref: str
    on: date
    ask_agency_id: int
    ask_practitioner_id: int | None
    lead_practitioner_id: int
    lead_since: date


def point_many(new: Iterable[NewPointers]) -> None:
    """Point to assessments that were begun just now, and to those who lead."""
    Pointers.objects.bulk_create(
        [
            Pointers(
                child_id=each.child_id, assessment_ref=each.assessment_ref, assessment_state="open",
                assessment_on=each.on, ask_agency_id=each.ask_agency_id,
                ask_practitioner_id=each.ask_practitioner_id,
                lead_practitioner_id=each.lead_practitioner_id, lead_since=each.lead_since,
            )
            for each in new
        ]
    )  # fmt: skip
