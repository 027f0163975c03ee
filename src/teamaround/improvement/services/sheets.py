"""A plan out to a file that any spreadsheet opens, and back in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.exchange.files.opening import AgencyFile, open_file
from teamaround.exchange.files.writing import write_csv, write_xlsx
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Action, Plan
from ..queries import plans as queries
from ..rules.merging import Clash
from ..rules.planning import FIELD_WORDS, content_from
from ..rules.sheets import HEADINGS, SheetRow, as_row, places, read_row
from .planning import NewAction, add_actions, change_action, check_draft, locked

MOST = 1_000


@dataclass(frozen=True)
class TakenIn:
    """What became of a file: how many actions are new, changed, as they were; and rows that were refused, with why."""

    added: int
    changed: int
    same: int
    refused: tuple[tuple[int, str], ...]


def as_file(plan: Plan, *, is_workbook: bool) -> bytes:
    """The plan's actions, one a row."""
    rows = [
        list(HEADINGS),
        *(
            as_row(each.ref, each.row.version, each.row.recommendation.label, each.content)
            for each in queries.actions(plan)
        ),
    ]
    to = io.BytesIO()
    if is_workbook:
        write_xlsx(rows, to, sheet="Action plan")
    else:
        write_csv(rows, to, encoding="utf-8-sig")
    return to.getvalue()


@transaction.atomic
def take_in(*, ref: str, file: bytes, by: Viewer, now: datetime) -> TakenIn:
    """Take a draft's file back: rows with a reference change that action, rows without one are new.

    Each row stands by itself: one that cannot be read, or that somebody else changed
    otherwise meanwhile, is refused with its reason, and the others are taken.
    """
    check_draft(locked(ref, by=by))
    rows, refused = _read(open_file(file))
    added = _added(ref, [row for row in rows if not row.reference], refused, by=by, now=now)
    changed = same = 0
    for row in rows:
        if row.reference:
            try:
                is_new = _changed(ref, row, by=by, now=now)
                changed, same = changed + is_new, same + (not is_new)
            except Refusal as refusal:
                refused.append((row.number, refusal.sentence))
            except Clash as clash:
                refused.append((row.number, _clash(clash)))
    record("improvement.sheet_taken_in", by=by, at=now, about=ref, said=f"{added} new, {changed} changed")
    return TakenIn(added, changed, same, tuple(sorted(refused)))


def _read(file: AgencyFile) -> tuple[list[SheetRow], list[tuple[int, str]]]:
    where, rows, refused = places(file.headings), [], []
    for row in file.rows():
        try:
            rows.append(read_row(row.number, row.cells, where))
        except Refusal as refusal:
            refused.append((row.number, refusal.sentence))
        if len(rows) > MOST:
            raise Refusal("too-many", f"The file has more than {MOST:,} rows.", field="file")
    return rows, refused


def _added(
    ref: str, rows: Sequence[SheetRow], refused: list[tuple[int, str]], *, by: Viewer, now: datetime
) -> int:
    added = 0
    for row in rows:
        try:
            add_actions(ref=ref, new=[NewAction(row.label, row.content)], by=by, now=now)
            added += 1
        except Refusal as refusal:
            refused.append((row.number, refusal.sentence))
    return added


def _changed(ref: str, row: SheetRow, *, by: Viewer, now: datetime) -> bool:
    """Whether the row changes anything."""
    action = Action.objects.filter(plan__ref=ref, ref=row.reference).first()
    if action is None:
        raise Refusal("reference", "This plan has no action with that reference.")
    try:
        before = queries.version(action, row.version)
    except NotVisible:
        raise Refusal("version", "That action has no such version.") from None
    if before == row.content or content_from(action.content) == row.content:
        return False
    change_action(ref=row.reference, version=row.version, content=row.content, by=by, now=now)
    return True


def _clash(clash: Clash) -> str:
    names = ", ".join(f"“{FIELD_WORDS[name]}”" for name in clash.fields)
    return (
        f"Somebody else changed {names} since the file was taken out. Put it right on the action's own page."
    )
