"""What is compared and the degrees of agreement, declared once: in words, and as conditions for both engines.

The first level whose condition holds counts; nothing is counted where a side says nothing, and the last
level is "differs". How many bits a level is worth stands in a `Release`, learnt from data.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from teamaround.matching.conditions import (
    Alike,
    All,
    Among,
    Condition,
    Crossed,
    Either,
    Initial,
    Long,
    Missing,
    Near,
    Not,
    Same,
    SameStart,
    Shares,
    Slips,
    Within,
    Yes,
)

COMPARISONS_VERSION = 1
MISSING, DIFFERS = "missing", "differs"


@dataclass(frozen=True)
class Level:
    """One degree of agreement. With `frequency`, a rare value counts for more: the column that holds it."""

    name: str
    words: str
    condition: Condition
    frequency: str = ""


@dataclass(frozen=True)
class Compared:
    """One thing compared, its degrees from the most to the least agreement, and words for none."""

    name: str
    missing: Condition
    levels: tuple[Level, ...]
    differs: str

    @cached_property
    def level_names(self) -> tuple[str, ...]:
        """Every level that has a weight, the last being "differs"."""
        return (*(level.name for level in self.levels), DIFFERS)

    def words_of(self, level: str) -> str:
        """How a level is told to people."""
        return next((each.words for each in self.levels if each.name == level), self.differs)


_NOT_TWO_LISTED_NAMES = Not(Yes("is_listed"))

GIVEN = Compared(
    "given",
    Missing("first"),
    (
        Level("same", "same given name", Same("first"), frequency="first"),
        Level("known", "a given or known-as name agrees", Shares("firsts")),
        Level("form", "one given name is a form of the other", Shares("forms")),
        Level("one_of", "one has fewer of the same given names", Within("givens")),
        Level("order", "given and family name changed about", Among("first", "families")),
        Level(
            "slip",
            "the given names differ by a slip of the pen",
            All(
                _NOT_TWO_LISTED_NAMES,
                SameStart("first"),
                Long("first", 4),
                Either(Slips("first"), Alike("first", 0.93)),
            ),
        ),
        Level("sound", "the given names sound alike", All(_NOT_TWO_LISTED_NAMES, Shares("given_sounds"))),
        Level("initial", "same initial of the given name", Initial("first")),
        Level(
            "elsewhere", "the given name stands among the other's names", Among("first", "words", either=True)
        ),
        Level("like", "the given names are a little alike", Alike("first", 0.85)),
    ),
    "given name differs",
)
FAMILY = Compared(
    "family",
    Missing("family"),
    (
        Level("same", "same family name", Same("family"), frequency="family"),
        Level("part", "a former family name, or half of a double one, agrees", Shares("families")),
        Level(
            "slip",
            "the family names differ by a slip of the pen",
            Either(All(Long("family", 4), Slips("family")), All(Long("family", 7), Slips("family", 2))),
        ),
        Level("sound", "the family names sound alike", Shares("family_sounds")),
        Level(
            "elsewhere",
            "the family name stands among the other's names",
            Among("family", "words", either=True),
        ),
        Level("like", "the family names are a little alike", Alike("family", 0.85)),
    ),
    "family name differs",
)
BIRTH = Compared(
    "birth",
    Missing("year"),
    (
        Level("same", "same date of birth", Shares("births")),
        Level("swapped", "day and month of birth changed about", All(Same("year"), Crossed("day", "month"))),
        Level("one_digit", "one digit differs in the date of birth", Slips("birth")),
        Level(
            "placeholder",
            "same year of birth; 1 January may stand for an unknown date",
            All(Same("year"), Yes("is_new_year", either=True)),
        ),
        Level("days_apart", "born within three days of each other", Near("birth_day", 3)),
        Level("month", "same month of birth", All(Same("year"), Same("month"))),
        Level("ten_years", "same day and month of birth in another year", All(Same("day"), Same("month"))),
    ),
    "date of birth differs",
)
SEX = Compared("sex", Missing("sex"), (Level("same", "same sex", Same("sex")),), "sex differs")
PLACE = Compared(
    "place",
    All(
        Missing("postcodes", is_list=True),
        Missing("households", is_list=True),
        Missing("address"),
    ),
    (
        Level("household", "same address", Shares("households")),
        Level(
            "near", "same postcode and nearly the same address", All(Same("postcode"), Alike("address", 0.9))
        ),
        Level("same", "same postcode", Same("postcode")),
        Level("former", "a former postcode agrees", Shares("postcodes")),
        Level("address", "nearly the same address, with another postcode", Alike("address", 0.94)),
        Level("slip", "one character differs in the postcode", Slips("postcode")),
        Level("sector", "postcodes close to each other", Same("sector")),
        Level("outward", "postcodes of one district", Same("outward")),
    ),
    "postcode differs",
)
NHS = Compared(
    "nhs_number",
    Missing("nhs_said"),
    (
        Level("same", "same NHS number", Same("nhs")),
        Level("same_failing", "same NHS number, whose check digit fails", Same("nhs_said")),
        Level(
            "slip",
            "NHS number agrees but for one slip",
            All(Slips("nhs_said"), Missing("nhs")),
        ),
    ),
    "NHS number differs",
)
UPN = Compared(
    "upn",
    Missing("upn_said"),
    (
        Level("same", "same unique pupil number", Same("upn_said")),
        Level("unsure", "unique pupil number differs, and one of the two fails its check", Missing("upn")),
    ),
    "unique pupil number differs",
)
CONTACT = Compared(
    "contact",
    Missing("contacts", is_list=True),
    (Level("same", "same telephone or e-mail address", Shares("contacts")),),
    "telephone and e-mail address differ",
)

COMPARED: tuple[Compared, ...] = (GIVEN, FAMILY, BIRTH, SEX, PLACE, NHS, UPN, CONTACT)
BY_NAME = {each.name: each for each in COMPARED}
FREQUENCIES = tuple(
    dict.fromkeys(level.frequency for each in COMPARED for level in each.levels if level.frequency)
)
