"""What people write in a part: plain text with a small markup, read into blocks.

A blank line ends a paragraph. A line that begins with # is a heading within the part, lines that
begin with - are a list, lines between | and | are a table whose first row is its head. In brackets
stand references that are checked: [fact F-...], [paragraph 7], [recommendation b(ii)], [annex 1].
Nothing else means anything, and nothing is ever taken for HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from teamaround.kernel.months import MONTHS

REFERENCE = re.compile(r"\[(fact|paragraph|recommendation|annex)\s+([^\]\s]{1,40})\]", re.I)
TYPED_LETTER = re.compile(r"\(([a-z])\)(?:\s?\([ivx]{1,4}\))?\s+(?:above|below)", re.I)
TYPED_NUMBER = re.compile(r"(?<![\w/.£-])£?\d[\d,]*(?:\.\d+)?\s?(?:%|per cent)?(?![\w/-])")
A_LABEL = re.compile(r"\(?([a-z]{1,2})\)?(?:\(([ivx]{1,4})\))?")
_MONTH = f"(?:{'|'.join(MONTHS)})"
A_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?|\b{_MONTH}\s+\d{{4}}")
A_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\b")


@dataclass(frozen=True)
class Run:
    """A stretch of words, or what stands for a reference: then `kind` and `to` say to what."""

    words: str
    kind: str = ""
    to: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running words."""

    runs: Runs


@dataclass(frozen=True)
class Subheading:
    """A heading within a part."""

    words: str


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Table:
    """A table: the head of each column, and rows as long as the head. `chart` is the title of a picture of it.

    `beyond`: cells that have no head above them, and so no place.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    chart: str = ""
    beyond: tuple[str, ...] = ()


Block = Paragraph | Subheading | Bullets | Table


@dataclass(frozen=True)
class Asked:
    """A recommendation under its letter, with its clauses."""

    label: str
    runs: Runs
    clauses: tuple[tuple[str, Runs], ...] = ()

    @property
    def words(self) -> str:
        """Its words with those of its clauses, as they are read out."""
        clauses = [f"({label}) {plain(runs)}" for label, runs in self.clauses]
        return "; ".join([plain(self.runs), *clauses])


def runs_of(text: str) -> Runs:
    """Words and references in their order."""
    found, at = [], 0
    for match in REFERENCE.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()]))
        found.append(Run(match[0], match[1].lower(), _tidy(match[1].lower(), match[2])))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def _tidy(kind: str, to: str) -> str:
    if kind == "fact":
        return to.upper()
    found = A_LABEL.fullmatch(to.lower())
    if kind != "recommendation" or found is None:
        return to.lower()
    return found[1] + (f"({found[2]})" if found[2] else "")


def plain(runs: Runs) -> str:
    """The words as they were written."""
    return "".join(run.words for run in runs)


def blocks(text: str) -> list[Block]:
    """A part's text as blocks."""
    found: list[Block] = []
    title = ""
    for lines in _stretches(text):
        if lines[0].startswith("~"):
            title = lines[0].lstrip("~ ")
            continue
        for block in _read(lines):
            found.append(replace(block, chart=title) if isinstance(block, Table) else block)
        title = ""
    return found


def _stretches(text: str) -> Iterator[list[str]]:
    """Lines of one kind that stand together."""
    stretch: list[str] = []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        line = line.strip()
        if stretch and (not line or _sort(line) != _sort(stretch[0]) or _sort(line) in ("#", "~")):
            yield stretch
            stretch = []
        if line:
            stretch.append(line)


def _sort(line: str) -> str:
    return next((mark for mark in ("- ", "|", "#", "~") if line.startswith(mark)), "")


def _read(lines: Sequence[str]) -> Iterator[Block]:
    sort = _sort(lines[0])
    if sort == "#":
        yield Subheading(lines[0].lstrip("# "))
    elif sort == "- ":
        yield Bullets(tuple(runs_of(line[2:].strip()) for line in lines))
    elif sort == "|" and len(lines) > 1:
        yield _table(lines)
    else:
        yield Paragraph(runs_of(" ".join(lines)))


def _table(lines: Sequence[str]) -> Table:
    head, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    told = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    cut = [(row + [""] * len(head))[: len(head)] for row in told]
    beyond = tuple(cell for row in told for cell in row[len(head) :] if cell)
    return Table(tuple(head), tuple(tuple(runs_of(cell) for cell in row) for row in cut), beyond=beyond)


def lines_of(text: str) -> list[str]:
    """The lines in which something stands."""
    return [line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def asked_in(text: str) -> list[Asked]:
    """The recommendations, lettered as they stand: (a), (b) with (i), (ii)."""
    found: list[tuple[str, list[str]]] = []
    for line in lines_of(text):
        if line.startswith("- ") and found:
            found[-1][1].append(line[2:].strip())
        else:
            found.append((line.removeprefix("- "), []))
    return [
        Asked(
            letter(nth), runs_of(words),
            tuple((f"{letter(nth)}({ROMAN[at]})", runs_of(clause)) for at, clause in enumerate(clauses[: len(ROMAN)])),
        )
        for nth, (words, clauses) in enumerate(found)
    ]  # fmt: skip


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def letter(nth: int) -> str:
    """a for the first, z for the 26th, then aa."""
    return chr(ord("a") + nth % 26) * (1 + nth // 26)


def numbers_typed(text: str) -> list[str]:
    """Numbers typed by hand, which are neither days nor years nor stand in a reference."""
    bare = REFERENCE.sub(" ", text)
    for known in (A_DAY, A_YEAR):
        bare = known.sub(" ", bare)
    return [found.strip() for found in TYPED_NUMBER.findall(bare)]
