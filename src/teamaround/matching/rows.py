"""A person as one flat row, in which every comparison is a matter of equal words, shared words and spelling.

What is hard about names (particles, everyday forms, sounds, a first name that half a school bears) is
settled here, once. SQL and Python then compare rows by the same few simple operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from teamaround.kernel.nicknames import families_of, is_known
from teamaround.kernel.postcodes import parse
from teamaround.kernel.sounds import sound_of
from teamaround.matching.facts import NameKind, Standard, StandardName

_COMMON_FIRST_PARTS_AS_TEXT = (
    "mohammed muhammad mohammad mohamed md abdul syed sayed bibi ann anna mary maria"
)
COMMON_FIRST_PARTS = frozenset(_COMMON_FIRST_PARTS_AS_TEXT.split())
MOST_WORDS = 6
Words = tuple[str, ...]


class Row(NamedTuple):
    """One record ready to be compared. Text that is not known is None; lists that are not known are empty.

    first: the given name that tells this child from others ("ali" of "Mohammed Ali"); firsts: every name
    that stands first anywhere; forms: full names these may stand for; words: every word of every name.
    births: ISO dates, never a 1 January, which `is_new_year` tells of instead. nhs and upn pass their
    check; nhs_said and upn_said are what was written, whether or not it passes, if it looks like one.
    """

    first: str | None = None
    firsts: Words = ()
    givens: Words = ()
    forms: Words = ()
    is_listed: bool = False
    given_sounds: Words = ()
    family: str | None = None
    families: Words = ()
    family_sounds: Words = ()
    words: Words = ()
    births: Words = ()
    birth: str | None = None
    birth_day: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_new_year: bool = False
    sex: str | None = None
    postcode: str | None = None
    postcodes: Words = ()
    sector: str | None = None
    outward: str | None = None
    households: Words = ()
    address: str | None = None
    nhs: str | None = None
    nhs_said: str | None = None
    upn: str | None = None
    upn_said: str | None = None
    contacts: Words = ()


COLUMNS = Row._fields


def row_of(standard: Standard) -> Row:
    """The row of a standard person."""
    main = _main_name(standard.names)
    return Row(
        **_given_part(standard.names, main),
        **_family_part(standard.names, main),
        **_birth_part(standard.births),
        **_place_part(standard),
        **_number_part(standard),
        words=_unique(word for name in standard.names for word in name.given + name.family),
        sex=standard.sex or None,
        address=standard.address or None,
        contacts=_unique((*standard.telephones, *standard.emails)),
    )


def _main_name(names: tuple[StandardName, ...]) -> StandardName | None:
    legal = [name for name in names if name.kind == NameKind.LEGAL]
    return next(iter(legal or names), None)


def _given_part(names: tuple[StandardName, ...], main: StandardName | None) -> dict[str, Any]:
    told = _given_told(main.given) if main else _GIVEN_NOTHING
    if len(names) == 1:
        return told
    every = [_given_told(name.given) for name in names]
    return {
        "first": told["first"],
        "is_listed": told["is_listed"],
        **{name: _unique(chain.from_iterable(each[name] for each in every)) for name in _GIVEN_LISTS},
    }


@lru_cache(maxsize=131_072)
def _given_told(given: Words) -> dict[str, Any]:
    """What given names say; the same dict again for the same names, so never written to."""
    first = _telling(given)
    if first is None:
        return _GIVEN_NOTHING
    firsts = _unique((first, "".join(given[:2])) if len(given) > 1 else (first,))
    forms = _unique(form for word in firsts for form in sorted(families_of(word)))
    return {
        "first": first,
        "is_listed": is_known(first),
        "firsts": firsts,
        "givens": _unique(given),
        "forms": forms,
        "given_sounds": _unique(map(sound_of, forms)),
    }


_GIVEN_LISTS = ("firsts", "givens", "forms", "given_sounds")
_GIVEN_NOTHING: dict[str, Any] = {"first": None, "is_listed": False, **dict.fromkeys(_GIVEN_LISTS, ())}


def _telling(given: Words) -> str | None:
    """The given name that tells a child from others: the second where the first is a common first part."""
    if not given:
        return None
    return given[1] if len(given) > 1 and given[0] in COMMON_FIRST_PARTS else given[0]


def _family_part(names: tuple[StandardName, ...], main: StandardName | None) -> dict[str, Any]:
    told = _family_told(main.family if main else ())
    if len(names) == 1:
        return told
    families = _unique(word for name in names for word in _family_told(name.family)["families"])
    return {"family": told["family"], "families": families, "family_sounds": _unique(map(sound_of, families))}


@lru_cache(maxsize=131_072)
def _family_told(family: Words) -> dict[str, Any]:
    """What a family name says: its words, and all of them joined; never written to."""
    families = _unique((*family, "".join(family)) if len(family) > 1 else family)
    return {
        "family": "".join(family) or None,
        "families": families,
        "family_sounds": _unique(map(sound_of, families)),
    }


@lru_cache(maxsize=65_536)
def _birth_part(births: tuple[date, ...]) -> dict[str, Any]:
    """What dates of birth say; never written to."""
    if not births:
        return {}
    first = births[0]
    told = [day for day in births if (day.month, day.day) != (1, 1)]
    is_told = bool(told) and told[0] == first
    return {
        "births": _unique(day.isoformat() for day in told),
        "birth": first.isoformat() if is_told else None,
        "birth_day": first.toordinal() if is_told else None,
        "year": first.year,
        "month": first.month if is_told else None,
        "day": first.day if is_told else None,
        "is_new_year": not is_told,
    }


def _place_part(standard: Standard) -> dict[str, Any]:
    code = next(iter(standard.postcodes), None)
    found = parse(code) if code else None
    return {
        "postcode": code,
        "postcodes": standard.postcodes,
        "sector": found.sector if found else None,
        "outward": found.outward if found else None,
        "households": standard.households,
    }


LEAST_DIGITS = 5  # of what may be a number; "n/a" and "unknown" are none


def _number_part(standard: Standard) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for number in standard.numbers:
        short = {"nhs_number": "nhs", "upn": "upn"}.get(number.kind)
        if short is None:
            continue
        if number.passes_check:
            said.setdefault(short, number.value)
        if sum(map(str.isdigit, number.value)) >= LEAST_DIGITS:
            said.setdefault(f"{short}_said", number.value)
    return said


def _unique(values: Iterable[str] | Iterator[str]) -> Words:
    return tuple(dict.fromkeys(value for value in values if value))[: MOST_WORDS * 2]
