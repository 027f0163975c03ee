"""Recording a planned batch: children, what is added, involvements, links, what waits, and the outcomes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.index.just_registered import key_many
from teamaround.index.ledger import count_asked
from teamaround.index.linking import Link, keep_links
from teamaround.index.rules import release_in_force
from teamaround.index.services import note_pairs_met, record_involvements
from teamaround.kernel.ids import new_ref
from teamaround.people.services import Completed, register_children
from teamaround.sharing.rows import insert
from teamaround.sharing.services import hold_standings

from ..models import Import, ImportRow, WaitingRow
from ..rules.faults import Fault
from ..rules.outcomes import RowOutcome
from ..rules.repeats import line_key, record_key
from ..rules.waiting import Why
from ..sealing import seal
from . import facts
from .completing import complete
from .planning import Planned
from .references import References
from .sampling import draw

TAKEN = frozenset({RowOutcome.NEW, RowOutcome.MATCHED})
DIFFERS = {
    "address": "an address",
    "nhs_number": "an NHS number",
    "upn": "a UPN",
    "agency": "a number of this agency",
    "school": "a school",
    "gp_practice": "a GP practice",
    "sex": "a sex",
    "gender": "a gender",
    "ethnicity": "an ethnicity",
}


class HiddenMeanwhile(Exception):
    """A child of the batch was shielded while it was planned: plan it again."""


def record_batch(
    kept: Import, planned: Sequence[Planned], references: References, *, by: Viewer, now: datetime
) -> dict[int, int]:
    """Record a batch in the transaction at hand; returns founders' negative numbers with their row numbers."""
    _hold(planned)
    children = _register(kept, planned, references, by=by, now=now)
    settled = [
        replace(each, child_id=children.get(each.child_id, each.child_id)) if each.child_id else each
        for each in planned
    ]
    completed = _complete(kept, settled, references, by=by, now=now)
    _record_involvements(kept, settled, references, by=by, now=now)
    laid = _link(kept, settled, by=by, now=now)
    draw(kept, settled, laid, agency_code=references.agency_code, by=by, now=now)
    _write_rows(kept, settled, completed, now=now)
    note_pairs_met([alike for each in settled for alike in each.alike], by=by, now=now)
    _count(kept, settled, now=now)
    shown = [each.child_id for each in settled if each.outcome in TAKEN and each.child_id]
    record("exchange.batch_taken_in", by=by, at=now, children=shown, about=kept.ref)
    return children


def _hold(planned: Iterable[Planned]) -> None:
    """Nobody may shield these children until this batch is recorded; one shielded just now stops it."""
    known = {
        each.child_id for each in planned if each.outcome in TAKEN and each.child_id and each.child_id > 0
    }
    if hold_standings(known):
        raise HiddenMeanwhile


def _register(
    kept: Import, planned: Sequence[Planned], references: References, *, by: Viewer, now: datetime
) -> dict[int, int]:
    founders = [(each, each.row) for each in planned if each.outcome is RowOutcome.NEW and each.row]
    news = [facts.new_child(row, references, each.told.attendances) for each, row in founders]
    ids = register_children(news=news, by=by, now=now, about=kept.ref)
    key_many(dict(zip(ids, news, strict=True)), agency_codes={references.agency_id: references.agency_code})
    return {
        each.child_id: child_id for (each, _), child_id in zip(founders, ids, strict=True) if each.child_id
    }


def _complete(
    kept: Import, planned: Sequence[Planned], references: References, *, by: Viewer, now: datetime
) -> dict[int, Completed]:
    """Fill in what is blank about matched children; returns what was said differently, by row."""
    matched = [each for each in planned if each.outcome is RowOutcome.MATCHED]
    additions = [
        facts.addition(each.row, each.child_id, references, each.told.attendances)
        for each in matched
        if each.row and each.child_id
    ]
    done = complete(additions, references, by=by, now=now, about=kept.ref)
    return {each.number: done[each.child_id] for each in matched if each.child_id in done}


def _record_involvements(
    kept: Import, planned: Sequence[Planned], references: References, *, by: Viewer, now: datetime
) -> None:
    news = [
        facts.involvement(each.row, each.child_id, references)
        for each in planned
        if each.outcome in TAKEN and each.row and each.child_id
    ]
    record_involvements(
        news=[new for new in news if new], agency_id=references.agency_id, by=by, now=now, about=kept.ref
    )


def _link(kept: Import, planned: Sequence[Planned], *, by: Viewer, now: datetime) -> set[str]:
    """Note to whom each line of the agency's records was laid, what it said, and on what evidence."""
    laid: dict[str, Link] = {}
    for each in planned:
        if each.outcome in TAKEN and each.row and each.child_id:
            laid.setdefault(record_key(each.row), Link(each.child_id, "", each.evidence))
            laid[line_key(each.row_key)] = Link(each.child_id, each.row_hash)
    return keep_links(kept.agency_id, laid, because=kept.ref, by=by, now=now)


def _write_rows(
    kept: Import, planned: Sequence[Planned], completed: dict[int, Completed], *, now: datetime
) -> None:
    waiting = _wait(kept, [each for each in planned if each.why], now=now)
    insert(
        ImportRow,
        [
            {
                "of_id": kept.pk,
                "number": each.number,
                "outcome": each.outcome,
                "child_id": each.child_id,
                "waiting_id": waiting.get(each.row_hash) if each.why else None,
                "faults": [fault.as_json() for fault in each.faults],
                "notices": [notice.as_json() for notice in _notices(each, completed.get(each.number))],
            }
            for each in planned
        ],
    )


def _notices(each: Planned, completed: Completed | None) -> list[Fault]:
    different = sorted(completed.differs) if completed and each.outcome is RowOutcome.MATCHED else []
    remedy = "It was left as it stands. Tell the index team if yours is right."
    return [
        *each.notices,
        *(
            Fault(each.number, "", "", f"gives {DIFFERS[what]} that differs from the index", remedy)
            for what in different
        ),
    ]


def _wait(kept: Import, planned: Sequence[Planned], *, now: datetime) -> dict[str, int]:
    """Rows that wait for a person, by fingerprint; one that waits already waits once."""
    wanted = {each.row_hash: each for each in planned}
    held = WaitingRow.objects.filter(agency_id=kept.agency_id, row_hash__in=list(wanted))
    found = {row.row_hash: row.pk for row in held}
    WaitingRow.objects.filter(pk__in=found.values()).exclude(decision="").update(
        decision="", decided_at=None, decided_by=None, because="", child=None
    )
    made = WaitingRow.objects.bulk_create(
        [
            _waiting_row(kept.agency_id, each, each.why, now=now)
            for mark, each in wanted.items()
            if mark not in found and each.why
        ]
    )
    count_asked(kept.agency_id, len(made), release=release_in_force().number, now=now)
    return found | {row.row_hash: row.pk for row in made}


def _waiting_row(agency_id: int, planned: Planned, why: Why, *, now: datetime) -> WaitingRow:
    """A row that waits, its words encrypted."""
    assert planned.row is not None
    ref = new_ref("R")
    said = {
        "row": planned.row.content(),
        "number": planned.number,
        "row_key": planned.row_key,
        "reasons": why.reasons,
    }
    sealed = seal(json.dumps(said, default=str).encode(), bound_to=ref)
    return WaitingRow(
        ref=ref,
        agency_id=agency_id,
        kind=why.kind,
        row_hash=planned.row_hash,
        key_id=sealed.key_id,
        nonce=sealed.nonce,
        ciphertext=sealed.ciphertext,
        since=now,
    )


def _count(kept: Import, planned: Sequence[Planned], *, now: datetime) -> None:
    for each in planned:
        setattr(kept, each.outcome.value, getattr(kept, each.outcome.value) + 1)
    kept.done += len(planned)
    kept.beat_at = now
    kept.save(update_fields=["done", "beat_at", *(outcome.value for outcome in RowOutcome)])
