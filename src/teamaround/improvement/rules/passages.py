"""A report's text as passages: lines that were broken to fit a page are whole again, what stands on every page is gone.

Nothing is put into anybody's words: signs that cannot be seen are taken out, letters that print as
one are two again, and every other word stays where it stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST_HEADING = 110
FEWEST_LETTERS, FEWEST_A_PAGE = 20, 30
RIGHT_TO_LEFT = 0.3  # of all letters
LONG_LINE = 160  # letters: such a line was not broken to fit a page
FULL, SHORT = 0.8, 0.7  # of the longest usual line
WHOLE = 0.6  # of the lines of a pasted text end like a sentence: then no line was broken
EDGE, ON_PAGES = 2, 3
_JOINED = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_SIGN = r"[•·▪▫‣◦●○■□◆➢✓–—*\ue000-\uf8ff\-]"
_BARE = r"\d{1,3}(?:\.\d{1,3}){0,2}|[A-Za-z]|[ivxIVX]{2,5}"
_MARK = re.compile(
    rf"(?P<sign>{_SIGN})\s+"
    rf"|\((?P<round>{_BARE})\)\s*"
    rf"|(?P<stop>{_BARE})[.):]\)?\s+"
    r"|(?P<dotted>\d{1,3}\.\d{1,3})\s+(?=[A-Z])"
    r"|Recommendation\s+(?P<named>\d{1,3}[a-z]?|[A-Z])\s*(?:[.:–—\-]\s*|$)"
    r"|R(?P<short>\d{1,3})[.:)]?\s+(?=[A-Z])",
    re.ASCII,
)
_HEADING = re.compile(
    r"(?:(?:key|main|our|summary of|list of|detailed|the|all)\s+)*recommendations?(?:\s+(?:and|for|to|of|from|made)\b.*)?"
    r"|areas? for (?:priority action|improvement|development|action)|priority actions?"
    r"|what (?:needs|need|must|should|has) to (?:improve|change|happen|be done).*"
    r"|required actions?|actions? required|next steps required",
    re.I,
)
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_POINTS_AT = re.compile(
    r"\b(?:subject to|paragraphs?|recommendations?|sections?|clauses?|see|in|to|of)$", re.I
)
_END = re.compile(r"[.:;?!](?:\s+(?:and|or))?$", re.I)


class Mark(StrEnum):
    """What stands before a passage."""

    NONE = "none"
    POINT = "point"
    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    NAMED = "named"


@dataclass(frozen=True)
class Line:
    """A line as a file has it: the page that it stands on, and how deep it is as a heading; 0 where the file does not say."""

    text: str
    page: int = 0
    level: int = 0


@dataclass(frozen=True)
class Passage:
    """A paragraph with all its words; its label apart, and what the words are without it."""

    text: str
    page: int = 0
    level: int = 0
    mark: Mark = Mark.NONE
    label: str = ""
    words: str = ""


def tidy(text: str) -> str:
    """A line with one space between words and nothing in it that cannot be seen."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(_JOINED))
    return _CONTROLS.sub(" ", seen).strip()


def check_readable(lines: Sequence[Line], *, pages: int) -> None:
    """Refuse what has no text, or text that is written from right to left."""
    letters = [sign for line in lines for sign in line.text if sign.isalpha()]
    if pages and len(letters) < FEWEST_A_PAGE * pages:
        raise Refusal(
            "file-scanned",
            "This PDF holds pictures of its pages and hardly any text: it was scanned. Ask whoever published it for the text itself, or let a program that reads pictures make one. Or type or paste the passage with the recommendations instead.",
            field="file",
        )
    if len(letters) < FEWEST_LETTERS:
        raise Refusal(
            "no-text",
            "There is no text in it. Choose the report as a file, or paste its words.",
            field="text",
        )
    leftward = sum(unicodedata.bidirectional(sign) in ("R", "AL") for sign in letters)
    if leftward > RIGHT_TO_LEFT * len(letters):
        raise Refusal(
            "right-to-left",
            "Its text is written from right to left. Recommendations are recognised in English only: add them one by one, in the words of the report.",
            field="text",
        )


def passages(lines: Sequence[Line]) -> list[Passage]:
    """The paragraphs of a report."""
    kept = _without_what_is_on_every_page(lines)
    width = _usual_width(kept)
    found: list[list[Line]] = []
    is_apart = True
    for line in kept:
        if not line.text:
            is_apart = True
            continue
        if is_apart or _begins(found[-1][-1], line, width):
            found.append([])
        found[-1].append(line)
        is_apart = False
    return [_passage(each) for each in found]


def _passage(lines: Sequence[Line]) -> Passage:
    text = lines[0].text
    for line in lines[1:]:
        text += line.text if text.endswith("-") else f" {line.text}"
    mark, label, words = marked(text)
    return Passage(text, lines[0].page, lines[0].level, mark, label, words)


def marked(text: str) -> tuple[Mark, str, str]:
    """What stands before the words of a passage, its label, and the words."""
    found = _MARK.match(text)
    if found is None:
        return Mark.NONE, "", text
    words = text[found.end() :]
    if found["sign"]:
        return Mark.POINT, "", words
    if re.match(r"(?:above|below)\b", words):
        return Mark.NONE, "", text  # words that point at another one, such as “(b) above”
    label = next(
        each
        for each in (found["round"], found["stop"], found["dotted"], found["named"], found["short"])
        if each
    )
    kind = Mark.NAMED if found["named"] or found["short"] else _kind_of(label)
    return kind, label.lower(), words


def says_where(text: str) -> bool:
    """Whether a line is a heading under which recommendations stand."""
    return len(text) <= LONGEST_HEADING and text[-1] not in ".;," and bool(_HEADING.fullmatch(bare(text)))


def bare(text: str) -> str:
    """A heading without its number and its colon."""
    mark, _, words = marked(text)
    return (text if mark is Mark.POINT else words).rstrip(" :.")


def _kind_of(label: str) -> Mark:
    if label[0].isdecimal():
        return Mark.NUMBER
    return Mark.LETTER if len(label) == 1 else Mark.ROMAN


def _begins(before: Line, line: Line, width: int) -> bool:
    """Whether a line begins a passage of its own; else it goes on with the one before."""
    if line.level or before.level or not width or says_where(before.text) or says_where(line.text):
        return True
    if _POINTS_AT.search(before.text):
        return False
    if marked(line.text)[0] is not Mark.NONE:
        return True
    length = len(before.text)
    if length < SHORT * width and line.text[0].isupper():
        return True
    is_full = FULL * width <= length <= LONG_LINE
    return not is_full and bool(_END.search(before.text))


def _usual_width(lines: Sequence[Line]) -> int:
    """How long lines are that were broken to fit a page; 0 where none was broken."""
    written = [line for line in lines if line.text]
    if not written:
        return 0
    if not written[0].page and sum(bool(_END.search(line.text)) for line in written) > WHOLE * len(written):
        return 0
    return sorted(len(line.text) for line in written)[int(0.9 * (len(written) - 1))]


def _without_what_is_on_every_page(lines: Sequence[Line]) -> list[Line]:
    """Without the numbers of pages, and without lines that come again at the head or foot of many pages."""
    edges = _edges(lines)
    often = Counter(_same(lines[at].text) for at in edges)
    pages = len({line.page for line in lines})
    most = max(ON_PAGES, pages // 2)
    gone = {
        at for at in edges if often[_same(lines[at].text)] >= most or _PAGE_NUMBER.fullmatch(lines[at].text)
    }
    return _joined_pages([line for at, line in enumerate(lines) if at not in gone])


def _joined_pages(lines: Sequence[Line]) -> list[Line]:
    """Without the empty lines between one page and the next, over which a sentence may go on."""
    kept: list[Line] = []
    for line in lines:
        if line.text:
            while line.page and kept and not kept[-1].text and _last_page(kept) != line.page:
                kept.pop()
        kept.append(line)
    return kept


def _last_page(lines: Sequence[Line]) -> int:
    return next((line.page for line in reversed(lines) if line.text), 0)


def _edges(lines: Sequence[Line]) -> set[int]:
    """Places of the first and last lines of every page."""
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        if line.page and line.text:
            by_page.setdefault(line.page, []).append(at)
    return {at for places in by_page.values() for at in (*places[:EDGE], *places[-EDGE:])}


def _same(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())
