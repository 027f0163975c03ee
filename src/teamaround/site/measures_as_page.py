"""What can be counted, and how a number is read, written as one page for people: docs/reference/measures.md."""

from __future__ import annotations

from collections.abc import Iterator

from teamaround.facts.rules import xmr
from teamaround.facts.rules.counting import UNIT_WORDS, Words
from teamaround.facts.rules.periods import LONGEST
from teamaround.improvement.rules.impact import HISTORY
from teamaround.kernel.few import FEWER

from .measure_words import EVERY

DOCUMENT = "docs/reference/measures.md"


def document() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Measures"
    yield ""
    yield "Made from the register in `site/measure_words.py`; a test holds it to that. A fact is the answer of a"
    yield "measure for one day: `./teamaround facts again REF` counts it again, and says whether its hash is the same."
    yield from _table()
    yield from _how()


def _table() -> Iterator[str]:
    yield from (
        "",
        "| Measure | What is counted | Above the line | Below it | Told as |",
        "|---|---|---|---|---|",
    )
    for words in EVERY:
        yield f"| `{words.name}`: {words.title} | {words.sentence} | {words.top} | {words.bottom} | {_unit(words)} |"


def _unit(words: Words) -> str:
    found = UNIT_WORDS[words.unit]
    if words.is_of_the_day:
        found += ", of one day"
    interval = words.has_interval and words.unit.value == "share"
    return f"{found}, with Wilson's interval" if interval else found


def _how() -> Iterator[str]:
    yield from (
        "", "## How they are taken", "",
        f"- **Time.** Whole months, 1 to {LONGEST}, up to a day that has come; of the month of the day, its days so far.",
        "- **Past days.** Counted from the dates in the records. What has none, such as a day of review that was set anew or"
        " an action that is no longer done, counts as it stands now: a fact that was taken then shows the difference.",
        "- **Place.** The whole area, or the agencies that have their address in an area or a locality (`where`).",
        f"- **Small numbers.** One to four children behind a number, above the line or beside it: it is kept back and says"
        f" “{FEWER}”. So is whatever, with what was told before, would let it be worked out (`facts/rules/beside.py`).",
        "- **Hash.** SHA-256 of the question, its sentence and all that was counted.", "",
        "## How a chart is read", "",
        f"- The average and the limits are settled by the first {xmr.SETTLED_BY} months; limits are drawn from"
        f" {xmr.FEWEST} on, {xmr.FACTOR} mean steps about the average. A step beyond {xmr.SCREEN} mean steps is left out.",
        f"- Said is a month outside the limits, and {xmr.RUN} or more in a row on one side. All else is the usual up and down.",
        "- The average begins anew from a month only in somebody's word.", "",
        "## What could be seen", "",
        f"- When an action is measured, {HISTORY} months from before it begins are counted, and its baseline.",
        "- Of shares: the smallest change for which two independent shares differ at the 5% level in four of five such"
        " comparisons, with so many counted before and by the review. Where twelve months or more scatter beyond chance,"
        " the error grows with the root of that. Of days, the same from the spread of the months.",
        "- The step from the baseline has Newcombe's interval. Holds it nought, it can be chance.",
        "- A baseline of one month that is the highest or lowest of the last twelve comes back by itself, and says so.",
    )  # fmt: skip
