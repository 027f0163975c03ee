"""Opening a report: what it is by its content and not by its name, and a sentence that says what to do when it will not do.

Nothing of the file is kept: its text is read once, and only what is proposed from it stays.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from teamaround.exchange.files.sources import (
    WORKBOOK,
    declares_a_document_type,
    file_hash,
    told_by_its_parts,
    told_by_its_start,
    unpacks_too_far,
)
from teamaround.kernel.refusal import Refusal

from ..rules.passages import Line, check_readable, tidy
from .apart import MOST_PAGES

MOST_BYTES = 20 * 1024 * 1024
MOST_LETTERS = 1_000_000
LONGEST = 30  # seconds
PROGRAM = Path(__file__).with_name("apart.py")
WORD_PART, MACROS = "word/document.xml", "word/vbaproject.bin"
OR_PASTE = "Or paste the passage with the recommendations instead."
SENTENCES = {
    "password": "This file is protected with a password, so it cannot be read. Save a copy without the password.",
    "damaged": "This file is damaged or incomplete and cannot be read. Open it in the program that it came from and save it again.",
    "heavy": "This file takes too long to read. Save the pages with the recommendations as a file of their own.",
}


class Kind(StrEnum):
    """How a report comes."""

    PASTED = "pasted"
    PDF = "pdf"
    WORD = "word"


KIND_WORDS = {Kind.PASTED: "pasted text", Kind.PDF: "a PDF", Kind.WORD: "a Word document"}


@dataclass(frozen=True)
class Report:
    """The text of a report, line by line, and the fingerprint of what was brought."""

    kind: Kind
    lines: tuple[Line, ...]
    pages: int
    digest: str


def pasted(text: str) -> Report:
    """A report as somebody pasted it."""
    lines = tuple(Line(tidy(line)) for line in text.splitlines())
    check_readable(lines, pages=0)
    return Report(Kind.PASTED, lines, 0, file_hash(text.encode("utf-8", "replace")))


def opened(content: bytes) -> Report:
    """A report as a file; refuses what is neither PDF nor DOCX, and what cannot be read."""
    kind = _kind_of(content)
    told = _read_apart(kind, content)
    if "refused" in told:
        raise _refused(told)
    lines = tuple(Line(tidy(text), page, level) for text, page, level in told["lines"])
    if sum(len(line.text) for line in lines) > MOST_LETTERS:
        raise _refuse("file-long", SENTENCES["heavy"])
    check_readable(lines, pages=told["pages"])
    return Report(kind, lines, told["pages"], file_hash(content))


def check_size(size: int) -> None:
    """Refuse what is empty, and what is too large, before it is in memory."""
    if not size:
        raise _refuse("file-empty", "The file is empty. Choose another, or save it again first.")
    if size > MOST_BYTES:
        raise _refuse(
            "file-too-large",
            f"The file is {size // 1_048_576} MB, and at most {MOST_BYTES // 1_048_576} MB can be read."
            " Save the pages with the recommendations as a file of their own.",
        )


def _kind_of(content: bytes) -> Kind:
    check_size(len(content))
    if content.startswith(b"PK\x03\x04"):
        return _word_document(content)
    if b"%PDF-" in content[:1024] and not content.startswith((b"MZ", b"\x7fELF")):
        return Kind.PDF
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _other("an older Word document, or one with a password")
    raise _other((told_by_its_start(content[:4096]) or ("text", "plain text"))[1])


def _word_document(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            names = {part.filename.lower() for part in parts}
            if unpacks_too_far(parts):
                raise _refuse("file-unpacks-too-large", SENTENCES["heavy"])
            if MACROS in names:
                raise _other("a Word document with macros")
            if WORD_PART not in names:
                raise _other(_inside(names))
            if declares_a_document_type(package, parts):
                raise _refuse("file-damaged", SENTENCES["damaged"])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _refuse("file-damaged", SENTENCES["damaged"]) from None
    return Kind.WORD


def _inside(names: set[str]) -> str:
    found = told_by_its_parts(names) or ("archive", "a compressed folder (ZIP)")
    return "an Excel workbook" if WORKBOOK in names else found[1]


def _read_apart(kind: Kind, content: bytes) -> dict[str, Any]:
    """Let a process of its own read the file, and end it when it takes too much."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM), kind.value], input=content, capture_output=True, timeout=LONGEST, check=False
        )  # fmt: skip
        return dict(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError):
        return {"refused": "heavy"}


def _refused(told: dict[str, Any]) -> Refusal:
    if told["refused"] == "pages":
        return _refuse(
            "file-pages",
            f"The report has {told['pages']:,} pages, and at most {MOST_PAGES} can be read. Save those with the recommendations as a file of their own.",
        )
    return _refuse(f"file-{told['refused']}", SENTENCES[told["refused"]])


def _other(what: str) -> Refusal:
    """The file is something else, whatever its name says."""
    return _refuse("file-kind", f"This file is {what}, whatever its name says. Save it as PDF or DOCX.")


def _refuse(code: str, sentence: str) -> Refusal:
    return Refusal(code, f"{sentence} {OR_PASTE}", field="file")
