"""Deciding what becomes of each row of a batch, without recording anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from teamaround.index.ledger import not_same
from teamaround.index.linking import Alike, Judge, Link, links
from teamaround.index.rules import Kind, Outcome
from teamaround.index.rules.ledger import Evidence, evidence_of, evidence_of_founder

from .. import queries
from ..rules.faults import Fault
from ..rules.fields import Field
from ..rules.outcomes import RowOutcome
from ..rules.reading import RowAsRead
from ..rules.repeats import Repeat, Repeats, Standing, line_key, record_key
from ..rules.row_in_hand import Terms
from ..rules.rows import check_row
from ..rules.shapes import Row
from ..rules.waiting import WaitingFor, Why
from . import facts
from .references import References

OTHER_AUTHORITY = "another authority may be responsible for this child"
TOO_LITTLE = (
    "lacks a family name or a date of birth, and its number alone does not tell here who the child is"
)
NUMBER_OF_ANOTHER = "the agency's number belongs to a child with another name and date of birth"


@dataclass(frozen=True)
class Planned:
    """What shall become of a row. A negative child is one whom an earlier row (or this one) founds."""

    number: int
    outcome: RowOutcome
    row: RowAsRead | None = None
    row_hash: str = ""
    row_key: str = ""
    child_id: int | None = None
    why: Why | None = None
    evidence: Evidence | None = None
    alike: tuple[Alike, ...] = ()
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    told: facts.Told = field(default_factory=lambda: facts.Told((), ()))


class Planner:
    """Plans one file from its first row to its last, a batch at a time."""

    def __init__(self, terms: Terms, references: References) -> None:
        self.terms = terms
        self.references = references
        self.judge = Judge(agency_kind=references.agency_kind)
        self._repeats = Repeats()
        self._of_file: dict[str, int] = {}

    def pass_by(self, rows: Sequence[Row]) -> None:
        """Take note of rows that have an outcome already, so that later ones are told apart from them."""
        for row in rows:
            read = check_row(row, self.terms)
            if isinstance(read, RowAsRead):
                self._repeats.look_at(read)

    def plan(self, rows: Sequence[Row]) -> list[Planned]:
        """The outcomes of a batch, in the order of the file."""
        read = [check_row(row, self.terms) for row in rows]
        sound = [(row, self._repeats.look_at(row)) for row in read if isinstance(row, RowAsRead)]
        planned = iter(_Batch(self, sound).plan())
        return [
            next(planned)
            if isinstance(each, RowAsRead)
            else Planned(row.number, RowOutcome.REFUSED, faults=each)
            for row, each in zip(rows, read, strict=True)
        ]

    def registered(self, children: dict[int, int]) -> None:
        """Founders have been registered: their negative numbers give way to row numbers."""
        self._of_file = {key: children.get(child_id, child_id) for key, child_id in self._of_file.items()}
        self.judge.forget_founders()

    def child_of(self, key: str, before: dict[str, Link]) -> int | None:
        """The child to whom the agency's record was laid, in this file or an earlier one."""
        if key in self._of_file:
            return self._of_file[key]
        return before[key].child_id if key in before else None

    def note(self, key: str, child_id: int) -> None:
        """Remember for the rest of the file to whom a record was laid."""
        self._of_file[key] = child_id


class _Batch:
    """One batch while it is planned."""

    def __init__(self, planner: Planner, sound: list[tuple[RowAsRead, Standing]]) -> None:
        self.planner, self.judge, self.sound = planner, planner.judge, sound
        agency_id = planner.references.agency_id
        records = {record_key(row) for row, _ in sound}
        self.before = links(agency_id, records | {line_key(standing.row_key) for _, standing in sound})
        self.not_same = not_same(agency_id, records)
        self.place: dict[int, int] = {}
        self.left_out = queries.left_out(agency_id, [standing.row_hash for _, standing in sound])

    def plan(self) -> list[Planned]:
        """Set aside what needs no judging, take the others up together, then decide one after another."""
        settled = {at: self._settled(at) for at in range(len(self.sound))}
        open_ones = [at for at, planned in settled.items() if planned is None]
        self.place = {at: place for place, at in enumerate(open_ones)}
        code = self.planner.references.agency_code
        known = {self._child_known(at) for at in open_ones}
        people = [facts.person(self.sound[at][0], code) for at in open_ones]
        self.judge.take_up(people, known=[child for child in known if child and child > 0])
        return [settled[at] or self._plan(at) for at in range(len(self.sound))]

    def _settled(self, at: int) -> Planned | None:
        """Rows whose outcome does not depend on who is in the index: repeated, contradicting or unchanged ones."""
        row, standing = self.sound[at]
        if standing.repeat is Repeat.CONTRADICTS:
            remedy = "Correct the number in one of the two rows."
            return self._refused(at, Field.AGENCY_ID, row.agency_id, standing.sentence, remedy)
        if standing.repeat is Repeat.SAME_ROW or standing.row_hash in self.left_out:
            return self._unchanged(at)
        last = self.before.get(line_key(standing.row_key))
        if last is not None and last.row_hash == standing.row_hash:
            self.planner.note(record_key(row), last.child_id)
            return self._unchanged(at, last.child_id)
        return None

    def _child_known(self, at: int) -> int | None:
        return self.planner.child_of(record_key(self.sound[at][0]), self.before)

    def _plan(self, at: int) -> Planned:
        row, standing = self.sound[at]
        outcome = self.judge.judge(self.place[at], not_same=self.not_same.get(record_key(row), frozenset()))
        known = self._child_known(at)
        if outcome.is_quarantined or (known and known > 0 and self.judge.is_hidden(known)):
            return self._waits(at, Why(WaitingFor.QUARANTINE, outcome.touches or ((known,) if known else ())))
        if known is not None:
            return self._known(at, known)
        if standing.repeat is Repeat.UNSURE:
            return self._asks_who(at, _contenders(outcome), (standing.sentence,))
        return self._judged(at, outcome)

    def _known(self, at: int, child_id: int) -> Planned:
        """The agency has told of this child before; a row that then names somebody else is asked about."""
        row, _ = self.sound[at]
        if child_id > 0 and row.may_be_new and self._is_another(at, child_id):
            return self._asks_who(at, (child_id,), (NUMBER_OF_ANOTHER,))
        return self._taken(at, RowOutcome.MATCHED, child_id)

    def _is_another(self, at: int, child_id: int) -> bool:
        return self.judge.weigh(self.place[at], child_id).evidence_beside_number <= 0

    def _judged(self, at: int, outcome: Outcome) -> Planned:
        row, _ = self.sound[at]
        if outcome.kind is Kind.MATCH and outcome.child_id is not None:
            if outcome.child_id > 0 and self._is_elsewhere(outcome.child_id):
                return self._asks_who(at, (outcome.child_id,), ())
            return self._taken(at, RowOutcome.MATCHED, outcome.child_id, evidence_of(outcome))
        if not row.may_be_new:
            return self._refused(
                at, None, "", TOO_LITTLE, "Add them, so that the child can be found or registered."
            )
        if outcome.kind is not Kind.NONE:
            reasons = (*outcome.guards, *outcome.reasons)
            return self._asks_who(at, _contenders(outcome), reasons)
        founder = self.judge.found(self.place[at])
        return self._taken(at, RowOutcome.NEW, founder, evidence_of_founder(outcome))

    def _asks_who(self, at: int, named: tuple[int, ...], reasons: tuple[str, ...]) -> Planned:
        """A row that somebody decides. Children of another authority are not named, nor what agrees with them."""
        own = tuple(child_id for child_id in named if child_id < 0 or not self._is_elsewhere(child_id))
        said = reasons if own == named else (OTHER_AUTHORITY,)
        return self._waits(at, Why(WaitingFor.WHO, own, said), alike=tuple(self.judge.alike(own)))

    def _is_elsewhere(self, child_id: int) -> bool:
        return self.judge.authority_of(child_id) != self.planner.references.authority_id

    def _taken(
        self, at: int, outcome: RowOutcome, child_id: int, evidence: Evidence | None = None
    ) -> Planned:
        row, _ = self.sound[at]
        self.planner.note(record_key(row), child_id)
        told = facts.told(row, self.planner.references, self.planner.terms.mapping)
        notices = (*row.notices, *told.notices)
        return self._planned(at, outcome, child_id=child_id, evidence=evidence, notices=notices, told=told)

    def _unchanged(self, at: int, child_id: int | None = None) -> Planned:
        return self._planned(at, RowOutcome.UNCHANGED, child_id=child_id)

    def _waits(self, at: int, why: Why, *, alike: tuple[Alike, ...] = ()) -> Planned:
        row, _ = self.sound[at]
        outcome = RowOutcome.QUARANTINED if why.kind is WaitingFor.QUARANTINE else RowOutcome.NEEDS_PERSON
        return self._planned(at, outcome, why=why, alike=alike, notices=row.notices)

    def _refused(self, at: int, wanted: Field | None, value: str, says: str, remedy: str) -> Planned:
        row, _ = self.sound[at]
        heading = self.planner.terms.mapping.heading(wanted) if wanted else ""
        return self._planned(
            at, RowOutcome.REFUSED, faults=(Fault(row.number, heading, value, says, remedy),)
        )

    def _planned(self, at: int, outcome: RowOutcome, **more: Any) -> Planned:
        row, standing = self.sound[at]
        return Planned(
            row.number, outcome, row=row, row_hash=standing.row_hash, row_key=standing.row_key, **more
        )


def _contenders(outcome: Outcome) -> tuple[int, ...]:
    return outcome.contenders or ((outcome.child_id,) if outcome.child_id else ())
