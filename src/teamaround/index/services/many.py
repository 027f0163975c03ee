"""Recording many involvements of one agency at once, from its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.rows import Row, insert
from teamaround.sharing.rules import ReachKind
from teamaround.sharing.services import end_reach, extend_reach_of_many

from ..models import Involvement


@dataclass(frozen=True)
class NewInvolvement:
    """That a service of the agency works with a child; never what about. `brought_by`: the agency's record."""

    child_id: int
    starts_on: date
    ends_on: date | None = None
    service_id: int | None = None
    practitioner_id: int | None = None
    contact_route: str = ""
    reason: str = ""
    sensitive_basis: str = ""
    brought_by: str = ""


@transaction.atomic
def record_involvements(
    *, news: Sequence[NewInvolvement], agency_id: int, by: Viewer, now: datetime, about: str = ""
) -> int:
    """Record what is not recorded yet and end what has ended; returns how many entries changed.

    An entry of the same service that is still open, or started on the same day, is the same involvement.
    """
    if not news:
        return 0
    sensitive = {service.pk: bool(service.sensitive) for service in agencies.services(agency_id)}
    held = _held(agency_id, {new.child_id for new in news})
    made: list[Involvement] = []
    ended: set[int] = set()
    for new in news:
        _check(new, sensitive)
        same = next((row for row in held[new.child_id] if _is_same(row, new)), None)
        if same is None:
            row = _row(new, agency_id, is_sensitive=sensitive.get(new.service_id or 0, False))
            held[new.child_id].append(row)
            made.append(row)
        elif same.ends_on is None and new.ends_on is not None:
            same.ends_on, same.version = new.ends_on, same.version + 1
            if same.pk:
                ended.add(new.child_id)
                same.save(update_fields=["ends_on", "version"])
                end_reach(child_id=new.child_id, kind=ReachKind.INVOLVED, source=same.ref, at=now)
    _write(made, agency_id, now=now)
    if made:
        children = [row.child_id for row in made]
        record("index.involvement_recorded", by=by, at=now, children=children, about=about)
    if ended:
        record("index.involvement_ended", by=by, at=now, children=ended, about=about)
    return len(made) + len(ended)


def _held(agency_id: int, child_ids: set[int]) -> dict[int, list[Involvement]]:
    found: dict[int, list[Involvement]] = defaultdict(list)
    rows = Involvement.objects.select_for_update().order_by("pk")
    for row in rows.filter(agency_id=agency_id, child_id__in=child_ids):
        found[row.child_id].append(row)
    return found


def _check(new: NewInvolvement, sensitive: dict[int, bool]) -> None:
    if new.service_id is not None and new.service_id not in sensitive:
        raise Refusal("service", "Choose a service of that agency.", field="service")
    if new.service_id is not None and sensitive[new.service_id] and not new.sensitive_basis:
        raise Refusal(
            "no-basis", "A sensitive service needs consent or significant harm.", field="sensitive_basis"
        )


def _is_same(row: Involvement, new: NewInvolvement) -> bool:
    return row.service_id == new.service_id and (row.ends_on is None or row.starts_on == new.starts_on)


def _row(new: NewInvolvement, agency_id: int, *, is_sensitive: bool) -> Involvement:
    return Involvement(
        ref=new_ref("V"),
        child_id=new.child_id,
        agency_id=agency_id,
        service_id=new.service_id,
        practitioner_id=new.practitioner_id,
        contact_route=new.contact_route.strip(),
        reason=new.reason.strip(),
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        is_sensitive=is_sensitive,
        sensitive_basis=new.sensitive_basis if is_sensitive else "",
        brought_by=new.brought_by,
    )


def _write(made: list[Involvement], agency_id: int, *, now: datetime) -> None:
    today = clock.day_of(now)
    insert(Involvement, [_columns(row) for row in made])
    current = {row.ref: row.child_id for row in made if row.ends_on is None or row.ends_on >= today}
    extend_reach_of_many(current, agency_id=agency_id, kind=ReachKind.INVOLVED, at=now)


def _columns(row: Involvement) -> Row:
    return {
        "ref": row.ref, "child_id": row.child_id, "agency_id": row.agency_id, "service_id": row.service_id,
        "practitioner_id": row.practitioner_id, "contact_route": row.contact_route, "reason": row.reason,
        "starts_on": row.starts_on, "ends_on": row.ends_on, "is_sensitive": row.is_sensitive,
        "sensitive_basis": row.sensitive_basis, "brought_by": row.brought_by, "version": row.version,
    }  # fmt: skip
