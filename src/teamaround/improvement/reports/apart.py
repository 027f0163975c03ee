"""Reads a report in a process of its own: a file from outside may be damaged, or made to harm whoever opens it.

Run by `opening.py` as a program by itself, with little memory and time; it imports nothing of ours.
The file comes in on standard input. Out goes one JSON document: its lines as [text, page, level of
heading] and the number of pages, or a word that says why it cannot be read.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY, SECONDS = 1_500 * 1024 * 1024, 20
MOST_PAGES = 300
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
NO_HEADING, DEEPEST = 9, 8


def main() -> None:
    """Read what comes in and say what it holds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    kind, content = sys.argv[1], sys.stdin.buffer.read()
    try:
        told = pdf(content) if kind == "pdf" else word(content)
    except MemoryError:
        told = {"refused": "heavy"}
    except Exception:  # whatever a library makes of a damaged file
        told = {"refused": "damaged"}
    sys.stdout.write(json.dumps(told))


def pdf(content: bytes) -> dict[str, Any]:
    """The lines of a PDF, page by page."""
    from pypdf import PdfReader

    made = PdfReader(io.BytesIO(content))
    if made.is_encrypted and not made.decrypt(""):
        return {"refused": "password"}
    pages = len(made.pages)
    if pages > MOST_PAGES:
        return {"refused": "pages", "pages": pages}
    lines = [
        [_clean(line), number, 0]
        for number, page in enumerate(made.pages, start=1)
        for line in page.extract_text().splitlines()
    ]
    return {"lines": lines, "pages": pages}


def word(content: bytes) -> dict[str, Any]:
    """The paragraphs of a Word document, each with the number or letter that Word gives it, a blank line between two."""
    from docx import Document

    made = Document(io.BytesIO(content))
    styles, numbers = _Styles(made), _Numbers(made)
    lines: list[list[Any]] = []
    for paragraph in made.element.body.iter(f"{W}p"):
        if _stands_in(paragraph, FALLBACK):
            continue  # what stands in a box of text stands there twice, for older programs
        text = _text_of(paragraph)
        if text.strip():
            sign = numbers.sign(paragraph, styles)
            lines += [[_clean(f"{sign} {text}".strip()), 0, styles.level(paragraph)], ["", 0, 0]]
    return {"lines": lines, "pages": 0}


def _clean(text: str) -> str:
    """Without halves of signs, which no other program could read."""
    return text.encode("utf-8", "replace").decode()


def _text_of(paragraph: Any) -> str:
    """Its words as they read with all tracked changes made; boxes of text inside it are paragraphs of their own."""
    return "".join(
        node.text or "" if node.tag == f"{W}t" else " "
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
        if next(node.iterancestors(f"{W}p")) is paragraph and not _stands_in(node, f"{W}del")
    )


def _stands_in(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _value(element: Any, *path: str) -> str:
    """An attribute `val` some steps below, or nothing."""
    for step in path:
        element = element.find(f"{W}{step}") if element is not None else None
    return str(element.get(f"{W}val", "")) if element is not None else ""


class _Styles:
    """What a document's styles say: how deep a heading is, and whether they number."""

    def __init__(self, made: Any) -> None:
        self._all = {each.get(f"{W}styleId"): each for each in made.styles.element.iter(f"{W}style")}

    def of(self, paragraph: Any) -> Any:
        """The style of a paragraph, or nothing."""
        return self._all.get(_value(paragraph, "pPr", "pStyle"))

    def level(self, paragraph: Any) -> int:
        """1 for a main heading, 0 for what is none."""
        style = self.of(paragraph)
        name = _value(style, "name").lower() if style is not None else ""
        if name == "title":
            return 1
        if name.startswith("heading ") and name[8:].isdecimal():
            return int(name[8:])
        outline = _value(paragraph, "pPr", "outlineLvl") or (
            _value(style, "pPr", "outlineLvl") if style is not None else ""
        )
        return int(outline) + 1 if outline.isdecimal() and int(outline) < NO_HEADING else 0


class _Numbers:
    """The numbers and letters that Word gives to paragraphs, which stand nowhere in their words."""

    def __init__(self, made: Any) -> None:
        try:
            numbering = made.part.numbering_part.element
        except (KeyError, NotImplementedError):
            numbering = None
        found = numbering if numbering is not None else ()
        self._ways = {each.get(f"{W}abstractNumId"): each for each in found if each.tag == f"{W}abstractNum"}
        self._lists = {each.get(f"{W}numId"): each for each in found if each.tag == f"{W}num"}
        self._counted: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()

    def sign(self, paragraph: Any, styles: _Styles) -> str:
        """The number, letter or point before a paragraph."""
        style = styles.of(paragraph)
        ident = _value(paragraph, "pPr", "numPr", "numId") or _value(style, "pPr", "numPr", "numId")
        depth = _value(paragraph, "pPr", "numPr", "ilvl") or _value(style, "pPr", "numPr", "ilvl") or "0"
        kept = self._lists.get(ident)
        if kept is None or not depth.isdecimal() or int(depth) > DEEPEST:
            return ""
        levels = {each.get(f"{W}ilvl"): each for each in self._levels(kept)}
        if depth not in levels:
            return ""
        way = _value(kept, "abstractNumId")
        self._count(ident, way, int(depth), kept, levels[depth])
        form = _value(levels[depth], "numFmt")
        return "•" if form == "bullet" else self._written(way, levels, _value(levels[depth], "lvlText"))

    def _levels(self, kept: Any) -> Iterator[Any]:
        way = self._ways.get(_value(kept, "abstractNumId"))
        if way is not None:
            yield from way.iter(f"{W}lvl")

    def _count(self, ident: str, way: str, depth: int, kept: Any, level: Any) -> None:
        """One more at this depth, or the first of a list that begins anew; what stands deeper begins anew too."""
        over = [each for each in kept.iter(f"{W}lvlOverride") if each.get(f"{W}ilvl") == str(depth)]
        anew = _value(over[0], "startOverride") if over else ""
        before = self._counted.get((way, depth), int(_value(level, "start") or 1) - 1)
        if anew and (ident, depth) not in self._begun:
            before = int(anew) - 1
        self._begun.add((ident, depth))
        self._counted[way, depth] = before + 1
        for deeper in range(depth + 1, DEEPEST + 1):
            self._counted.pop((way, deeper), None)

    def _written(self, way: str, levels: dict[str, Any], shape: str) -> str:
        for depth in range(DEEPEST + 1):
            mark = f"%{depth + 1}"
            if mark in shape and str(depth) in levels:
                number = self._counted.get((way, depth), 1)
                shape = shape.replace(mark, _number(number, _value(levels[str(depth)], "numFmt")))
        return shape


def _number(value: int, form: str) -> str:
    """A number as a list writes it."""
    if form.endswith("Letter") and 1 <= value <= 26:
        letter = chr(ord("a") + value - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form.endswith("Roman") and 1 <= value < 40:
        written, left = "", value
        for worth, letters in ROMAN:
            written, left = written + letters * (left // worth), left % worth
        return written.upper() if form == "upperRoman" else written
    return str(value)


if __name__ == "__main__":
    main()
