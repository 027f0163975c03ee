"""Which column gives which field: proposed, asked about where it is not certain, remembered for the agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

from . import fields
from .fields import Field
from .headings import Meaning, is_ours, is_unnamed, meanings

NOT_USED = ""


class Certainty(StrEnum):
    """How a column came by its field."""

    SURE = "sure"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it gives, if any, or the fields to ask a person about."""

    at: int
    heading: str
    field: Field | None
    certainty: Certainty
    because: str
    possible: tuple[Field, ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether a person has to say what this column is."""
        return self.certainty is Certainty.ASK

    @property
    def question(self) -> str:
        """What to ask about this column."""
        named = " or ".join(f"'{fields.words(field)}'" for field in self.possible)
        return f"Is the column '{self.heading}' {named}, or should it be left out? {_sentence(self.because)}"


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a file is taken to be."""

    columns: tuple[Column, ...]

    @property
    def places(self) -> dict[Field, int]:
        """Where each field stands, counted from 0."""
        return {column.field: column.at for column in self.columns if column.field is not None}

    @property
    def questions(self) -> tuple[Column, ...]:
        """Columns that a person has to decide."""
        return tuple(column for column in self.columns if column.is_question)

    @property
    def ignored(self) -> tuple[Column, ...]:
        """Columns that are not taken in, each with the reason why."""
        return tuple(column for column in self.columns if column.field is None and not column.is_question)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the file must still say before it can be taken in, each with its remedy."""
        here = self.places
        lacks = (
            []
            if any(field in here for field in fields.IDENTIFIERS)
            else [sentence for needed, sentence in _NEEDED if not any(field in here for field in needed)]
        )
        if any(field in here for field in fields.INVOLVEMENT) and Field.INVOLVED_FROM not in here:
            lacks.append(_NEEDS_START)
        return tuple(lacks)

    def heading(self, field: Field) -> str:
        """What the file calls this field; our own words when the file lacks it."""
        return next((column.heading for column in self.columns if column.field is field), fields.words(field))

    def to_remember(self) -> dict[str, str]:
        """What to keep for the agency's next file: heading to field, or to nothing when left out."""
        return {
            column.heading: column.field.value if column.field else NOT_USED
            for column in self.columns
            if not column.is_question
        }


_NEEDED: tuple[tuple[tuple[Field, ...], str], ...] = (
    (
        fields.NAMES,
        "No column holds the child's name. Say which one does, or add the columns 'Family name' and 'Given name'.",
    ),
    (
        (Field.BORN_ON, Field.EXPECTED_ON),
        "No column holds the date of birth. Say which one does, or add a column 'Date of birth'.",
    ),
)


_NEEDS_START = (
    "Columns tell of a service or a practitioner, but none says when the involvement started."
    " Say which one does, add a column 'Involved from', or leave those columns out."
)


def propose_mapping(headings: Sequence[str], remembered: MappingOf[str, str] | None = None) -> Mapping:
    """What each column seems to be. Whatever is not certain is left as a question.

    `headings` are the different labels that `headings.labels` makes; `remembered` is what
    `Mapping.to_remember` gave for this agency's last file.
    """
    kept = {heading.casefold(): code for heading, code in (remembered or {}).items()}
    columns = [
        _remembered(at, heading, kept) or _proposed(at, heading) for at, heading in enumerate(headings)
    ]
    return Mapping(_without_rivals(_ask_about_doubles(columns)))


def choose(mapping: Mapping, choices: MappingOf[str, str]) -> Mapping:
    """The mapping after a person's choices: heading to field, or to nothing to leave the column out.

    Refused: a heading that the file lacks, a field that does not exist, one field from two columns.
    """
    wanted = {heading.strip().casefold(): code for heading, code in choices.items()}
    known = {column.heading.casefold() for column in mapping.columns}
    for heading in choices:
        if heading.strip().casefold() not in known:
            raise Refusal(
                "no-such-column",
                f"The file has no column '{heading}'. {_columns_of(mapping)}",
                field="columns",
            )
    chosen = [
        _chosen(column, wanted[column.heading.casefold()]) if column.heading.casefold() in wanted else column
        for column in mapping.columns
    ]
    _check_once(chosen)
    return Mapping(_without_rivals(_yield_to_choices(chosen)))


def leave_out_questions(mapping: Mapping) -> Mapping:
    """The mapping with every open question answered "leave it out", for somebody who was told which they are."""
    return Mapping(
        tuple(
            replace(
                column,
                certainty=Certainty.CHOSEN,
                because=f"left out because nobody said what it is ({column.because})",
            )
            if column.is_question
            else column
            for column in mapping.columns
        )
    )


def check_ready(mapping: Mapping) -> None:
    """Refuse a mapping with open questions or without what every file must hold."""
    if mapping.questions:
        raise Refusal(
            "columns-to-decide", " ".join(column.question for column in mapping.questions), field="columns"
        )
    if mapping.missing:
        raise Refusal(
            "columns-missing", f"{' '.join(mapping.missing)} {_columns_of(mapping)}", field="columns"
        )


def _remembered(at: int, heading: str, kept: MappingOf[str, str]) -> Column | None:
    code = kept.get(heading.casefold())
    if code is None or (code and code not in set(Field)):
        return None
    if not code:
        return Column(at, heading, None, Certainty.REMEMBERED, "left out last time")
    return Column(at, heading, Field(code), Certainty.REMEMBERED, "used so last time")


def _proposed(at: int, heading: str) -> Column:
    if is_ours(heading):
        return Column(at, heading, None, Certainty.SURE, "our own column of reasons from a file sent back")
    if is_unnamed(heading):
        return Column(at, heading, None, Certainty.SURE, "it has no heading")
    found = meanings(heading)
    if not found:
        return Column(at, heading, None, Certainty.SURE, "nothing here is called that")
    if found[0].sure:
        return Column(at, heading, found[0].field, Certainty.SURE, found[0].because)
    return _asked(at, heading, found)


def _asked(at: int, heading: str, found: Sequence[Meaning]) -> Column:
    return Column(
        at, heading, None, Certainty.ASK, found[0].because, tuple(meaning.field for meaning in found)
    )


def _ask_about_doubles(columns: Sequence[Column]) -> list[Column]:
    """Where two columns give one field, neither is taken and both are asked about; one remembered column wins."""
    times = Counter(column.field for column in columns)
    remembered = Counter(column.field for column in columns if column.certainty is Certainty.REMEMBERED)
    return [
        replace(
            column,
            field=None,
            certainty=Certainty.ASK,
            possible=(column.field,),
            because="another column says the same",
        )
        if column.field
        and times[column.field] > 1
        and not (column.certainty is Certainty.REMEMBERED and remembered[column.field] == 1)
        else column
        for column in columns
    ]


def _without_rivals(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Questions whose every answer is taken already are dropped, and a full name beside its two halves."""
    taken = {column.field for column in columns if column.field}
    halves = {Field.GIVEN_NAME, Field.FAMILY_NAME} <= taken
    if halves:
        taken.add(Field.FULL_NAME)
    return tuple(_without_rival(column, taken, halves=halves) for column in columns)


def _without_rival(column: Column, taken: set[Field], *, halves: bool) -> Column:
    if halves and column.field is Field.FULL_NAME and column.certainty is not Certainty.CHOSEN:
        return replace(
            column, field=None, because="the given name and the family name have columns of their own"
        )
    if not column.is_question:
        return column
    left = tuple(field for field in column.possible if field not in taken)
    if left:
        return replace(column, possible=left)
    words = fields.words(column.possible[0])
    return replace(column, certainty=Certainty.SURE, possible=(), because=f"another column gives '{words}'")


def _chosen(column: Column, code: str) -> Column:
    if not code.strip():
        return replace(column, field=None, certainty=Certainty.CHOSEN, possible=(), because="you left it out")
    field = fields.field_named(code)
    if field is None:
        raise Refusal("no-such-field", f"There is no field '{code}'. {_all_fields()}", field="columns")
    return replace(column, field=field, certainty=Certainty.CHOSEN, possible=(), because="you said so")


def _check_once(columns: Sequence[Column]) -> None:
    times = Counter(
        column.field for column in columns if column.field and column.certainty is Certainty.CHOSEN
    )
    twice = next((field for field, count in times.items() if count > 1), None)
    if twice is not None:
        raise Refusal(
            "field-twice",
            f"Two columns are chosen for '{fields.words(twice)}'. Choose one of them.",
            field="columns",
        )


def _yield_to_choices(columns: Sequence[Column]) -> list[Column]:
    """Columns that had the field before a person gave it to another."""
    chosen = {column.field for column in columns if column.field and column.certainty is Certainty.CHOSEN}
    return [
        replace(column, field=None, certainty=Certainty.SURE, because="you chose another column for it")
        if column.field in chosen and column.certainty is not Certainty.CHOSEN
        else column
        for column in columns
    ]


def _columns_of(mapping: Mapping) -> str:
    return f"Its columns are: {', '.join(column.heading for column in mapping.columns)}."


def _all_fields() -> str:
    return f"Fields are: {', '.join(field.value for field in Field)}."


def _sentence(because: str) -> str:
    return f"{because[:1].upper()}{because[1:]}."
