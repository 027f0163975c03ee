"""The copies of a paper that take a while to make: as PDF, in large letters, for Word."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """What a copy is, in the order in which they are made."""

    PDF = "pdf"
    WORD = "docx"
    LARGE = "large"


FORM_WORDS = {Form.PDF: "PDF", Form.WORD: "Word document", Form.LARGE: "PDF in large letters"}
MOST_TRIES = 3


def stem(ref: str, version: int) -> str:
    """How the name of every copy begins: no title, which may be long, and nobody's name."""
    return f"{ref}-{version}"


def file_name(ref: str, version: int, form: Form) -> str:
    """The name under which a copy is handed out."""
    ending = "docx" if form is Form.WORD else "pdf"
    return f"{stem(ref, version)}{'-large-print' if form is Form.LARGE else ''}.{ending}"
