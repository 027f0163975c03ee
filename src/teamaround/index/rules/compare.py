"""Two people side by side: for each field how far they agree, in words and in bits."""

from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz.distance import OSA

from teamaround.index.rules.keys import swap_day_and_month
from teamaround.index.rules.levels import BITS, LEVEL, Field
from teamaround.index.rules.likeness import family_level, given_level
from teamaround.kernel.names import in_mixed_case
from teamaround.kernel.nicknames import is_form_of
from teamaround.kernel.postcodes import parse
from teamaround.matching.facts import NameKind, Number, Standard, StandardName


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree in one field."""

    field: Field
    level: str
    bits: float
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two people agree in all fields; total is in bits, and the same from either side."""

    agreements: tuple[Agreement, ...]
    total: float

    def level(self, field: Field) -> str:
        """The level of one field, "missing" when either side says nothing."""
        return next((each.level for each in self.agreements if each.field is field), "missing")

    @property
    def reasons(self) -> tuple[str, ...]:
        """What agrees, the weightiest first, and then what does not, in words."""
        said = sorted((each for each in self.agreements if each.words), key=lambda each: -each.bits)
        return tuple(dict.fromkeys(each.words for each in said))


def compare(a: Standard, b: Standard) -> Comparison:
    """How far two people agree, with the pair of their names that agrees best."""
    given, family, pair = _best_names(a.names, b.names)
    levels = (
        (Field.GIVEN, given),
        (Field.FAMILY, family),
        (Field.BIRTH, _birth_level(a, b)),
        (Field.SEX, _sex_level(a.sex, b.sex)),
        (Field.PLACE, _place_level(a, b)),
        (Field.NHS_NUMBER, _number_level(a.numbers, b.numbers, "nhs_number")),
        (Field.UPN, _number_level(a.numbers, b.numbers, "upn")),
        (Field.AGENCY_NUMBER, _number_level(a.numbers, b.numbers, "agency")),
        (Field.CONTACT, _contact_level(a, b)),
    )
    agreements = tuple(_agreement(field, level, pair) for field, level in levels if level != "missing")
    return Comparison(agreements, sum(each.bits for each in agreements))


_Pair = tuple[StandardName, StandardName]
_AGREEMENTS = {
    key: Agreement(level.field, level.name, level.bits, level.words) for key, level in LEVEL.items()
}


def _agreement(field: Field, level: str, pair: _Pair | None) -> Agreement:
    found = _AGREEMENTS[field, level]
    if level == "form" and pair is not None:
        return replace(found, words=_form_in_words(pair))
    return found


def _form_in_words(pair: _Pair) -> str:
    one, other = (in_mixed_case(name.written_given.split(" ")[0]) for name in pair)
    if is_form_of(one, other):
        return f"{one} is a form of {other}"
    if is_form_of(other, one):
        return f"{other} is a form of {one}"
    return "{} and {} are forms of one name".format(*sorted((one, other)))


def _best_names(
    mine: tuple[StandardName, ...], theirs: tuple[StandardName, ...]
) -> tuple[str, str, _Pair | None]:
    best: tuple[float, str, str, _Pair | None] = (float("-inf"), "missing", "missing", None)
    for one in mine:
        for other in theirs:
            given, family = _name_levels(one, other)
            bits = BITS[Field.GIVEN, given] + BITS[Field.FAMILY, family]
            if (bits, given, family) > best[:3]:
                best = (bits, given, family, (one, other))
    return best[1], best[2], best[3]


def _name_levels(one: StandardName, other: StandardName) -> tuple[str, str]:
    given, family = given_level(one.given, other.given), family_level(one.family, other.family)
    if "differs" in (given, family) and _same_words_elsewhere(one, other):
        return "order", "order"
    if family == "same" and NameKind.FORMER in (one.kind, other.kind):
        return given, "former"
    return given, family


def _same_words_elsewhere(one: StandardName, other: StandardName) -> bool:
    return sorted(one.given + one.family) == sorted(other.given + other.family)


def _birth_level(a: Standard, b: Standard) -> str:
    if a.births and b.births:
        found = [_days_level(mine, theirs) for mine in a.births for theirs in b.births]
        return max(found, key=lambda level: BITS[Field.BIRTH, level])
    if a.expected_on and b.expected_on:
        return _expected_level(a.expected_on, b.expected_on)
    if a.expected_on and b.births:
        return _near(a.expected_on, b.births[0])
    if b.expected_on and a.births:
        return _near(b.expected_on, a.births[0])
    return _age_level(a, b)


def are_born_apart(births: tuple[date, ...], others: tuple[date, ...]) -> bool:
    """Whether both dates of birth are known and differ by more than a slip."""
    return (
        bool(births)
        and bool(others)
        and all(_days_level(one, other) == "differs" for one in births for other in others)
    )


def _days_level(one: date, other: date) -> str:
    is_new_year = (one.month, one.day) == (1, 1), (other.month, other.day) == (1, 1)
    if one == other:
        return "new_year" if all(is_new_year) else "same"
    if any(is_new_year) and one.year == other.year:
        return "placeholder"
    if swap_day_and_month(one) == other:
        return "swapped"
    if OSA.distance(one.isoformat(), other.isoformat(), score_cutoff=1) == 1:
        return "one_digit"
    return "days_apart" if abs((one - other).days) <= 3 else "differs"


def _expected_level(one: date, other: date) -> str:
    """Two estimates of one birth are rarely more than three weeks apart, whichever was made first."""
    if one == other:
        return "same_expected"
    return "expected" if abs((one - other).days) <= 21 else "differs"


def _near(expected: date, born: date) -> str:
    """Babies come between ten weeks before and three weeks after the expected date, nearly all of them."""
    return "expected" if -70 <= (born - expected).days <= 21 else "differs"


def _age_level(a: Standard, b: Standard) -> str:
    between, births = (a.born_between, b.births) if a.born_between else (b.born_between, a.births)
    if between is None or not births:
        return "missing"
    earliest, latest = between
    if any(earliest <= day <= latest for day in births):
        return "age"
    out = min(max((earliest - day).days, (day - latest).days) for day in births)
    return "near_age" if out <= 366 else "age_differs"


def _sex_level(one: str, other: str) -> str:
    if not one or not other:
        return "missing"
    return "same" if one == other else "differs"


def _place_level(a: Standard, b: Standard) -> str:
    if not a.postcodes or not b.postcodes:
        return "missing"
    if not frozenset(a.households).isdisjoint(b.households):
        return "household"
    if a.postcodes[0] == b.postcodes[0]:
        return "same"
    if not frozenset(a.postcodes).isdisjoint(b.postcodes):
        return "former"
    found = [_postcode_level(mine, theirs) for mine in a.postcodes for theirs in b.postcodes]
    return max(found, key=lambda level: BITS[Field.PLACE, level])


def _postcode_level(one: str, other: str) -> str:
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return "slip"
    mine, theirs = parse(one), parse(other)
    if mine is None or theirs is None or mine.outward != theirs.outward:
        return "differs"
    return "sector" if mine.sector == theirs.sector else "outward"


def _number_level(mine: tuple[Number, ...], theirs: tuple[Number, ...], kind: str) -> str:
    if not mine or not theirs:
        return "missing"
    pairs = [
        (one, other)
        for one in mine
        if one.kind == kind
        for other in theirs
        if (other.kind, other.issuer) == (kind, one.issuer)
    ]
    if not pairs:
        return "missing"
    if any(one.value == other.value and one.passes_check for one, other in pairs):
        return "same"
    if kind == "nhs_number" and any(_is_slip(one, other) for one, other in pairs):
        return "slip"
    return "differs" if any(one.passes_check and other.passes_check for one, other in pairs) else "missing"


def _is_slip(one: Number, other: Number) -> bool:
    """One digit out, or two changed about, where a check digit shows that one of the two is miswritten."""
    return (
        not (one.passes_check and other.passes_check)
        and OSA.distance(one.value, other.value, score_cutoff=1) <= 1
    )


def _contact_level(a: Standard, b: Standard) -> str:
    shared = not frozenset(a.telephones).isdisjoint(b.telephones) or not frozenset(a.emails).isdisjoint(
        b.emails
    )
    return "same" if shared else "missing"
