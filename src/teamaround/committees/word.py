"""A paper as an editable Word document: real headings, lists and table heads, its language and its title."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .rules.document import Block, Document, Item, Pieces, Section

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
    for line in document.above:
        made.add_paragraph(line)
    made.add_paragraph(document.meeting).runs[0].bold = True
    made.add_heading(document.title, level=1)
    for line in document.below:
        made.add_paragraph(line)
    for section in document.sections:
        _section(made, section)
    _figures(made, document)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _language(made: Doc, language: str) -> None:
    """Say the language in the style on which all others stand, so that it is read aloud and spelt in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = made.styles["Normal"].element.get_or_add_rPr()
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), language)
    said.set(qn("w:eastAsia"), language)
    properties.append(said)
    for each in made.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), language)
        each.set(qn("w:eastAsia"), language)
    for each in made.settings.element.iter(qn("w:themeFontLang")):
        each.set(qn("w:val"), language)


def _section(made: Doc, section: Section) -> None:
    made.add_heading(section.heading, level=2)
    if section.withheld:
        made.add_paragraph(section.withheld)
    for block in section.blocks:
        BLOCKS[block.kind](made, block)


def _paragraph(made: Doc, block: Block) -> None:
    """A paragraph under its number. The number is typed: others refer to it, so editing must not move it."""
    line = made.add_paragraph(f"{block.number}.\t" if block.number else "")
    _hang(line)
    _say(line, block.pieces)


def _subheading(made: Doc, block: Block) -> None:
    made.add_heading("".join(piece.words for piece in block.pieces), level=3)


def _bullets(made: Doc, block: Block) -> None:
    for item in block.items:
        _say(made.add_paragraph(style="List Bullet"), item.pieces)


def _lettered(made: Doc, block: Block) -> None:
    """Recommendations under their letters, clauses deeper: real list styles, with the letters typed."""
    for item in block.items:
        _marked(made, item, depth=1)
        for clause in item.clauses:
            _marked(made, clause, depth=2)


def _marked(made: Doc, item: Item, *, depth: int) -> None:
    line = made.add_paragraph(f"{item.label}\t", style="List" if depth == 1 else "List 2")
    _say(line, item.pieces)


def _lines(made: Doc, block: Block) -> None:
    for item in block.items:
        _say(made.add_paragraph(), item.pieces)


def _annexes(made: Doc, block: Block) -> None:
    for item in block.items:
        line = made.add_paragraph(f"{item.label}: ")
        _say(line, item.pieces)


def _table(made: Doc, block: Block) -> None:
    """A table whose first row is its head, said again on every page."""
    from docx.oxml import OxmlElement

    table = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for cell, pieces in zip(table.add_row().cells, row, strict=True):
            _say(cell.paragraphs[0], pieces)
    made.add_paragraph()


BLOCKS: dict[str, Callable[[Any, Block], None]] = {
    "paragraph": _paragraph, "subheading": _subheading, "bullets": _bullets, "lettered": _lettered, "lines": _lines,
    "annexes": _annexes, "table": _table,
}  # fmt: skip


def _say(line: Any, pieces: Pieces) -> None:
    for piece in pieces:
        line.add_run(piece.words)


def _hang(line: Any) -> None:
    from docx.shared import Cm

    line.paragraph_format.left_indent = Cm(1)
    line.paragraph_format.first_line_indent = Cm(-1)


def _figures(made: Doc, document: Document) -> None:
    """Every number with where it comes from."""
    if not document.figures:
        return
    made.add_heading("Where the numbers come from", level=2)
    for figure in document.figures:
        made.add_paragraph(
            f"{figure.shown}: {figure.title}, {figure.told or figure.shown}, as at {figure.as_at} ({figure.ref})",
            style="List Bullet",
        )
