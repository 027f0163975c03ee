"""Rows that wait for a person: shown beside the children they may mean, and decided."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.index.keeping import keep_keys_of_many
from teamaround.index.labelling import answer_on, keep_labels
from teamaround.index.ledger import not_same
from teamaround.index.linking import Alike, Judge, Link, keep_links, links
from teamaround.index.rules import Outcome, Weighed, release_in_force
from teamaround.index.rules.labels import LabelOf
from teamaround.index.rules.ledger import Evidence, How, evidence_of_decision
from teamaround.index.services import note_pairs_met, record_involvements
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.matching.reasons import Step
from teamaround.people import queries as people
from teamaround.people.queries import Face
from teamaround.people.services import Addition, register_children
from teamaround.sharing.services import hold_standings

from .. import queries
from ..models import RowLook, WaitingRow
from ..rules.mapping import Mapping
from ..rules.reading import RowAsRead, from_content
from ..rules.repeats import line_key, record_key
from ..rules.waiting import (
    MUST_NOT_BE_DOUBLED,
    Decision,
    RowSaid,
    WaitingFor,
    check_decision,
    check_has_looked,
)
from ..sealing import Sealed, unseal
from . import facts
from .completing import complete
from .references import References, references


@dataclass(frozen=True)
class Compared:
    """How far a row agrees with one child whom it may mean."""

    face: Face
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Waiting:
    """A row that waits, opened: what it says, why it waits, and the children it may mean.

    `compared` is there for whoever has said what the row alone tells them. `lies_with`: the child to whom the
    agency's record was laid before.
    """

    kept: WaitingRow
    row: RowAsRead
    row_key: str
    reasons: tuple[str, ...]
    contenders: tuple[Face, ...] = ()
    looked: RowLook | None = None
    compared: tuple[Compared, ...] = ()
    lies_with: Face | None = None
    release: int = 0


def show(viewer: Viewer, ref: str, *, at: datetime) -> Waiting:
    """A row for the index team to decide, judged anew against the index of today."""
    kept = queries.waiting_row(viewer, ref)
    if kept is None:
        raise NotVisible
    waiting = _opened(kept)
    likely, lies_with = _contenders(waiting), _lies_with(waiting)
    faces = people.faces(viewer, [*likely, *lies_with], at=at)
    contenders = tuple(faces[each] for each in likely if each in faces)
    looked = queries.first_look(viewer, kept)
    return replace(
        waiting,
        contenders=contenders,
        looked=looked,
        compared=_compared(waiting, contenders) if looked else (),
        lies_with=next((faces[each] for each in lies_with if each in faces), None),
        release=release_in_force().number,
    )


def _lies_with(waiting: Waiting) -> list[int]:
    return [link.child_id for link in links(waiting.kept.agency_id, [record_key(waiting.row)]).values()]


def _compared(waiting: Waiting, contenders: tuple[Face, ...]) -> tuple[Compared, ...]:
    judge = _taken_up(waiting, known=[face.id for face in contenders])
    return tuple(Compared(face, judge.weigh(0, face.id).steps) for face in contenders)


@transaction.atomic
def look_at_row(*, ref: str, said: RowSaid, child_ref: str, by: Viewer, now: datetime) -> RowLook:
    """Keep whom somebody takes a row to mean from the row alone; once, and it stays as it was said."""
    kept = queries.waiting_row(by, ref)
    if kept is None:
        raise NotVisible
    child_id = people.child_id(by, child_ref, at=now) if said is RowSaid.THIS else None
    look, is_new = RowLook.objects.get_or_create(
        waiting=kept, account_id=by.account_id, defaults={"said": said, "child_id": child_id, "said_at": now}
    )
    if is_new:
        children = [child_id] if child_id else []
        record("exchange.row_looked_at", by=by, at=now, children=children, about=ref, said=said.value)
    return look


@transaction.atomic
def decide(
    *, ref: str, decision: Decision, child_ref: str, because: str, by: Viewer, now: datetime
) -> WaitingRow:
    """Lay a row to a child, register a new one from it, or leave it out; the reason is kept."""
    seen = queries.waiting_row(by, ref)
    if seen is None:
        raise NotVisible
    kept = WaitingRow.objects.select_for_update().get(pk=seen.pk)
    if kept.decision:
        raise Refusal("decided", "Somebody has already decided about this row.")
    waiting = _opened(kept)
    check_has_looked(has_looked=queries.first_look(by, kept) is not None or not _seen(waiting, by, now))
    check_decision(
        decision,
        kind=WaitingFor(kept.kind),
        has_child=bool(child_ref.strip()),
        may_be_new=waiting.row.may_be_new,
        because=because,
    )
    is_answered = decision is not Decision.LEFT_OUT
    answered = _weighed(waiting, by, now) if is_answered else {}
    child_id = _carry_out(waiting, decision, child_ref, by=by, now=now)
    if is_answered:
        _keep_labels(kept, answered, child_id, by=by, now=now)
    kept.decision, kept.because, kept.child_id = decision, because.strip(), child_id
    kept.decided_at, kept.decided_by_id = now, by.account_id
    kept.save()
    record(
        "exchange.row_decided",
        by=by,
        at=now,
        children=[child_id] if child_id else [],
        about=kept.ref,
        said=because,
    )
    return kept


def _weighed(waiting: Waiting, by: Viewer, now: datetime) -> dict[int, Weighed]:
    """How far the row agrees with each child who was shown beside it, before anything is written of it."""
    shown = list(_seen(waiting, by, now))
    judge = _taken_up(waiting, known=shown)
    return {child_id: judge.weigh(0, child_id) for child_id in shown}


def _keep_labels(
    kept: WaitingRow, weighed: dict[int, Weighed], child_id: int | None, *, by: Viewer, now: datetime
) -> None:
    """The child who was chosen is the one, and the others who were shown are not."""
    answers = [answer_on(each, is_same=shown == child_id) for shown, each in weighed.items()]
    keep_labels(
        LabelOf.ROW, kept.ref, answers, authority_id=by.authority_id, agency_id=kept.agency_id, now=now
    )


def _carry_out(
    waiting: Waiting, decision: Decision, child_ref: str, *, by: Viewer, now: datetime
) -> int | None:
    if decision is Decision.LEFT_OUT:
        return None
    known = references(waiting.kept.agency_id, today=clock.day_of(now))
    if decision is Decision.REGISTERED:
        child_id, evidence = _register(waiting, known, by=by, now=now), Evidence(How.DECIDED)
    else:
        child_id = people.child_id(by, child_ref, at=now)
        evidence = _evidence(waiting, child_id)
        _complete(waiting, child_id, known, by=by, now=now)
    involved = facts.involvement(waiting.row, child_id, known)
    record_involvements(
        news=[involved] if involved else [], agency_id=known.agency_id, by=by, now=now, about=waiting.kept.ref
    )
    _link(waiting, child_id, evidence, by=by, now=now)
    return child_id


def _link(waiting: Waiting, child_id: int, evidence: Evidence, *, by: Viewer, now: datetime) -> None:
    laid = {
        record_key(waiting.row): Link(child_id, "", evidence),
        line_key(waiting.row_key): Link(child_id, waiting.kept.row_hash),
    }
    keep_links(waiting.kept.agency_id, laid, because=waiting.kept.ref, by=by, now=now)


def _evidence(waiting: Waiting, child_id: int) -> Evidence:
    """How far the row agrees with the child whom a person chose, asked before the row's own facts are written there."""
    judge = _taken_up(waiting, known=[child_id])
    return evidence_of_decision(judge.weigh(0, child_id), release=release_in_force().number)


def _register(waiting: Waiting, known: References, *, by: Viewer, now: datetime) -> int:
    """Register the child all the same; records very like it are put before two people (R2, R8)."""
    judge, outcome = _judged(waiting)
    if outcome.is_quarantined:
        raise Refusal("quarantine", MUST_NOT_BE_DOUBLED, field="decision")
    like = judge.like_row(0, _own(_named(outcome), judge, known))
    told = facts.told(waiting.row, known, Mapping(()))
    new = facts.new_child(waiting.row, known, told.attendances)
    (child_id,) = register_children(news=[new], by=by, now=now, about=waiting.kept.ref)
    keep_keys_of_many([child_id])
    note_pairs_met([Alike(each, child_id, because) for each, because in like], by=by, now=now)
    return child_id


def _own(child_ids: Iterable[int], judge: Judge, known: References) -> list[int]:
    return [each for each in child_ids if judge.authority_of(each) == known.authority_id]


def _complete(waiting: Waiting, child_id: int, known: References, *, by: Viewer, now: datetime) -> None:
    """Fill in what is blank. Of a hidden child nothing is written that a shield hides (R6)."""
    if hold_standings([child_id]):
        return
    told = facts.told(waiting.row, known, Mapping(()))
    added: Addition = facts.addition(waiting.row, child_id, known, told.attendances)
    complete([added], known, by=by, now=now, about=waiting.kept.ref)


def _opened(kept: WaitingRow) -> Waiting:
    sealed = Sealed(kept.key_id, bytes(kept.nonce), bytes(kept.ciphertext))
    said = json.loads(unseal(sealed, bound_to=kept.ref))
    row = from_content(said["row"], number=said["number"])
    return Waiting(kept, row, said["row_key"], tuple(said["reasons"]))


def _seen(waiting: Waiting, viewer: Viewer, at: datetime) -> dict[int, Face]:
    """The children whom the row may mean and the viewer may know of."""
    return people.faces(viewer, _contenders(waiting), at=at)


def _contenders(waiting: Waiting) -> list[int]:
    """The children whom the row may mean today, the likeliest first."""
    _, outcome = _judged(waiting)
    return list(dict.fromkeys((*outcome.touches, *_named(outcome))))


def _judged(waiting: Waiting) -> tuple[Judge, Outcome]:
    """The row against the index of today."""
    judge = _taken_up(waiting)
    key = record_key(waiting.row)
    marked = not_same(waiting.kept.agency_id, [key]).get(key, frozenset())
    return judge, judge.judge(0, not_same=marked)


def _taken_up(waiting: Waiting, *, known: Iterable[int] = ()) -> Judge:
    agency = references(waiting.kept.agency_id, today=clock.today())
    judge = Judge(agency_kind=agency.agency_kind)
    judge.take_up([facts.person(waiting.row, agency.agency_code)], known=known)
    return judge


def _named(outcome: Outcome) -> tuple[int, ...]:
    named = (outcome.child_id,) if outcome.child_id else ()
    return tuple(dict.fromkeys((*named, *outcome.contenders)))
