"""What no release has learnt of, settled by counting: an expected date, an age, an agency's own number.

A county's children were born on some 6,900 days, so an expected date that fits (a window of 91 days) is met
among strangers once in 75 times, which is 6 bits, and an age that fits once in 19 times, which is 4.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from teamaround.index.rules.traits import Traits
from teamaround.matching.comparisons import BIRTH, COMPARED, DIFFERS
from teamaround.matching.facts import Standard
from teamaround.matching.rows import Row, row_of
from teamaround.matching.scoring import REACHING

AGENCY_NUMBER, UPN = "agency_number", "upn"
APART = frozenset(("month", "ten_years", DIFFERS))
_BIRTH_REACHED = REACHING[COMPARED.index(BIRTH)]


@dataclass(frozen=True, slots=True)
class Settled:
    """One thing that agrees or does not, in words and bits; `is_against`: they cannot be one child."""

    words: str
    bits: float
    is_against: bool = False
    is_number: bool = False


SAME_EXPECTED = Settled("same expected date of birth", 8.0)
NEAR_EXPECTED = Settled("born near the expected date", 6.0)
NOT_EXPECTED = Settled("the expected date of birth does not fit", -9.0, is_against=True)
AGE = Settled("the age fits", 4.0)
NEAR_AGE = Settled("the age is one year out", 0.0)
NOT_AGE = Settled("the age does not fit", -6.0)


def settle_birth(a: Traits, b: Traits) -> Settled | None:
    """How an expected date or an age agrees, where one side has no date of birth; None where nothing is said."""
    if a.births and b.births:
        return None
    if a.expected_on and b.expected_on:
        return _two_expected(a.expected_on, b.expected_on)
    if a.expected_on and b.births:
        return _born_near(a.expected_on, b.births[0])
    if b.expected_on and a.births:
        return _born_near(b.expected_on, a.births[0])
    return _age(a, b)


def _two_expected(one: date, other: date) -> Settled:
    """Two estimates of one birth are rarely more than three weeks apart, whichever was made first."""
    if one == other:
        return SAME_EXPECTED
    return NEAR_EXPECTED if abs((one - other).days) <= 21 else NOT_EXPECTED


def _born_near(expected: date, born: date) -> Settled:
    """Babies come between ten weeks before and three weeks after the expected date, nearly all of them."""
    return NEAR_EXPECTED if -70 <= (born - expected).days <= 21 else NOT_EXPECTED


def _age(a: Traits, b: Traits) -> Settled | None:
    between, births = (a.born_between, b.births) if a.born_between else (b.born_between, a.births)
    if between is None or not births:
        return None
    earliest, latest = between
    if any(earliest <= day <= latest for day in births):
        return AGE
    out = min(max((earliest - day).days, (day - latest).days) for day in births)
    return NEAR_AGE if out <= 366 else NOT_AGE


def agency_number_level(a: Traits, b: Traits) -> str:
    """Whether one agency gave both the same number ("same"), gave them two ("differs"), or did not ("missing")."""
    mine, theirs = set(a.agency_numbers), set(b.agency_numbers)
    if mine & theirs:
        return "same"
    issuers = {issuer for issuer, _ in mine}
    return "differs" if issuers & {issuer for issuer, _ in theirs} else "missing"


AGENCY_NUMBER_WORDS = {
    "same": "same number at the same agency",
    "differs": "another number at the same agency",
}


def are_born_apart(births: tuple[date, ...], others: tuple[date, ...]) -> bool:
    """Whether both dates of birth are known and differ by more than a slip."""
    return bool(births) and bool(others) and all(_is_apart(one, other) for one in births for other in others)


def _is_apart(one: date, other: date) -> bool:
    place = _BIRTH_REACHED(_born(one), _born(other))
    return place >= 0 and BIRTH.level_names[place] in APART


@lru_cache(maxsize=8192)
def _born(day: date) -> Row:
    return row_of(Standard(version=0, births=(day,)))
