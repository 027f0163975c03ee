"""Putting a paper together from its parts: numbers, letters, references that are checked, and what is amiss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from .charting import Chart, chart_of
from .document import Block, Document, Fault, Figure, Item, Lead, Piece, Pieces, Section, spoken
from .exempt import Withheld
from .markup import (
    REFERENCE,
    TYPED_LETTER,
    Asked,
    Bullets,
    Paragraph,
    Run,
    Runs,
    Subheading,
    Table,
    asked_in,
    blocks,
    lines_of,
    numbers_typed,
    plain,
)
from .templates import Kind, Need, Part, Template

Texts = Mapping[str, str]
NONE = "None."
SHOWN = 70  # letters of what a reference leads to


@dataclass(frozen=True)
class Meeting:
    """Where a paper is put before whom: the body under its name of that day."""

    body: str
    day: str

    @property
    def line(self) -> str:
        """As it stands at the head of a paper."""
        return f"{self.body.upper()} – {self.day.upper()}" if self.day else self.body.upper()


@dataclass
class _Targets:
    """What a reference can lead to, each with its first words."""

    paragraphs: dict[str, str] = field(default_factory=dict)
    recommendations: dict[str, str] = field(default_factory=dict)
    annexes: dict[str, str] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass
class _Desk:
    """The paper that is being put together."""

    template: Template
    meeting: Meeting
    texts: Texts
    withheld: Mapping[str, Withheld]
    targets: _Targets
    made: Document
    number: int = 0
    charts: int = 0
    from_data: frozenset[str] = frozenset()
    used: dict[str, Figure] = field(default_factory=dict)


def assemble(
    template: Template, meeting: Meeting, texts: Texts, *, withheld: Mapping[str, Withheld] | None = None,
    figures: Mapping[str, Figure] | None = None, from_data: frozenset[str] = frozenset(),
) -> Document:  # fmt: skip
    """The paper as it is printed. A withheld part of which there are no words leaves a line in its place.

    `from_data`: parts that stand as they were made from live data, so that nobody typed their numbers.
    """
    withheld = withheld or {}
    title = template.of_kind(Kind.TITLE)
    assert title is not None  # checked when the template was read
    made = Document(texts.get(title.key, "").strip(), template.language, meeting.line)
    targets = _targets(template, texts, withheld, figures or {})
    desk = _Desk(template, meeting, texts, withheld, targets, made, from_data=from_data)
    has_title = False
    for part in template.parts:
        has_title = has_title or part.kind is Kind.TITLE
        if part.kind is Kind.LINE:
            _line(desk, part, above=not has_title)
        elif part.kind is not Kind.TITLE:
            made.sections += _section(desk, part)
    made.figures = list(desk.used.values())
    made.faults += [
        Fault(part.heading, "this part is required and empty.") for part in missing(template, texts, withheld)
    ]
    return made


def missing(template: Template, texts: Texts, withheld: Mapping[str, Withheld]) -> list[Part]:
    """Required parts in which nothing stands."""
    return [
        part for part in template.parts
        if part.need is Need.REQUIRED and not texts.get(part.key, "").strip() and part.key not in withheld
    ]  # fmt: skip


def recommended(template: Template, texts: Texts) -> list[Asked]:
    """The recommendations with their letters."""
    part = template.of_kind(Kind.RECOMMENDATIONS)
    return asked_in(texts.get(part.key, "")) if part else []


def numbered_in(text: str) -> int:
    """How many numbered paragraphs a text has."""
    return sum(isinstance(block, Paragraph) for block in blocks(text))


def facts_in(texts: Texts) -> list[str]:
    """References of the facts that the texts name, each once, in their order."""
    found = (run.to for text in texts.values() for run in _all_runs(text) if run.kind == "fact")
    return list(dict.fromkeys(found))


def replaced(text: str, renewed: Mapping[str, str]) -> str:
    """The text with facts in the place of others, by their references; nothing else in it changes."""
    return REFERENCE.sub(
        lambda found: (
            found[0].replace(found[2], renewed.get(found[2].upper(), found[2]))
            if found[1].lower() == "fact"
            else found[0]
        ),
        text,
    )


def _all_runs(text: str) -> Iterator[Run]:
    for line in lines_of(text):
        for block in blocks(line):
            for runs in _runs_in(block):
                yield from runs


def _runs_in(block: object) -> Iterator[Runs]:
    if isinstance(block, Paragraph):
        yield block.runs
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row


def _targets(
    template: Template, texts: Texts, withheld: Mapping[str, Withheld], figures: Mapping[str, Figure]
) -> _Targets:
    found, number = _Targets(figures=figures), 0
    for part in template.parts:
        text = texts.get(part.key, "")
        if part.kind is Kind.WORDS:
            opening = [
                _read_out(block.runs, figures) for block in blocks(text) if isinstance(block, Paragraph)
            ]
            if not opening and part.key in withheld:
                opening = [withheld[part.key].sentence] * withheld[part.key].numbered
            for words in opening:
                number += 1
                found.paragraphs[str(number)] = words
        elif part.kind is Kind.RECOMMENDATIONS and text.strip():
            number += 1
            found.paragraphs[str(number)] = part.heading
            for asked in asked_in(text):
                found.recommendations[asked.label] = _read_out(asked.runs, figures)
                found.recommendations |= {label: _read_out(runs, figures) for label, runs in asked.clauses}
        elif part.kind is Kind.ANNEXES:
            found.annexes.update((str(nth), line) for nth, line in enumerate(lines_of(text), start=1))
    return found


def _read_out(runs: Runs, figures: Mapping[str, Figure]) -> str:
    """Words with what their references say, as far as there is something."""
    return "".join(
        figures[run.to].shown
        if run.to in figures
        else _says(run)
        if run.kind not in ("", "fact")
        else run.words
        for run in runs
    )


def _line(desk: _Desk, part: Part, *, above: bool) -> None:
    """A line above or beneath the title; the date at the end is a section of its own."""
    words = desk.texts.get(part.key, "").strip() or (NONE if part.need is Need.STATED else "")
    if not words:
        return
    line = part.prints.replace("{}", words.rstrip(".") if words == NONE else words)
    if above:
        desk.made.above.append(line)
    elif not desk.made.sections:
        desk.made.below.append(line)
    else:
        desk.made.sections.append(
            Section(part.key, part.heading, (Block("lines", items=(Item((Piece(line),)),)),))
        )


def _section(desk: _Desk, part: Part) -> Iterator[Section]:
    text, mark = desk.texts.get(part.key, ""), desk.withheld.get(part.key)
    if not text.strip():
        if mark is not None:
            desk.number += mark.numbered
            yield Section(part.key, part.heading, (), mark.sentence)
        elif part.need is Need.STATED:
            yield Section(part.key, part.heading, (Block("lines", items=(Item((Piece(NONE),)),)),))
        return
    make = {Kind.WORDS: _words, Kind.RECOMMENDATIONS: _asking, Kind.LINES: _lines, Kind.ANNEXES: _annexes}[
        part.kind
    ]
    yield Section(part.key, part.heading, tuple(make(desk, part, text)), mark.sentence if mark else "")


def _words(desk: _Desk, part: Part, text: str) -> Iterator[Block]:
    place = part.heading
    for block in blocks(text):
        if isinstance(block, Paragraph):
            desk.number += 1
            place = f"{part.heading}, paragraph {desk.number}"
            yield Block("paragraph", _resolved(desk, block.runs, place), desk.number)
        elif isinstance(block, Subheading):
            yield Block("subheading", (Piece(block.words),))
        elif isinstance(block, Bullets):
            yield Block("bullets", items=tuple(Item(_resolved(desk, runs, place)) for runs in block.items))
        elif isinstance(block, Table):
            rows = tuple(tuple(_resolved(desk, cell, place) for cell in row) for row in block.rows)
            desk.made.faults += [
                Fault(place, f"“{cell}” stands in a cell of a table that has no head above it.")
                for cell in block.beyond
            ]
            yield Block("table", head=block.head, rows=rows, chart=_chart(desk, block, rows, place))
    if part.wants_facts and part.key not in desk.from_data:
        typed = numbers_typed(text)
        if typed:
            desk.made.remarks.append(
                Fault(part.heading, f"typed by hand, not from a fact: {', '.join(typed[:12])}.")
            )


def _chart(desk: _Desk, block: Table, rows: Sequence[Sequence[Pieces]], place: str) -> Chart | None:
    """The picture of a table that asks for one, from its first two columns."""
    if not block.chart:
        return None
    desk.charts += 1
    drawn = chart_of(f"chart-{desk.charts}", block.chart, [[spoken(cell) for cell in row] for row in rows])
    if drawn is None:
        sentence = f"“{block.chart}” needs at least two numbers in the second column of its table."
        desk.made.faults.append(Fault(place, sentence))
    return drawn


def _asking(desk: _Desk, part: Part, text: str) -> Iterator[Block]:
    """“The Cabinet is RECOMMENDED to” and what; one thing alone needs no letter."""
    desk.number += 1
    asks, found = desk.template.asks.format(body=desk.meeting.body), asked_in(text)
    if len(found) == 1 and not found[0].clauses:
        place = f"{part.heading}, paragraph {desk.number}"
        yield Block("paragraph", (Piece(f"{asks} "), *_resolved(desk, found[0].runs, place)), desk.number)
        return
    yield Block("paragraph", (Piece(f"{asks}:"),), desk.number)
    yield Block("lettered", items=tuple(_lettered(desk, each) for each in found))
    desk.made.faults += _circles(found)


def _lettered(desk: _Desk, asked: Asked) -> Item:
    place = f"Recommendation ({asked.label})"
    _check_typed(desk, plain(asked.runs), place)
    clauses = tuple(
        Item(_resolved(desk, runs, f"Recommendation {label}"), f"({label.partition('(')[2]}", anchor("recommendation", label))
        for label, runs in asked.clauses
    )  # fmt: skip
    pieces = _resolved(desk, asked.runs, place, own=asked.label)
    return Item(pieces, f"({asked.label})", anchor("recommendation", asked.label), clauses)


def _lines(desk: _Desk, part: Part, text: str) -> Iterator[Block]:  # noqa: ARG001 - one shape for all kinds
    yield Block("lines", items=tuple(Item((Piece(line),)) for line in lines_of(text)))


def _annexes(desk: _Desk, part: Part, text: str) -> Iterator[Block]:  # noqa: ARG001
    yield Block(
        "annexes",
        items=tuple(
            Item((Piece(line),), f"Annex {nth}", anchor("annex", str(nth)))
            for nth, line in enumerate(lines_of(text), start=1)
        ),
    )


def anchor(kind: str, to: str) -> str:
    """The place of something in the page."""
    return f"{kind}-{re.sub(r'[^A-Za-z0-9]+', '-', to).strip('-')}"


def _resolved(desk: _Desk, runs: Runs, place: str, own: str = "") -> Pieces:
    if not own:
        _check_typed(desk, plain(runs), place)
    return tuple(_piece(desk, run, place, own) for run in runs)


def _check_typed(desk: _Desk, words: str, place: str) -> None:
    """A letter typed by hand points at nothing as soon as another one comes in before it."""
    for match in TYPED_LETTER.finditer(words):
        desk.made.remarks.append(
            Fault(
                place,
                f"“{match[0]}” is typed by hand; write [recommendation {match[1]}] so that it is checked.",
            )
        )


def _piece(desk: _Desk, run: Run, place: str, own: str) -> Piece:
    if not run.kind:
        return Piece(run.words)
    if run.kind == "fact":
        return _number(desk, run, place)
    there = {
        "paragraph": desk.targets.paragraphs, "recommendation": desk.targets.recommendations,
        "annex": desk.targets.annexes,
    }[run.kind]  # fmt: skip
    if run.to not in there:
        desk.made.faults.append(Fault(place, f"{run.words} leads nowhere: there is no {run.kind} {run.to}."))
        return Piece(run.words)
    if own and run.kind == "recommendation" and run.to.partition("(")[0] == own:
        desk.made.faults.append(Fault(place, f"{run.words} is this recommendation itself."))
    desk.made.leads.append(Lead(place, _says(run), shorten(there[run.to], SHOWN, placeholder="…")))
    return Piece(_says(run), anchor(run.kind, run.to))


def _says(run: Run) -> str:
    if run.kind == "recommendation":
        letter, _, clause = run.to.partition("(")
        return f"({letter})" + (f"({clause}" if clause else "")
    return f"{run.kind} {run.to}" if run.kind == "paragraph" else f"Annex {run.to}"


def _number(desk: _Desk, run: Run, place: str) -> Piece:
    figure = desk.targets.figures.get(run.to)
    if figure is None:
        desk.made.faults.append(Fault(place, f"{run.words} leads nowhere: there is no fact {run.to}."))
        return Piece(run.words)
    desk.used.setdefault(figure.ref, figure)
    return Piece(figure.shown, figure=figure)


SUBJECT = re.compile(r"subject\s+to\s*$", re.I)


def _circles(found: Sequence[Asked]) -> list[Fault]:
    """Recommendations that wait, by way of what they wait for, for themselves (R32)."""
    waits = {each.label: _waits_for(each.runs) for each in found}
    faults = []
    for start in waits:
        seen, at = {start}, waits.get(start, "")
        while at and at not in seen:
            seen.add(at)
            at = waits.get(at, "")
        if at == start and at:
            faults.append(
                Fault(f"Recommendation ({start})", "it waits, by way of what it is subject to, for itself.")
            )
    return faults


def _waits_for(runs: Runs) -> str:
    """The letter after “subject to”."""
    before = ""
    for run in runs:
        if run.kind == "recommendation" and SUBJECT.search(before):
            return run.to.partition("(")[0]
        before = run.words if not run.kind else before
    return ""


def subject_to(asked: Asked) -> str:
    """The letter of the recommendation on which this one hangs; empty when on none."""
    return _waits_for(asked.runs)
