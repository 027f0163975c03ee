"""An agency's record that lies with the wrong child: moved to the right one, taken off, or put back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record as audit
from teamaround.kernel.ids import tidy
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.people import sources
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import carrying
from ..labelling import forget_record_label, keep_record_label
from ..ledger import count_laid
from ..models import LinkEvent, SourceRecord
from ..rules.ledger import UNDOABLE, How


@transaction.atomic
def move_record(
    *,
    record: int,
    child_id: int,
    to_ref: str,
    with_involvements: bool,
    because: str,
    by: Viewer,
    now: datetime,
) -> LinkEvent:
    """Lay an agency's record to another child; the one it lay with is remembered as not the same."""
    held = _held(record, child_id, by=by, now=now)
    to_id = _other_child(to_ref, by=by, now=now)
    _check_pair(child_id, to_id)
    _check_because(because)
    event = _change(held, to_id, How.MOVED, with_involvements, because.strip(), by=by, now=now)
    audit("index.record_moved", by=by, at=now, children=[child_id, to_id], said=because.strip())
    return event


@transaction.atomic
def take_record_off(
    *, record: int, child_id: int, with_involvements: bool, because: str, by: Viewer, now: datetime
) -> LinkEvent:
    """An agency's record does not mean this child; whose it is, the agency's next file asks anew."""
    held = _held(record, child_id, by=by, now=now)
    _check_because(because)
    event = _change(held, None, How.NOT_SAME, with_involvements, because.strip(), by=by, now=now)
    audit("index.record_taken_off", by=by, at=now, children=[child_id], said=because.strip())
    return event


@transaction.atomic
def put_record_back(*, event: int, child_id: int, because: str, by: Viewer, now: datetime) -> LinkEvent:
    """Undo a moving or a taking off: the record and what went along with it stand again as they stood."""
    undone = LinkEvent.objects.filter(pk=event, before_id=child_id, how__in=UNDOABLE).first()
    if undone is None or not by.can(Duty.INDEX_TEAM):
        raise NotVisible
    children = [each for each in (undone.before_id, undone.child_id) if each is not None]
    for each in children:
        check(by, Act.CHANGE_IDENTITY, each, at=now)
    if undone.child_id is not None:
        _check_pair(child_id, undone.child_id)
    held = SourceRecord.objects.select_for_update().get(
        agency_id=undone.agency_id, source_key=undone.source_key
    )
    _check_stands(undone, held, children)
    _check_because(because)
    carrying.carry_back(undone, held)
    held.child_id = child_id
    held.save(update_fields=["child", "linked_at", "because"])
    back = LinkEvent.objects.create(
        agency_id=undone.agency_id, source_key=undone.source_key, child_id=child_id, before_id=undone.child_id,
        how=How.UNDONE, because=because.strip(), undoes=undone, by_id=by.account_id, at=now,
    )  # fmt: skip
    count_laid(back, now=now)
    forget_record_label(undone)
    audit("index.record_put_back", by=by, at=now, children=children, said=because.strip())
    return back


def _held(record: int, child_id: int, *, by: Viewer, now: datetime) -> SourceRecord:
    """The record, locked, for the team that keeps the child with whom it lies."""
    held = SourceRecord.objects.select_for_update(of=("self",)).filter(pk=record, child_id=child_id).first()
    if held is None or not by.can(Duty.INDEX_TEAM):
        raise NotVisible
    check(by, Act.CHANGE_IDENTITY, child_id, at=now)
    return held


def _other_child(ref: str, *, by: Viewer, now: datetime) -> int:
    """The same answer whether the record does not exist or may not be known of."""
    try:
        found = people.child_id(by, tidy(ref), at=now)
        check(by, Act.CHANGE_IDENTITY, found, at=now)
    except NotVisible:
        raise Refusal(
            "no-such-record", "There is no record with this reference. Check it.", field="to"
        ) from None
    return found


def _check_pair(child_id: int, to_id: int) -> None:
    if child_id == to_id:
        raise Refusal("same-record", "It lies with this child already.", field="to")
    standings = sharing.standings([child_id, to_id])
    if any(row.is_sealed for row in standings.values()):
        raise Refusal("sealed", "Nothing moves to or from an earlier identity that was sealed.")
    if len({row.authority_id for row in standings.values()}) > 1:
        raise Refusal("authorities", "The two children are kept by two authorities.", field="to")


def _check_because(because: str) -> None:
    if len(because.strip()) < 10:
        raise Refusal("because", "Write in a sentence how you know.", field="because")


def _check_stands(undone: LinkEvent, held: SourceRecord, children: list[int]) -> None:
    is_undone = LinkEvent.objects.filter(undoes=undone).exists()
    if is_undone or held.child_id != undone.child_id or sources.joined_records(children):
        raise Refusal(
            "moved-since",
            "This record, or one of the children, was changed since. Look at where it lies now.",
        )


def _change(
    held: SourceRecord, to_id: int | None, how: How, with_involvements: bool, because: str, *, by: Viewer,
    now: datetime,
) -> LinkEvent:  # fmt: skip
    before = held.child_id
    carried = carrying.carry(held, to_id=to_id, with_involvements=with_involvements, because=because, now=now)
    held.child_id, held.linked_at, held.because = to_id, now, because
    held.save(update_fields=["child", "linked_at", "because"])
    event = LinkEvent.objects.create(
        agency_id=held.agency_id, source_key=held.source_key, child_id=to_id, before_id=before,
        not_child_id=before, how=how, because=because, carried=carried, by_id=by.account_id, at=now,
    )  # fmt: skip
    count_laid(event, now=now)
    keep_record_label(event, by=by, now=now)
    return event
