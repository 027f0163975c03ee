"""How well an assessment is written, as a second person sees it. Never about the child, never added up."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from teamaround.assessments.rules.definition import Form
from teamaround.assessments.rules.elements import DOMAINS, ELEMENTS
from teamaround.kernel.refusal import Refusal

LONGEST = 5_000
HIDDEN_UNDER = 6
NOT_LOOKED_AT = {"taking_part"}


class Depth(StrEnum):
    """How far the writing goes, in words; there are no figures."""

    NOT_YET = "not_yet"
    THIN = "thin"
    ENOUGH = "enough"
    GOOD = "good"


DEPTH_WORDS = {
    Depth.NOT_YET: "Not there yet",
    Depth.THIN: "Thin",
    Depth.ENOUGH: "Enough",
    Depth.GOOD: "Good",
}


@dataclass(frozen=True)
class Remarks:
    """What a second reader says: how deep each area goes, what is good, what would make it better."""

    depths: Mapping[str, str]
    themes: Collection[str]
    good: str
    better: str


@cache
def themes() -> Mapping[str, str]:
    """The themes that may be ticked, by key, from data."""
    text = (files("teamaround.assessments") / "quality_as_data" / "themes.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)["themes"]
    return found


def areas(form: Form) -> dict[str, str]:
    """What of a form's writing is looked at: the domains that it asks about, and the plan."""
    asked = {
        ELEMENTS[part.element].domain for section in form.sections for part in section.parts if part.element
    } | {"plan"}
    return {key: words for key, words in DOMAINS.items() if key in asked - NOT_LOOKED_AT}


def check_reviewer(
    *, account: int, may_write_assessments: bool, may_read: bool, writers: Collection[int]
) -> None:
    """A second person: not one who wrote in it, who may write assessments, and whom the family agreed to."""
    if not may_read or not may_write_assessments:
        raise Refusal(
            "not-agreed", "Only somebody whom the family agreed to, and who writes assessments, looks at it."
        )
    if account in writers:
        raise Refusal("own-writing", "You wrote in this one. Ask somebody else to look at it.")


def check_remarks(remarks: Remarks, form: Form, *, is_given: bool) -> None:
    """Known words only; something good and something to do before it is given."""
    known = areas(form)
    for area, depth in remarks.depths.items():
        if area not in known or (depth and depth not in list(Depth)):
            raise Refusal("depth", "Choose one of the words.", field=area)
    if not set(remarks.themes) <= set(themes()):
        raise Refusal("theme", "Choose from the list of themes.", field="themes")
    for field, text in (("good", remarks.good), ("better", remarks.better)):
        if len(text) > LONGEST:
            raise Refusal("too-long", f"Use fewer than {LONGEST:,} characters.", field=field)
        if is_given and not text.strip():
            words = "what is good in it" if field == "good" else "what would make it better"
            raise Refusal("blank", f"Say {words}: the writer learns most from that.", field=field)


@dataclass(frozen=True)
class ThemeCount:
    """How often a theme was ticked; small numbers are hidden, so that nobody is picked out."""

    words: str
    count: int | None

    @property
    def shown(self) -> str:
        """The number, or that it is small."""
        return f"fewer than {HIDDEN_UNDER}" if self.count is None else f"{self.count:,}"


def counted(ticked: Iterable[tuple[str, int]]) -> list[ThemeCount]:
    """Each theme with how often it was ticked, the most frequent first; small numbers hidden."""
    many = dict(ticked)
    order = sorted(themes().items(), key=lambda one: (-_clear(many.get(one[0], 0)), one[1]))
    return [ThemeCount(words, _clear(many.get(key, 0)) or None) for key, words in order]


def _clear(count: int) -> int:
    return count if count >= HIDDEN_UNDER else 0
