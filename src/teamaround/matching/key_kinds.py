"""By what a child is found: every kind of key, declared once, for the index in its database and for whole files.

A kind is made in one way from what is said of somebody, wherever it is kept. The index keeps few and general keys of
each child, which a search needs too. A file is compared in one go and has nobody to ask: there a general key counts
together with something else, and stands under a kind of its own, `within` the kinds by which the index finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Words = tuple[str, ...]


class KeyKind(StrEnum):
    """What a key is made of, as the index keeps it."""

    __hash__ = str.__hash__  # a key kind is hashed twenty times a child; the enum's own hash is Python

    NHS_NUMBER = "nhs"
    UPN = "upn"
    AGENCY_NUMBER = "agency"
    BIRTH_NAME = "birth_name"  # date of birth and the sound of any one name
    BIRTH_POSTCODE = "birth_postcode"
    POSTCODE_NAME = "postcode_name"
    NAME_PAIR = "name_pair"  # the sounds of a given and a family name, in either order
    FAMILY_INITIAL = "family_initial"  # the family name as spelt and a given initial
    TELEPHONE = "telephone"
    EMAIL = "email"
    BIRTH = "birth"
    POSTCODE = "postcode"
    NAME_YEAR = "name_year"
    NAME = "name"  # the sound of any one name


class Told(NamedTuple):
    """What is said of somebody, as keys are made of it. given, family, names: sounds; `names` are all of them.

    either_way: births with the smaller of day and month first; days: month and day of births.
    """

    nhs: Iterable[str] = ()
    upn: Iterable[str] = ()
    agency_numbers: Iterable[str] = ()
    births: Words = ()
    either_way: Words = ()
    years: Iterable[str] = ()
    days: Words = ()
    given: Iterable[str] = ()
    family: Iterable[str] = ()
    names: Iterable[str] = ()
    pairs: Iterable[str] = ()
    initials: Iterable[str] = ()
    starts: Words = ()
    postcodes: Words = ()
    doors: Words = ()
    contacts: Words = ()
    telephones: Words = ()
    emails: Words = ()
    words: Words = ()


Made = Callable[[Told], Iterable[str]]
NARROW, WIDE = "narrow", "wide"  # the wide are tried when the narrow bring nobody likely


@dataclass(frozen=True)
class Declared:
    """One kind. `sign` goes before its values in files; `index` and `files`: how wide it is there, "" for not kept.

    within: the kinds of the index by which those are found who share this narrow key of files.
    shown: made of what a shielded record shows too.
    """

    made: Made
    kind: KeyKind | None = None
    index: str = ""
    sign: str = ""
    files: str = ""
    within: tuple[KeyKind, ...] = ()
    shown: bool = False


def _joined(first: Callable[[Told], Iterable[str]], second: Callable[[Told], Iterable[str]]) -> Made:
    def made(told: Told) -> list[str]:
        others = second(told)
        return [f"{one}|{other}" for one in first(told) for other in others]

    return made


def pair(one: str, other: str) -> str:
    """Two sounds in either order."""
    return f"{one}|{other}" if one <= other else f"{other}|{one}"


def _births(told: Told) -> Words:
    return told.births


def _names(told: Told) -> Iterable[str]:
    return told.names


def _given(told: Told) -> Iterable[str]:
    return told.given


def _pairs(told: Told) -> Iterable[str]:
    return told.pairs


def _postcodes(told: Told) -> Words:
    return told.postcodes


def _years(told: Told) -> Iterable[str]:
    return told.years


KIND = KeyKind
BY_BIRTH, BY_PLACE = (KIND.BIRTH_NAME,), (KIND.POSTCODE_NAME,)
BY_PAIR, BY_CONTACT = (KIND.NAME_PAIR,), (KIND.TELEPHONE, KIND.EMAIL)
DECLARED: tuple[Declared, ...] = (
    Declared(lambda told: told.nhs, KIND.NHS_NUMBER, NARROW, "n", NARROW, (KIND.NHS_NUMBER,)),
    Declared(lambda told: told.upn, KIND.UPN, NARROW, "u", NARROW, (KIND.UPN,)),
    Declared(lambda told: told.agency_numbers, KIND.AGENCY_NUMBER, NARROW),
    Declared(_joined(_births, _names), KIND.BIRTH_NAME, NARROW, "b", NARROW, BY_BIRTH, shown=True),
    Declared(_joined(_births, _postcodes), KIND.BIRTH_POSTCODE, NARROW, "bp", NARROW, (KIND.BIRTH_POSTCODE,)),
    Declared(_joined(lambda told: told.either_way, _given), sign="s", files=NARROW, within=BY_BIRTH),
    Declared(_joined(_postcodes, _names), KIND.POSTCODE_NAME, NARROW, "p", NARROW, BY_PLACE),
    Declared(_joined(lambda told: told.doors, _given), sign="h", files=NARROW, within=BY_PLACE),
    Declared(lambda told: told.telephones, KIND.TELEPHONE, NARROW),
    Declared(lambda told: told.emails, KIND.EMAIL, NARROW),
    Declared(_joined(lambda told: told.contacts, _names), sign="c", files=NARROW, within=BY_CONTACT),
    Declared(_pairs, KIND.NAME_PAIR, NARROW, shown=True),
    Declared(lambda told: () if told.years else told.pairs, sign="a", files=NARROW, within=BY_PAIR),
    Declared(_joined(_years, _pairs), sign="y", files=NARROW, within=BY_PAIR),
    Declared(_joined(lambda told: told.days, _pairs), sign="d", files=NARROW, within=BY_PAIR),
    Declared(lambda told: told.initials, KIND.FAMILY_INITIAL, NARROW, shown=True),
    Declared(_births, KIND.BIRTH, WIDE, "B", WIDE, shown=True),
    Declared(_postcodes, KIND.POSTCODE, WIDE, "P", WIDE),
    Declared(_joined(_names, _years), KIND.NAME_YEAR, WIDE, "Y", WIDE, shown=True),
    Declared(_names, KIND.NAME, WIDE, shown=True),
    Declared(lambda told: told.contacts, sign="C", files=WIDE),
    Declared(lambda told: told.doors, sign="H", files=WIDE),
    Declared(lambda told: told.family, sign="F", files=WIDE),
    Declared(_given, sign="N", files=WIDE),
    Declared(lambda told: told.words, sign="W", files=WIDE),
    Declared(_joined(_given, lambda told: told.starts), sign="G", files=WIDE),
    Declared(_pairs, sign="A", files=WIDE),
)

IN_INDEX: tuple[tuple[KeyKind, Made], ...] = tuple((each.kind, each.made) for each in DECLARED if each.kind)
WIDE_IN_INDEX = frozenset(each.kind for each in DECLARED if each.kind and each.index == WIDE)
VISIBLE_WHEN_SHIELDED = frozenset(each.kind for each in DECLARED if each.kind and each.shown)
IN_FILES: dict[str, tuple[tuple[str, Made], ...]] = {
    width: tuple((each.sign, each.made) for each in DECLARED if each.files == width)
    for width in (NARROW, WIDE)
}
SHARED_BY_KIN = frozenset((KIND.TELEPHONE, KIND.EMAIL))
NAMES_ALONE = frozenset((KIND.NAME_PAIR, KIND.FAMILY_INITIAL))
FOR_SEARCHES = frozenset((KIND.FAMILY_INITIAL,))  # what somebody types; too general to lead a record anywhere


def in_files(told: Told, width: str) -> list[str]:
    """The keys of a file's record, each once."""
    return list(dict.fromkeys([f"{sign}{value}" for sign, made in IN_FILES[width] for value in made(told)]))
