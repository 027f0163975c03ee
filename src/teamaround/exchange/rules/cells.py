"""One cell as text that can be understood: spaces, invisible signs and a spreadsheet's apostrophe taken out."""

from __future__ import annotations

import re
import unicodedata

from teamaround.kernel.guarding import unguarded

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "n/a",
        "na",
        "null",
        "none",
        "nil",
        "#n/a",
        ".",
        "nan",
        "not known",
        "unknown",
        "n/k",
        "nk",
    )
)
_MANY_LINES = "\n"


def clean(cell: str) -> str:
    """The cell in composed letters, single spaces, without controls; line breaks inside it stay."""
    if cell.isascii() and cell.isprintable():
        bare = unguarded(cell.strip()).strip()
        return _SPACES.sub(" ", bare) if "  " in bare else bare
    bare = unguarded(cell.strip()).replace("\r\n", _MANY_LINES).replace("\r", _MANY_LINES)
    visible = "".join(
        sign
        for sign in unicodedata.normalize("NFC", bare)
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )
    return _LINES.sub(_MANY_LINES, _SPACES.sub(" ", visible)).strip()


def is_nothing(text: str) -> bool:
    """Whether a cleaned cell only says that there is nothing to say ("n/a", "-", "NULL")."""
    return text.casefold() in _NOTHING


def shortened(value: str, most: int = 60) -> str:
    """A value as quoted in a sentence, on one line."""
    line = " ".join(value.split())
    return line if len(line) <= most else f"{line[: most - 3]}..."
