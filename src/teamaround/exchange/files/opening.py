"""Opening an agency's file: what it is, how it is written, where its headings are, and what is not certain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from teamaround.kernel.refusal import Refusal

from ..rules.headings import LOOK_FOR_HEADINGS_IN, HeaderFound, find_header, labels
from ..rules.shapes import Flaw, Question, Row
from . import sheets
from .csv_layout import DIVIDER_WORDS, DIVIDERS, Layout, divider_named, tell_layout
from .csv_rows import csv_rows, sample_of
from .encodings import ACCEPTED, Encoding, check_encoding, tell_encoding
from .sources import Kind, Source, kind_of


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person has said about a file, or said about the agency's last one; nothing means: find out."""

    encoding: str = ""
    divider: str = ""
    sheet: str = ""
    header_row: int = 0

    def as_json(self) -> dict[str, str | int]:
        """As kept with an import, so that every later reading is the same."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """A file that can be read: how it is written, its headings, and its rows as often as wanted.

    `settings` say how it is being read; `questions` are those of them that are not certain.
    """

    source: Source
    kind: Kind
    settings: Settings
    layout: Layout
    has_formulas: bool
    headings: tuple[str, ...]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows below the headings that hold anything, with the numbers they have in the file."""
        return (_fitted(row, len(self.headings)) for row in self.rows_as_they_are())

    def rows_as_they_are(self) -> Iterator[Row]:
        """The same rows with exactly the cells that they have in the file."""
        for row in _every_row(self.source, self.kind, self.settings, self.layout, formulas=self.has_formulas):
            if row.number > self.settings.header_row and (
                row.flaws or any(cell.strip() for cell in row.cells)
            ):
                yield row

    def above(self) -> Iterator[Row]:
        """The rows down to the headings, as they stand in the file."""
        every = _every_row(self.source, self.kind, self.settings, self.layout, formulas=False)
        return islice(every, self.settings.header_row)


def open_file(source: Source, settings: Settings | None = None) -> AgencyFile:
    """Find out how a file is written; what a person has settled is taken as said.

    Refuses, each in a sentence: the wrong kind of file, one that is damaged, empty, too large, or without headings.
    """
    said = settings or Settings()
    try:
        kind = kind_of(source)
        return _open_csv(source, said) if kind is Kind.CSV else _open_workbook(source, said)
    except OSError:
        raise Refusal(
            "file-unreadable", "The file cannot be opened. Check that it is there.", field="file"
        ) from None


def _open_csv(source: Source, said: Settings) -> AgencyFile:
    encoding = _encoding(source, said)
    divider = _divider(said)
    found = tell_layout(sample_of(source, encoding.name), divider=divider)
    questions = [] if encoding.certain else [_ask_encoding(encoding)]
    if not found.certain:
        questions.append(_ask_divider(found.layout))
    settings = Settings(encoding.name, found.layout.divider, "", said.header_row)
    notices = (
        f"Letters are read as {encoding.name}: {encoding.because}.",
        f"Cells are divided by {DIVIDER_WORDS[found.layout.divider]}.",
    )
    return _with_headings(source, Kind.CSV, settings, found.layout, False, questions, notices)


def _open_workbook(source: Source, said: Settings) -> AgencyFile:
    sheet, questions = _sheet(source, said)
    settings = Settings("", "", sheet, said.header_row)
    formulas = sheets.has_formulas(source)
    notices: tuple[str, ...] = (f"Rows are read from the sheet '{sheet}'.",)
    if formulas:
        notices += ("Some cells hold formulas: the values that were last worked out are used.",)
    return _with_headings(source, Kind.XLSX, settings, Layout(), formulas, questions, notices)


def _encoding(source: Source, said: Settings) -> Encoding:
    if said.encoding:
        return Encoding(check_encoding(source, said.encoding), True, "it was settled before")
    return tell_encoding(source)


def _divider(said: Settings) -> str | None:
    if not said.divider:
        return None
    divider = divider_named(said.divider)
    if divider is None:
        raise Refusal(
            "no-such-divider", "Cells can be divided by comma, semicolon, tab or bar.", field="divider"
        )
    return divider


def _sheet(source: Source, said: Settings) -> tuple[str, list[Question]]:
    """The sheet to read: the one named, the only one with rows, or the first of several, which is asked about."""
    if said.sheet:
        names = sheets.sheet_names(source)
        sheet = next((name for name in names if name.casefold() == said.sheet.strip().casefold()), None)
        if sheet is None:
            raise Refusal(
                "no-such-sheet",
                f"The workbook has no sheet '{said.sheet}'. It has: {', '.join(names)}.",
                field="sheet",
            )
        return sheet, []
    filled = sheets.sheets_with_rows(source)
    if not filled:
        raise _no_rows()
    if len(filled) == 1:
        return filled[0], []
    return filled[0], [
        Question(
            "sheet",
            f"The workbook has {len(filled)} sheets with rows. Which one holds the children?",
            filled,
            filled[0],
        )
    ]


def _with_headings(
    source: Source,
    kind: Kind,
    settings: Settings,
    layout: Layout,
    formulas: bool,
    questions: list[Question],
    notices: tuple[str, ...],
) -> AgencyFile:
    most = max(LOOK_FOR_HEADINGS_IN, settings.header_row)
    top = [row.cells for row in islice(_every_row(source, kind, settings, layout, formulas=False), most)]
    found = _header(top, settings)
    if not found.sure:
        questions = [*questions, _ask_header(found, top)]
    if found.row > 1:
        notices += (f"The headings are in row {found.row}; what stands above them is left out.",)
    settings = Settings(settings.encoding, settings.divider, settings.sheet, found.row)
    headings = labels(_without_empty_end(top[found.row - 1]))
    return AgencyFile(source, kind, settings, layout, formulas, headings, tuple(questions), notices)


def _header(top: list[tuple[str, ...]], settings: Settings) -> HeaderFound:
    if not any(cell.strip() for row in top for cell in row):
        raise _no_rows()
    if settings.header_row:
        if settings.header_row > len(top) or not any(cell.strip() for cell in top[settings.header_row - 1]):
            raise Refusal(
                "no-such-row",
                f"Row {settings.header_row} holds no headings. Choose another row.",
                field="header_row",
            )
        return HeaderFound(settings.header_row, True, "it was settled before")
    found = find_header(top)
    if found is None:
        raise Refusal(
            "file-no-headings",
            "No row of headings was found. Put a row above the data that names each column,"
            " for example: Family name, Given name, Date of birth, Postcode.",
            field="file",
        )
    return found


def _every_row(
    source: Source, kind: Kind, settings: Settings, layout: Layout, *, formulas: bool
) -> Iterator[Row]:
    if kind is Kind.CSV:
        return csv_rows(source, settings.encoding, layout)
    return sheets.sheet_rows(source, settings.sheet, formulas=formulas)


def _fitted(row: Row, width: int) -> Row:
    """A row with a cell for each heading; values beyond the last heading are a flaw of the whole row."""
    cells = row.cells[:width] + ("",) * (width - len(row.cells))
    beyond = sum(bool(cell.strip()) for cell in row.cells[width:])
    if not beyond:
        return Row(row.number, cells, row.flaws)
    flaw = Flaw(
        None,
        f"has {width + beyond} values but there are {width} headings. Often a comma stands inside a value"
        " without quotation marks around it",
    )
    return Row(row.number, cells, (*row.flaws, flaw))


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return cells[:width]


def _no_rows() -> Refusal:
    return Refusal(
        "file-empty", "The file holds no rows. Export it again and check that it does.", field="file"
    )


def _ask_encoding(encoding: Encoding) -> Question:
    shown = ", ".join(f"'{word}'" for word in encoding.examples)
    return Question(
        "encoding",
        f"The letters seem to be written in {encoding.name}, but that is not certain. Are these words right: {shown}?",
        ACCEPTED,
        encoding.name,
    )


def _ask_divider(layout: Layout) -> Question:
    return Question(
        "divider",
        f"The cells seem to be divided by {DIVIDER_WORDS[layout.divider]}, but that is not certain. Are they?",
        DIVIDERS,
        layout.divider,
    )


def _ask_header(found: HeaderFound, top: list[tuple[str, ...]]) -> Question:
    shown = ", ".join(cell.strip()[:40] for cell in top[found.row - 1] if cell.strip())
    return Question(
        "header_row",
        f"Few of the headings are known here. Are they in row {found.row}: {shown[:300]}?",
        tuple(str(number) for number in range(1, len(top) + 1)),
        str(found.row),
    )
