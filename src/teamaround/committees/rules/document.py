"""A paper put together: what is printed in which order, as one thing that every form is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from .charting import Chart
from .columns import has_room, parts_of_width


@dataclass(frozen=True)
class Figure:
    """A number with where it comes from, as it was when the version was kept."""

    ref: str
    title: str
    shown: str
    as_at: str
    source: str = ""
    told: str = ""  # the number with its interval and among how many

    def as_json(self) -> dict[str, str]:
        """As it is kept with a version."""
        return asdict(self)


def figures_from(kept: Mapping[str, Mapping[str, str]]) -> dict[str, Figure]:
    """Figures as they were kept, by their references."""
    return {ref: Figure(**told) for ref, told in kept.items()}


@dataclass(frozen=True)
class Piece:
    """A stretch of words; `to` is the place in the paper to which it leads, `figure` the number that it is."""

    words: str
    to: str = ""
    figure: Figure | None = None


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Item:
    """A line of a list under its own mark: a bullet, (a), (i) or the number of an annex."""

    pieces: Pieces
    label: str = ""
    anchor: str = ""
    clauses: tuple[Item, ...] = ()


ROWS_BENEATH_A_CHART = 12  # a year of months


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading within a part, a list or a table; `number` is a paragraph's."""

    kind: str
    pieces: Pieces = ()
    number: int | None = None
    items: tuple[Item, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    chart: Chart | None = None

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide the columns of a table are, in eightieths of the whole."""
        return parts_of_width(self._spoken())

    @property
    def has_room(self) -> bool:
        """Whether no word of a table needs to be broken."""
        return has_room(self._spoken())

    @property
    def runs_on(self) -> bool:
        """Whether a PDF says the numbers of a chart one after the other, not in a row each over more than a page."""
        return self.chart is not None and len(self.head) == 2 and len(self.rows) > ROWS_BENEATH_A_CHART

    def _spoken(self) -> list[Sequence[str]]:
        return [self.head, *([spoken(cell) for cell in row] for row in self.rows)]


@dataclass(frozen=True)
class Section:
    """A part as it is printed. `withheld` says why it, or its words, are not public."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    withheld: str = ""


@dataclass(frozen=True)
class Fault:
    """Something that leads nowhere or is missing, with its place."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


@dataclass(frozen=True)
class Lead:
    """A reference with the words to which it leads, so that whoever reads over it sees that it is right."""

    place: str
    says: str
    words: str


@dataclass
class Document:
    """A paper whole. `faults` keep it from being signed off, `remarks` do not."""

    title: str
    language: str
    meeting: str
    above: list[str] = field(default_factory=list)  # lines above the title
    below: list[str] = field(default_factory=list)  # and beneath it
    sections: list[Section] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)


def spoken(pieces: Pieces) -> str:
    """Pieces as plain words."""
    return "".join(piece.words for piece in pieces)


def as_text(document: Document) -> str:
    """The paper as plain text, in the order in which it is read."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (*document.above, "", document.meeting, "", document.title, "", *document.below)
    for section in document.sections:
        yield from ("", section.heading, "")
        if section.withheld:
            yield section.withheld
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    number = f"{block.number}. " if block.number else ""
    if block.pieces:
        yield number + spoken(block.pieces)
    for item in block.items:
        yield f"  {item.label or '-'} {spoken(item.pieces)}"
        for clause in item.clauses:
            yield f"    {clause.label} {spoken(clause.pieces)}"
    if block.chart:
        yield f"{block.chart.title}: {block.chart.described}"
    if block.head:
        yield " | ".join(block.head)
    for row in block.rows:
        yield " | ".join(spoken(cell) for cell in row)
