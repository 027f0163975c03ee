"""A paper as an editable Word document: real headings, lists and table heads, its language and its title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .drawing import as_dots
from .rules.charting import Chart
from .rules.document import Block, Document, Pieces, Section

if TYPE_CHECKING:
    from docx.document import Document as Doc

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(document: Document, *, note: str = "") -> bytes:
    """The document as a .docx file."""
    from docx import Document as new  # late: it brings an XML library that no other page needs

    made = new()
    made.core_properties.title, made.core_properties.language = document.title, document.language
    made.core_properties.author = ""
    made.core_properties.comments = note
    _language(made, document.language)
    _as_a4(made)
    for line in document.above:
        made.add_paragraph(line)
    made.add_paragraph(document.meeting).runs[0].bold = True
    made.add_heading(document.title, level=1)
    for line in document.below:
        made.add_paragraph(line)
    sheet = _Sheet(made)
    for section in document.sections:
        _section(sheet, section)
    _figures(sheet, document)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


class _Sheet:
    """The document being made, with Word's own numbering: paragraphs, and letters with clauses beneath."""

    def __init__(self, made: Doc) -> None:
        self.made = made
        numbering = made.part.numbering_part.element
        self._numbering = numbering
        self._used = max(
            (int(each.get(_name("w:numId"))) for each in numbering.iter(_name("w:num"))), default=0
        )
        self._paragraphs = self._way((("decimal", "%1."),))
        self._letters = self._way((("lowerLetter", "(%1)"), ("lowerRoman", "(%2)")))
        self._last, self._running = 0, 0

    def _way(self, levels: Sequence[tuple[str, str]]) -> int:
        """A way of numbering, level by level, each with its form and how it is written."""
        known = [
            int(each.get(_name("w:abstractNumId"))) for each in self._numbering.iter(_name("w:abstractNum"))
        ]
        way = _element("w:abstractNum", {"w:abstractNumId": str(max(known, default=0) + 1)})
        for depth, (form, written) in enumerate(levels):
            level = _element("w:lvl", {"w:ilvl": str(depth)})
            for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", written)):
                level.append(_element(tag, {"w:val": value}))
            place = _element("w:pPr")
            place.append(_element("w:ind", {"w:left": str(567 * (depth + len(levels))), "w:hanging": "567"}))
            level.append(place)
            way.append(level)
        self._numbering.insert(0, way)
        return max(known, default=0) + 1

    def _begun(self, way: int, *, at: int) -> int:
        """A list of its own that begins at a number."""
        self._used += 1
        row = _element("w:num", {"w:numId": str(self._used)})
        row.append(_element("w:abstractNumId", {"w:val": str(way)}))
        over = _element("w:lvlOverride", {"w:ilvl": "0"})
        over.append(_element("w:startOverride", {"w:val": str(at)}))
        row.append(over)
        self._numbering.append(row)
        return self._used

    def numbered(self, number: int) -> Any:
        """A paragraph with its number; after a gap, where something is withheld, the list begins anew."""
        if number != self._last + 1 or not self._running:
            self._running = self._begun(self._paragraphs, at=number)
        self._last = number
        return self._in_list(self._running, depth=0, style="List Number")

    def lettered(self) -> Callable[[int], Any]:
        """A list of letters: each call adds a line, at depth 0 or, for a clause, 1."""
        begun = self._begun(self._letters, at=1)
        return lambda depth: self._in_list(
            begun, depth=depth, style="List Number" if depth == 0 else "List Number 2"
        )

    def _in_list(self, of: int, *, depth: int, style: str) -> Any:
        line = self.made.add_paragraph(style=style)
        properties = line._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = depth, of
        return line


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def _element(tag: str, values: Mapping[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in (values or {}).items():
        made.set(_name(name), value)
    return made


def _as_a4(made: Doc) -> None:
    """The paper that councils print on; the library's own is American."""
    from docx.shared import Cm

    (part,) = made.sections
    part.page_width, part.page_height = Cm(21), Cm(29.7)
    part.left_margin = part.right_margin = part.top_margin = part.bottom_margin = Cm(2.5)


def _language(made: Doc, language: str) -> None:
    """Say the language in the style on which all others stand, so that it is read aloud and spelt in it."""
    properties = made.styles["Normal"].element.get_or_add_rPr()
    properties.append(_element("w:lang", {"w:val": language, "w:eastAsia": language}))
    for each in made.styles.element.iter(_name("w:lang")):
        each.set(_name("w:val"), language)
        each.set(_name("w:eastAsia"), language)
    for each in made.settings.element.iter(_name("w:themeFontLang")):
        each.set(_name("w:val"), language)


def _section(sheet: _Sheet, section: Section) -> None:
    sheet.made.add_heading(section.heading, level=2)
    if section.withheld:
        sheet.made.add_paragraph(section.withheld)
    for block in section.blocks:
        BLOCKS[block.kind](sheet, block)


def _paragraph(sheet: _Sheet, block: Block) -> None:
    _say(sheet.numbered(block.number) if block.number else sheet.made.add_paragraph(), block.pieces)


def _subheading(sheet: _Sheet, block: Block) -> None:
    sheet.made.add_heading("".join(piece.words for piece in block.pieces), level=3)


def _bullets(sheet: _Sheet, block: Block) -> None:
    for item in block.items:
        _say(sheet.made.add_paragraph(style="List Bullet"), item.pieces)


def _lettered(sheet: _Sheet, block: Block) -> None:
    add = sheet.lettered()
    for item in block.items:
        _say(add(0), item.pieces)
        for clause in item.clauses:
            _say(add(1), clause.pieces)


def _lines(sheet: _Sheet, block: Block) -> None:
    for item in block.items:
        _say(sheet.made.add_paragraph(), item.pieces)


def _annexes(sheet: _Sheet, block: Block) -> None:
    for item in block.items:
        _say(sheet.made.add_paragraph(f"{item.label}: "), item.pieces)


def _table(sheet: _Sheet, block: Block) -> None:
    """A table whose first row is its head, said again on every page."""
    if block.chart is not None:
        _picture(sheet, block.chart)
    table = sheet.made.add_table(rows=1 + len(block.rows), cols=len(block.head), style="Table Grid")
    cells = iter(table._cells)  # asking the table for a cell again and again takes long
    for words in block.head:
        next(cells).paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for row in block.rows:
        for pieces in row:
            _say(next(cells).paragraphs[0], pieces)
    sheet.made.add_paragraph()


def _picture(sheet: _Sheet, chart: Chart) -> None:
    """A chart with what it shows in words, for those who do not see it and beneath it for all."""
    from docx.shared import Cm

    shape = sheet.made.add_picture(BytesIO(as_dots(chart)), width=Cm(15))
    shape._inline.docPr.set("descr", f"{chart.title}. {chart.described}")
    shape._inline.docPr.set("title", chart.title)
    sheet.made.add_paragraph(f"{chart.title}. {chart.described}", style="Caption")


BLOCKS: dict[str, Callable[[Any, Block], None]] = {
    "paragraph": _paragraph, "subheading": _subheading, "bullets": _bullets, "lettered": _lettered, "lines": _lines,
    "annexes": _annexes, "table": _table,
}  # fmt: skip


def _say(line: Any, pieces: Pieces) -> None:
    for piece in pieces:
        line.add_run(piece.words)


def _figures(sheet: _Sheet, document: Document) -> None:
    """Every number with where it comes from."""
    if not document.figures:
        return
    sheet.made.add_heading("Where the numbers come from", level=2)
    for figure in document.figures:
        sheet.made.add_paragraph(
            f"{figure.shown}: {figure.title}, {figure.told or figure.shown}, as at {figure.as_at} ({figure.ref})",
            style="List Bullet",
        )
