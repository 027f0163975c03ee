"""Understanding a file before anything is recorded: how it is written, its columns, its dates, its questions."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from teamaround.kernel.dates import DateForm
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..files.opening import AgencyFile, Settings, open_file
from ..files.sources import Source
from ..rules import date_columns
from ..rules.date_columns import DateColumn, DateValues, check_forms, tell_forms
from ..rules.fields import DATES, Field, field_named
from ..rules.mapping import Mapping, check_ready, choose, leave_out_questions, propose_mapping


@dataclass(frozen=True)
class Said:
    """What a person has said about a file: how to read it, heading to field, field to form of date.

    A form under the empty name is meant for every column of dates. `leaves_rest_out` answers all
    open questions about columns with "leave it out"; those that every file needs stay questions.
    """

    settings: Settings = field(default_factory=Settings)
    columns: MappingOf[str, str] = field(default_factory=dict)
    date_forms: MappingOf[str, str] = field(default_factory=dict)
    leaves_rest_out: bool = False


@dataclass(frozen=True)
class Understood:
    """A file as it is understood now, with whatever is still open; `rows` were read to understand it."""

    file: AgencyFile
    mapping: Mapping
    dates: tuple[DateColumn, ...]
    rows: int
    is_whole: bool = True

    @property
    def questions(self) -> tuple[str, ...]:
        """Everything that a person still has to settle, in words."""
        return (
            *(question.sentence for question in self.file.questions),
            *(column.question for column in self.mapping.questions),
            *self.mapping.missing,
            *(column.question for column in self.dates if not column.certain),
        )

    @property
    def about_the_file(self) -> tuple[str, ...]:
        """How the file is read, and which columns are left out and why."""
        left_out = (
            f"The column '{column.heading}' is left out: {column.because}." for column in self.mapping.ignored
        )
        forms = (
            f"Dates in '{column.heading}' are read as {date_columns.FORM_WORDS[column.form]}."
            for column in self.dates
            if column.form
        )
        return (*self.file.notices, *forms, *left_out)

    def check(self) -> dict[Field, DateForm]:
        """The forms of date to read with; refused while anything is open or nothing can be read."""
        if self.file.questions:
            first = self.file.questions[0]
            raise Refusal("file-to-settle", first.sentence, field=first.about)
        check_ready(self.mapping)
        if not self.rows:
            raise Refusal("file-no-rows", "The file has headings but no rows below them.", field="file")
        return check_forms(self.dates)


def understand(
    source: Source,
    *,
    agency_id: int,
    said: Said,
    today: date,
    most: int | None = None,
    remembers: bool = True,
) -> Understood:
    """Read a file through once, or so many rows, with what was said now and what was remembered for this agency."""
    remembered = queries.remembered(agency_id) if remembers else None
    file = _opened(source, said.settings, remembered.settings if remembered else {})
    file = _with_known_headings(file, {*said.columns, *(remembered.columns if remembered else ())})
    mapping = propose_mapping(file.headings, remembered.columns if remembered else {})
    if said.columns:
        mapping = choose(mapping, said.columns)
    if said.leaves_rest_out:
        mapping = leave_out_questions(mapping)
    values, rows, left = DateValues(mapping), 0, file.rows()
    for row in islice(left, most):
        rows += 1
        values.look_at(row)
    is_whole = most is None or next(left, None) is None
    dates = tell_forms(
        mapping,
        values,
        today=today,
        said=_forms_said(said.date_forms),
        remembered=_forms_remembered(remembered.date_forms if remembered else {}),
    )
    return Understood(file, mapping, dates, rows, is_whole)


def check_beyond(begun: Understood, whole: Understood) -> None:
    """Refuse a file whose later rows write dates otherwise than those that a person was shown."""
    seen = {column.field: column for column in begun.dates if column.certain}
    for column in whole.dates:
        before = seen.get(column.field)
        if before is not None and (not column.certain or column.form is not before.form):
            raise Refusal("dates-later", f"Further down in the file: {column.question}", field="dates")


def understand_again(source: Source, *, kept: Any) -> tuple[AgencyFile, Mapping, dict[Field, DateForm]]:
    """A file whose questions were settled when its import was mapped, read in exactly that way."""
    file = open_file(source, Settings(**kept.settings))
    mapping = choose(propose_mapping(file.headings), kept.columns)
    forms = {Field(name): DateForm(form) for name, form in kept.date_forms.items()}
    return file, mapping, forms


def _opened(source: Source, said: Settings, remembered: dict[str, Any]) -> AgencyFile:
    """Open with what was said; what was remembered settles only what would otherwise be asked."""
    file = open_file(source, said)
    doubts = {question.about for question in file.questions}
    if not doubts or not remembered:
        return file
    kept = {name: value for name, value in remembered.items() if name in doubts and value}
    taken: dict[str, Any] = {**kept, **{name: value for name, value in said.as_json().items() if value}}
    try:
        return open_file(source, Settings(**taken))
    except Refusal:
        return file


def _with_known_headings(file: AgencyFile, known: set[str]) -> AgencyFile:
    """Headings that somebody has named leave no doubt about the row that they are in."""
    named = {heading.strip().casefold() for heading in known}
    if not any(heading.casefold() in named for heading in file.headings):
        return file
    return replace(
        file, questions=tuple(question for question in file.questions if question.about != "header_row")
    )


def _forms_said(said: MappingOf[str, str]) -> dict[Field, DateForm]:
    forms: dict[Field, DateForm] = {}
    for name, form in said.items():
        named = date_columns.form_named(form)
        wanted = field_named(name) if name else None
        if name and wanted not in DATES:
            raise Refusal("no-such-field", f"'{name}' is not a field of dates.", field="dates")
        forms.update({wanted: named} if wanted else dict.fromkeys(DATES, named))
    return forms


def _forms_remembered(kept: MappingOf[str, str]) -> dict[Field, DateForm]:
    return {
        Field(name): DateForm(form)
        for name, form in kept.items()
        if name in set(Field) and form in {each.value for each in DateForm}
    }
