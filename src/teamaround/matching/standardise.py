"""From a person as written to the one form in which people are compared; pure, and with a version.

A row of the index carries the version that made its keys, so that a change here can be followed by new keys.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from teamaround.kernel import nhs_numbers, postcodes, upns
from teamaround.kernel.households import household_key
from teamaround.kernel.names import fold, tidy, without_placeholder, words
from teamaround.matching import contacts
from teamaround.matching.crowded import NOTHING_CROWDED, Crowded
from teamaround.matching.facts import (
    AddressAsWritten,
    NameAsWritten,
    NameKind,
    Number,
    NumberAsWritten,
    PersonAsWritten,
    Standard,
    StandardName,
    Wanted,
)

STANDARD_VERSION = 1
FIRST_BIRTH = date(1900, 1, 1)
_KEPT_SMALL = 100_000

_SEXES = {
    "f": "f",
    "female": "f",
    "girl": "f",
    "woman": "f",
    "2": "f",
    "m": "m",
    "male": "m",
    "boy": "m",
    "man": "m",
    "1": "m",
}


def standardise(record: PersonAsWritten, *, crowded: Crowded = NOTHING_CROWDED) -> Standard:
    """The standard form of a person; the same again when given its own result as written.

    A home, a telephone or an e-mail address in `crowded` says nothing of who somebody is, and is left out.
    """
    homes = [(place, household_key(place.lines, place.postcode)) for place in record.addresses]
    homes = [(place, door) for place, door in homes if door not in crowded.doors]
    telephones = (contacts.telephone(number) for number in record.telephones)
    emails = (contacts.email(address) for address in record.emails)
    return Standard(
        version=STANDARD_VERSION,
        names=_names(record.names),
        births=_births(record),
        expected_on=record.expected_on,
        sex=_SEXES.get(record.sex.strip().casefold(), ""),
        postcodes=_postcodes(place for place, _ in homes),
        households=_unique(door for place, door in homes if place.lines),
        address=_first_line(homes[0][0].lines) if homes else "",
        numbers=_unique_numbers(record.numbers),
        telephones=_unique(found for found in telephones if found not in crowded.contacts),
        emails=_unique(found for found in emails if found not in crowded.contacts),
    )


def standardise_wanted(wanted: Wanted) -> Standard:
    """The standard form of what is looked for: a whole name stands for every way of parting it in two."""
    written = [*_ways_to_part(wanted.name)]
    if wanted.given.strip() or wanted.family.strip():
        written.append(NameAsWritten(given=wanted.given, family=wanted.family))
    record = PersonAsWritten(
        names=tuple(written),
        born_on=wanted.born_on,
        sex=wanted.sex,
        addresses=(AddressAsWritten(postcode=wanted.postcode),),
        numbers=tuple(_numbers_meant(wanted)),
    )
    return _with_age(standardise(record), wanted)


def _with_age(standard: Standard, wanted: Wanted) -> Standard:
    if wanted.age is None or wanted.on is None or not 0 <= wanted.age <= 120:
        return standard
    latest = _years_before(wanted.on, wanted.age)
    earliest = _years_before(wanted.on, wanted.age + 1) + timedelta(days=1)
    return replace(standard, born_between=(earliest, latest))


def _names(written: Iterable[NameAsWritten]) -> tuple[StandardName, ...]:
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], StandardName] = {}
    all_names = [_name(name) for name in written]
    family = next((name for name in all_names if name.family and name.kind == NameKind.LEGAL), None)
    for name in all_names:
        if name.given and not name.family and family is not None and name.kind == NameKind.KNOWN_AS:
            name = StandardName(
                name.given, family.family, name.kind, name.written_given, family.written_family
            )
        if name.given or name.family:
            found.setdefault((name.given, name.family), name)
    return tuple(found.values())


def _name(name: NameAsWritten) -> StandardName:
    given_words, given = _half(name.given)
    family_words, family = _half(name.family)
    return StandardName(given_words, family_words, str(name.kind), given, family)


@lru_cache(maxsize=262_144)
def _half(text: str) -> tuple[tuple[str, ...], str]:
    """The words of half a name, and the half as written."""
    written = tidy(without_placeholder(text))
    return words(written), written


def _births(record: PersonAsWritten) -> tuple[date, ...]:
    ever = (record.born_on, *record.formerly_born_on)
    return tuple(dict.fromkeys(day for day in ever if day is not None and day >= FIRST_BIRTH))


def _postcodes(addresses: Iterable[AddressAsWritten]) -> tuple[str, ...]:
    found = (postcodes.parse(place.postcode) for place in addresses if place.postcode)
    return tuple(dict.fromkeys(code.compact for code in found if code is not None and not code.is_nobodys))


@lru_cache(maxsize=_KEPT_SMALL)
def _first_line(lines: str) -> str:
    """The first line of an address as folded words, its numbers parted from letters beside them."""
    first = lines.strip().partition("\n")[0]
    parted = re.sub(r"([0-9]+)", r" \1 ", first)
    return " ".join(word if word.isdigit() else fold(word) for word in parted.split()).strip()


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _unique_numbers(numbers: Iterable[NumberAsWritten]) -> tuple[Number, ...]:
    found = (_number(number) for number in numbers)
    return tuple(dict.fromkeys(number for number in found if number is not None))


def _number(number: NumberAsWritten) -> Number | None:
    compact = "".join(number.value.split()).upper()
    if number.kind == "nhs_number":
        value = nhs_numbers.parse(number.value) or compact
        return Number("nhs_number", "", value, nhs_numbers.passes_check(value)) if value.strip("0") else None
    if number.kind == "upn":
        value = upns.parse(number.value) or compact
        return Number("upn", "", value, upns.passes_check(value)) if value else None
    return Number("agency", number.issuer, compact, bool(number.issuer)) if compact else None


def _ways_to_part(whole: str) -> Iterator[NameAsWritten]:
    parts = whole.replace(",", " ").split()[:6]
    if len(parts) == 1:
        yield NameAsWritten(given=parts[0])
        yield NameAsWritten(family=parts[0])
    for cut in range(1, len(parts)):
        head, tail = " ".join(parts[:cut]), " ".join(parts[cut:])
        yield NameAsWritten(given=head, family=tail)
        yield NameAsWritten(given=tail, family=head)


def failing_number(text: str) -> str:
    """What kind of number a search text has the shape of while its check does not fit; else nothing."""
    if nhs_numbers.parse(text) and not nhs_numbers.passes_check(text):
        return "an NHS number"
    if upns.parse(text) and not upns.passes_check(text):
        return "a unique pupil number"
    return ""


def _numbers_meant(wanted: Wanted) -> Iterator[NumberAsWritten]:
    text = wanted.identifier
    if not text.strip():
        return
    if nhs_numbers.parse(text):
        yield NumberAsWritten(kind="nhs_number", value=text)
    if upns.parse(text):
        yield NumberAsWritten(kind="upn", value=text)
    if wanted.issuer:
        yield NumberAsWritten(kind="agency", value=text, issuer=wanted.issuer)


def _years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
