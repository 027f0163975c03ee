"""What the pages of agencies' files ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.agencies import queries as agencies
from teamaround.design.forms import Form, Radios

from .files.csv_layout import DIVIDERS
from .files.encodings import ACCEPTED
from .files.opening import Settings
from .files.sheets import sheets_with_rows
from .files.sources import Kind
from .rules import fields
from .rules.date_columns import FORM_WORDS, DateColumn
from .rules.mapping import Column
from .rules.reading import RowAsRead
from .rules.sampling import ANSWER_WORDS
from .rules.waiting import DECISION_WORDS, SAID_WORDS, Decision, RowSaid, WaitingFor
from .services import Said, Understood

_TO_CHOOSE = "?"
FIELD_CHOICES = [("", "Leave it out"), *((field.value, fields.words(field)) for field in fields.Field)]


class UploadForm(Form):
    """A file, and the agency that it comes from when there is a choice."""

    file = forms.FileField(label="The file", help_text="CSV or XLSX, at most 100 MB and 500,000 rows.")

    def __init__(self, *args: Any, chooses_agency: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if chooses_agency:
            choices = [("", "Choose"), *((str(each.pk), each.name) for each in agencies.agencies())]
            self.fields["agency"] = forms.ChoiceField(label="The agency that it comes from", choices=choices)


class ListingForm(Form):
    """A file of services for the directory."""

    file = forms.FileField(label="The file")
    sheet = forms.CharField(label="Sheet", max_length=80, required=False)


class ColumnsForm(Form):
    """How a file is read, what its columns are, how each writes its dates; uncertain ones have to be answered.

    `headings` tells to which reading of the file the answers about columns belong.
    """

    headings = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, understood: Understood) -> None:
        super().__init__(data, initial=_initial(understood))
        self.understood = understood
        self.settings_asked = [question.about for question in understood.file.questions]
        self.settings_known = [name for name in self._add_settings() if name not in self.settings_asked]
        self.column_names = [self._add_column(column) for column in understood.mapping.columns]
        self.date_names = [self._add_dates(column) for column in understood.dates]

    @property
    def is_of_this_reading(self) -> bool:
        """Whether what was sent is about the columns of the file as it is read now."""
        return bool(self.data.get("headings") == _mark(self.understood))

    def said(self) -> Said:
        """What the form says, whether or not everything is answered."""
        typed = self.cleaned_data
        columns = {
            column.heading: typed[name]
            for column, name in zip(self.understood.mapping.columns, self.column_names, strict=True)
            if typed.get(name, _TO_CHOOSE) != _TO_CHOOSE
        }
        forms_said = {
            column.field.value: typed[name]
            for column, name in zip(self.understood.dates, self.date_names, strict=True)
            if typed.get(name)
        }
        return Said(settings_in(self.data), columns, forms_said)

    def _add_settings(self) -> list[str]:
        """A field for each thing that can be said about the file itself."""
        sentences = {question.about: question.sentence for question in self.understood.file.questions}
        choices = _settings_choices(self.understood)
        for name, offered in choices.items():
            named = [(choice, _SIGNS.get(choice, choice)) for choice in offered]
            self.fields[name] = forms.ChoiceField(
                label=_ABOUT[name], choices=named, help_text=sentences.get(name, "")
            )
        return list(choices)

    def _add_column(self, column: Column) -> str:
        name = f"column-{column.at}"
        choices = [(_TO_CHOOSE, "Choose"), *FIELD_CHOICES] if column.is_question else FIELD_CHOICES
        self.fields[name] = forms.ChoiceField(
            label=column.heading, choices=choices, required=False, help_text=_help(column)
        )
        return name

    def _add_dates(self, column: DateColumn) -> str:
        name = f"dates-{column.field.value}"
        choices = [] if column.certain and column.form else [("", "Choose")]
        choices += [(form.value, words[:1].upper() + words[1:]) for form, words in FORM_WORDS.items()]
        self.fields[name] = forms.ChoiceField(
            label=f"Dates in “{column.heading}”",
            choices=choices,
            required=False,
            help_text=_dates_help(column),
        )
        return name

    def clean(self) -> dict[str, Any]:
        """Every column that is asked about needs an answer."""
        typed = super().clean() or {}
        for column, name in zip(self.understood.mapping.columns, self.column_names, strict=True):
            if typed.get(name) == _TO_CHOOSE:
                self.add_error(name, f"Say what “{column.heading}” is, or leave it out")
        return typed


class RowLookForm(Form):
    """What a row alone tells somebody."""

    said = forms.ChoiceField(label="From the row alone, whom does it mean?", widget=Radios)

    def __init__(self, *args: Any, contenders: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["said"].choices = [  # type: ignore[attr-defined]
            *((f"{RowSaid.THIS}:{ref}", label) for ref, label in contenders),
            *((each.value, SAID_WORDS[each]) for each in (RowSaid.NOBODY, RowSaid.NOT_SURE)),
        ]

    def answered(self) -> tuple[RowSaid, str]:
        """What was said, and the reference of the child it names."""
        said, _, ref = str(self.cleaned_data["said"]).partition(":")
        return RowSaid(said), ref


class SampleForm(Form):
    """What somebody says of a link that was made by itself."""

    said = forms.ChoiceField(
        label="Is the row about this child?", widget=Radios,
        choices=[(answer.value, words) for answer, words in ANSWER_WORDS.items()],
    )  # fmt: skip


class DecideForm(Form):
    """What a person decides about a row that waits."""

    decision = forms.ChoiceField(label="What is right?", widget=Radios)
    child = forms.CharField(label="The child", required=False, max_length=20)
    because = forms.CharField(
        label="How do you know?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        kind: WaitingFor,
        row: RowAsRead,
        contenders: Iterable[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        laid = [(f"{Decision.LAID}:{ref}", label) for ref, label in contenders]
        offered = [Decision.LAID, Decision.LEFT_OUT]
        if kind is WaitingFor.WHO and row.may_be_new:
            offered.insert(1, Decision.REGISTERED)
        words = dict(DECISION_WORDS) | {Decision.LAID: "It is another child, whose reference I know"}
        self.fields["decision"].choices = [*laid, *((each.value, words[each]) for each in offered)]  # type: ignore[attr-defined]

    def decided(self) -> tuple[Decision, str]:
        """The decision, and the reference of the child it names."""
        chosen, _, ref = str(self.cleaned_data["decision"]).partition(":")
        return Decision(chosen), ref or str(self.cleaned_data["child"])


def settings_in(data: Any) -> Settings:
    """What was sent about the file itself."""
    row = str(data.get("header_row", ""))
    return Settings(
        encoding=data.get("encoding", ""),
        divider=data.get("divider", ""),
        sheet=data.get("sheet", ""),
        header_row=int(row) if row.isdecimal() and len(row) < 8 else 0,
    )


def _settings_choices(understood: Understood) -> dict[str, tuple[str, ...]]:
    file = understood.file
    rows = tuple(str(number) for number in range(1, max(20, file.settings.header_row) + 1))
    if file.kind is Kind.XLSX:
        return {"sheet": sheets_with_rows(file.source), "header_row": rows}
    return {"encoding": ACCEPTED, "divider": DIVIDERS, "header_row": rows}


def _mark(understood: Understood) -> str:
    return hashlib.sha256("\x1f".join(understood.file.headings).encode("utf-8", "replace")).hexdigest()[:16]


_ABOUT = {
    "encoding": "How are the letters written?",
    "divider": "What divides the cells?",
    "sheet": "Which sheet holds the rows?",
    "header_row": "Which row holds the headings?",
}
_SIGNS = {",": "Commas", ";": "Semicolons", "\t": "Tabs", "|": "Upright bars"}


def _initial(understood: Understood) -> dict[str, Any]:
    settings = understood.file.settings.as_json()
    columns = {
        f"column-{column.at}": _TO_CHOOSE
        if column.is_question
        else (column.field.value if column.field else "")
        for column in understood.mapping.columns
    }
    dates = {
        f"dates-{column.field.value}": column.form.value if column.certain and column.form else ""
        for column in understood.dates
    }
    return {**settings, "headings": _mark(understood), **columns, **dates}


def _help(column: Column) -> str:
    if column.is_question:
        named = " or ".join(fields.words(field).lower() for field in column.possible)
        return f"Not certain: perhaps {named}"
    return "" if column.field else f"Left out: {column.because}"


def _dates_help(column: DateColumn) -> str:
    examples = ", ".join(column.examples)
    return f"For example {examples}. {column.because}" if examples else column.because
