"""What a report seems to recommend: passages cut into recommendations, for a person to confirm one by one.

Nothing is invented. The words of each are a run of the report's own words in their order, and so is
whom it asks; a label or a time is told only where the report has it. What was not understood is
left empty, and what was not recognised is not there: whoever confirms has the report beside them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from teamaround.kernel.months import MONTHS

from .labels import references_in
from .passages import LONGEST_HEADING, Mark, Passage, bare, says_where

LONGEST, MOST_WORDS_WHO = 4_000, 18
_AFTER = re.compile(
    r"(?:appendix|annex|annexe|background|introduction|context|consultation|conclusions?|findings?|glossary|about|contact|"
    r"financial|legal|equality|staffing|risk|implications?|references|acknowledgements?|methodology|evidence|summary|"
    r"what happens next|the inspection team|contents)\b",
    re.I,
)
_ASKS = r"(?:should|must|ought to|needs? to|(?:is|are)\s+(?:therefore\s+)?(?:recommended|asked|required|invited|advised)(?:\s+to)?)"
_MODAL = re.compile(rf"\b{_ASKS}\b|\bwe recommend\b|\bit is recommended\b", re.I)
_SAYS_THAT = re.compile(
    r"(?:it is|we|(?:the )?(?:review|panel|team|committee|inspectors?|commission))(?: therefore)? recommend(?:s|ed)? that\s+", re.I
)  # fmt: skip
_TIME_FIRST = re.compile(
    r"(?:within|over|in|by|during|for)\b(?:[^,:.]{3,60}?\b(?:months?|years?|weeks?|days?|20\d\d),?|[^,:.]{3,60},)\s+",
    re.I,
)
_CONDITION = re.compile(r"subject to\b[^.;:]{3,120}\s(?=the\b)", re.I)
_WHO = re.compile(
    rf"(?P<who>[^.;:,]{{2,160}}?(?:,[^.;:,]{{2,80}}(?:,| and )[^.;:,]{{2,80}}?)?),?\s+{_ASKS}\b(?!\s+be\b)",
    re.I,
)
_FOR_WHOM = re.compile(
    r"(?:recommendations?\s+)?(?:for|to)\s+(?P<who>(?:the|all|every|each)\s+[^.:;]{3,120})", re.I
)
_NOBODY = {"this", "it", "they", "these", "there", "that", "which", "such", "he", "she", "we", "what", "who"}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘(])")
_TAIL = re.compile(r"[;,]\s*(?:and|or)?\s*$", re.I)
_NEXT = r"(?:within|over|in|during|for action (?:within|over|in))\s+(?:the\s+)?(?:next\s+|coming\s+)?"
_SPANS = {"three-months": r"(?:three|3)\s+months", "six-months": r"(?:six|6)\s+months",
          "twelve-months": r"(?:(?:twelve|12)\s+months|(?:a|one|1)\s+year)"}  # fmt: skip
_IN_A_SENTENCE = {
    "immediate": re.compile(r"\b(?:should|must|needs? to) immediately\b|^immediately\b", re.I),
    **{key: re.compile(rf"\b{_NEXT}{span}\b", re.I) for key, span in _SPANS.items()},
}
_IN_A_HEADING = {
    "immediate": re.compile(r"\b(?:immediate(?:ly)?|at once|without delay)\b", re.I),
    **{key: re.compile(rf"\b{span}\b", re.I) for key, span in _SPANS.items()},
}
_DAY = re.compile(
    rf"\bby\s+(?:(?P<end>the end of)\s+|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)(?P<month>{'|'.join(MONTHS)})\s+(?P<year>20\d\d)\b", re.I
)  # fmt: skip


@dataclass(frozen=True)
class Proposed:
    """A recommendation as it seems to stand in a report.

    `passage` is the paragraph that it comes from, `context` the headings and openings above it that
    say whom it asks or by when. What the report does not say is empty.
    """

    words: str
    passage: str
    context: str = ""
    page: int = 0
    label: str = ""
    addressee: str = ""
    band: str = ""
    own_day: date | None = None
    within: str = ""
    subject_to: str = ""


def propose(passages: Sequence[Passage], *, is_pasted: bool = False) -> list[Proposed]:
    """What passages seem to recommend, in their order.

    Where no heading says where recommendations stand, a pasted text is taken to be nothing else, and
    of a whole report only what says that something should be done.
    """
    has_place = any(_opens(each) for each in passages)
    reader = _Reader(has_place=has_place, takes_all=is_pasted or has_place)
    for nth, one in enumerate(passages, start=1):
        reader.take(one, passages[nth] if nth < len(passages) else None)
    return _once_each(reader.found)


def _once_each(found: Sequence[Proposed]) -> list[Proposed]:
    """A summary says what stands in the report again: the same words are proposed once."""
    first: dict[str, Proposed] = {}
    for each in found:
        first.setdefault(" ".join(re.findall(r"\w+", each.words.casefold())), each)
    return list(first.values())


def _opens(one: Passage) -> bool:
    """Whether recommendations stand beneath: a heading that says so, or an opening such as “It is recommended that:”."""
    if says_where(one.text):
        return True
    is_opening = one.text.endswith(":") and one.mark in (Mark.NONE, Mark.NUMBER)
    return is_opening and bool(re.search(r"\brecommend", one.text, re.I))


def _is_heading(one: Passage) -> bool:
    """A line that stands over others: short, without the end of a sentence, asking nothing itself."""
    if one.level:
        return True
    is_line = (
        len(one.text) <= LONGEST_HEADING
        and one.text[-1] not in ".;,:?!"
        and one.mark in (Mark.NONE, Mark.NUMBER)
    )
    return is_line and not _MODAL.search(one.text) and (one.mark is Mark.NONE or one.words.isupper())


def time_in(text: str, *, is_heading: bool) -> str:
    """The time band that words name, if they do."""
    named = _IN_A_HEADING if is_heading else _IN_A_SENTENCE
    return next((key for key, words in named.items() if words.search(text)), "")


def day_in(text: str) -> date | None:
    """The day by which words want something: one that they name, or the last of a month that they name."""
    found = _DAY.search(text)
    if found is None:
        return None
    year, month = int(found["year"]), [each.lower() for each in MONTHS].index(found["month"].lower()) + 1
    last = monthrange(year, month)[1]
    day = last if found["end"] else int(found["day"])
    return date(year, month, day) if 1 <= day <= last else None


def asked_in(sentence: str) -> str:
    """Whom a sentence asks: what stands before its “should”, when that is somebody."""
    told = _asking(sentence)
    for before in (_SAYS_THAT, _TIME_FIRST, _CONDITION):
        found = before.match(told)
        told = told[found.end() :] if found else told
    found = _WHO.match(told)
    who = found["who"].strip() if found else ""
    is_somebody = who and who.split()[0].lower() not in _NOBODY and len(who.split()) <= MOST_WORDS_WHO
    return who if is_somebody else ""


def _asking(text: str) -> str:
    """The sentence that asks: the last one of an opening, else the first with a “should”."""
    every = _SENTENCE.split(text)
    return every[-1] if text.endswith(":") else next((each for each in every if _MODAL.search(each)), "")


@dataclass(frozen=True)
class _Said:
    """Something that a line above says, and the line."""

    value: str = ""
    line: str = ""


@dataclass(frozen=True)
class _Above:
    """What the headings above say, and what the opening of the list says, which comes before it."""

    heading_who: _Said = _Said()
    heading_band: _Said = _Said()
    who: _Said = _Said()
    band: _Said = _Said()
    opening: str = ""
    has_points: bool = False  # whether a point of the opening's list has come

    def beneath_heading(self, who: _Said, band: _Said) -> _Above:
        """A heading ends what an opening said; what an earlier heading said holds until another says otherwise."""
        return _Above(who if who.value else self.heading_who, band if band.value else self.heading_band)

    def beneath_opening(self, who: _Said, band: _Said, line: str) -> _Above:
        """The opening of a list of recommendations."""
        return replace(self, who=who, band=band, opening=line, has_points=False)

    def beside(self, mark: Mark) -> _Above:
        """A paragraph after the points of a list is none of them: what the opening said is over."""
        if mark is not Mark.NONE:
            return replace(self, has_points=bool(self.opening))
        return _Above(self.heading_who, self.heading_band) if self.has_points else self

    @property
    def asked(self) -> _Said:
        return self.who if self.who.value else self.heading_who

    @property
    def time(self) -> _Said:
        return self.band if self.band.value else self.heading_band

    @property
    def context(self) -> str:
        """The lines that say whom and by when."""
        return "\n".join(dict.fromkeys(filter(None, (self.time.line, self.asked.line, self.opening))))


@dataclass
class _Reader:
    """Goes through a report and keeps what it seems to recommend."""

    has_place: bool
    takes_all: bool
    found: list[Proposed] = field(default_factory=list)
    above: _Above = field(default_factory=_Above)
    is_open: bool = False
    level: int = 0
    stops_at: str = ""
    whole: str = ""
    waits_for_words: Passage | None = None

    def take(self, one: Passage, following: Passage | None) -> None:
        """Read one passage, knowing what comes after it."""
        if _opens(one):
            self._open(one)
        elif self.has_place and (not self.is_open or self._ends(one)):
            self.is_open = False
        elif _is_heading(one):
            self._note(one, is_heading=True)
        elif self._leads(one, following):
            self._note(one, is_heading=False)
        else:
            self._propose(one)

    def _open(self, one: Passage) -> None:
        self.is_open, self.above, self.whole, self.stops_at = True, _Above(), "", ""
        if one.text.endswith(":"):
            self._note(one, is_heading=False)
            self.stops_at = _after(one)
        else:
            self.level = one.level
            self._note(one, is_heading=True)

    def _ends(self, one: Passage) -> bool:
        """Whether something else begins: its heading, or the number after that of the opening."""
        if (
            self.stops_at
            and one.label == self.stops_at
            and one.mark is Mark.NUMBER
            and not _MODAL.search(one.text)
        ):
            return True
        if not _is_heading(one):
            return False
        if one.level and self.level:
            return one.level <= self.level
        says_more = time_in(one.text, is_heading=True) or _FOR_WHOM.match(one.text)
        return not says_more and (bool(_AFTER.match(bare(one.text))) or bare(one.text).isupper())

    def _leads(self, one: Passage, following: Passage | None) -> bool:
        """Whether a passage opens a list of recommendations, instead of being one with clauses beneath it."""
        if not one.text.endswith(":"):
            return False
        has_list = following is not None and following.mark in (Mark.LETTER, Mark.NUMBER)
        return not one.label or (has_list and bool(_MODAL.search(one.text)))

    def _note(self, one: Passage, *, is_heading: bool) -> None:
        """Keep what a heading or an opening says for what stands beneath it."""
        self.whole = ""
        band = _Said(time_in(one.text, is_heading=is_heading), one.text)
        if is_heading:
            whom = _FOR_WHOM.match(bare(one.text))
            who = _Said(whom["who"].strip() if whom else "", one.text)
            self.above = self.above.beneath_heading(who, band)
        else:
            self.above = self.above.beneath_opening(_Said(asked_in(one.words), one.text), band, one.text)

    def _propose(self, one: Passage) -> None:
        if self.waits_for_words is not None:
            before, self.waits_for_words = self.waits_for_words, None
            one = replace(one, mark=before.mark, label=before.label, text=f"{before.text} {one.text}")
        self.above = self.above.beside(one.mark)
        if one.label and not one.words:
            self.waits_for_words = one
        elif self.found and _goes_on(self.found[-1], one):
            self._add_to_last(one)
        elif one.mark is Mark.NONE:
            for sentence in _SENTENCE.split(one.words):
                if _MODAL.search(sentence):
                    self._keep(one, sentence)
        elif self.takes_all or one.mark is Mark.NAMED or _MODAL.search(one.words):
            self._keep(one, one.words)

    def _add_to_last(self, one: Passage) -> None:
        last = self.found[-1]
        words, passage = f"{last.words}\n{_trimmed(one.words)}", f"{last.passage}\n{one.text}"
        if len(words) <= LONGEST:
            self.found[-1] = replace(last, words=words, passage=passage)

    def _keep(self, one: Passage, words: str) -> None:
        words = _shortened(_trimmed(words))
        if not words:
            return
        label, within = self._labelled(one)
        conditions = [each.label for each in references_in(words) if each.is_condition]
        own_day = day_in(words)
        made = Proposed(
            words, one.text, self.above.context, one.page, label, asked_in(words) or self.above.asked.value, within=within,
            band="" if own_day else time_in(words, is_heading=False) or self.above.time.value, own_day=own_day,
            subject_to=conditions[0] if conditions else "",
        )  # fmt: skip
        self.found.append(made)

    def _labelled(self, one: Passage) -> tuple[str, str]:
        """The label of a passage, and of the whole when it is a clause of one."""
        is_roman = one.mark is Mark.ROMAN or (one.mark is Mark.LETTER and one.label in "ivx")
        if is_roman and self.whole and not _follows(self.whole, one.label):
            return f"{self.whole}({one.label})", self.whole
        self.whole = one.label
        return one.label, ""


def _goes_on(last: Proposed, one: Passage) -> bool:
    """Whether a point beneath a labelled recommendation belongs to its words; clauses (i), (ii) stand by themselves."""
    if not last.label or not (last.passage.endswith(":") or "\n" in last.words):
        return False
    if one.mark is Mark.NUMBER:
        return not last.label.isdecimal() or int(last.label) + 1 != _as_number(one.label)
    return one.mark is Mark.POINT or (one.mark is Mark.LETTER and last.label.isdecimal())


def _as_number(label: str) -> int:
    return int(label) if label.isdecimal() else 0


def _follows(before: str, label: str) -> bool:
    """Whether a letter is simply the next of the alphabet, as (i) is after (h)."""
    return len(before) == len(label) == 1 and ord(label) == ord(before) + 1


def _after(one: Passage) -> str:
    return str(int(one.label) + 1) if one.label.isdecimal() else ""


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0]


def _trimmed(words: str) -> str:
    """Words without the “; and” by which a list goes on."""
    return _TAIL.sub("", words).strip()
