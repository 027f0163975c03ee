"""Keys that bring the few children who may be meant out of a county: salted hashes, so that no name lies in them.

A kind goes into its own hash. Keys of every name, date, postcode and number ever seen point to the child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from teamaround.kernel.nicknames import families_of
from teamaround.kernel.sounds import sound_of
from teamaround.matching.facts import Number, Standard, StandardName, Wanted
from teamaround.matching.standardise import standardise_wanted


class KeyKind(StrEnum):
    """What a key is made of."""

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


Key = tuple[KeyKind, int]
Raw = tuple[KeyKind, str]

WIDE = frozenset((KeyKind.BIRTH, KeyKind.NAME_YEAR, KeyKind.NAME, KeyKind.POSTCODE))
SHARED_BY_KIN = frozenset((KeyKind.TELEPHONE, KeyKind.EMAIL))
NAMES_ALONE = frozenset((KeyKind.NAME_PAIR, KeyKind.FAMILY_INITIAL))
VISIBLE_WHEN_SHIELDED = frozenset(
    (
        KeyKind.BIRTH_NAME,
        KeyKind.NAME_PAIR,
        KeyKind.FAMILY_INITIAL,
        KeyKind.BIRTH,
        KeyKind.NAME_YEAR,
        KeyKind.NAME,
    )
)
_WORDS_KEPT = 4
_NUMBER_KINDS = {"nhs_number": KeyKind.NHS_NUMBER, "upn": KeyKind.UPN, "agency": KeyKind.AGENCY_NUMBER}


@dataclass(frozen=True, slots=True)
class LookUp:
    """Keys to try: the narrow first, the wide only when those bring nobody."""

    narrow: frozenset[Key]
    wide: frozenset[Key]


def keys(standard: Standard, *, salt: bytes) -> frozenset[Key]:
    """Every key under which a child is kept."""
    return frozenset((kind, _hashed(kind, value, salt)) for kind, value in _raw(standard))


def contact_keys(contact: str, *, salt: bytes) -> tuple[int, ...]:
    """The numbers under which whoever has this telephone or e-mail address is kept, whichever of the two it is."""
    return tuple(_hashed(kind, contact, salt) for kind in (KeyKind.TELEPHONE, KeyKind.EMAIL))


def look_up_keys(query: Standard | Wanted, *, salt: bytes) -> LookUp:
    """The keys to look under, with day and month also swapped.

    The wide ones are the least wide that what is known allows: a date or a year before a name alone,
    a name before a postcode alone.
    """
    standard = standardise_wanted(query) if isinstance(query, Wanted) else query
    raw = set(_raw(standard)) | set(_raw_of_slips(standard))
    kinds = {kind for kind, _ in raw}
    left_out = {KeyKind.NAME} if kinds & {KeyKind.BIRTH, KeyKind.NAME_YEAR} else set()
    left_out |= {KeyKind.POSTCODE} if kinds & {KeyKind.BIRTH, KeyKind.NAME} else set()
    hashed = frozenset((kind, _hashed(kind, value, salt)) for kind, value in raw if kind not in left_out)
    wide = frozenset(key for key in hashed if key[0] in WIDE)
    return LookUp(narrow=hashed - wide, wide=wide)


def _hashed(kind: KeyKind, value: str, salt: bytes) -> int:
    hasher = _hasher(kind, salt).copy()
    hasher.update(value.encode())
    return int.from_bytes(hasher.digest(), "big", signed=True)


@lru_cache(maxsize=256)
def _hasher(kind: str, salt: bytes) -> blake2b:
    return blake2b(f"{kind}\x1f".encode(), digest_size=8, key=salt)


def _raw(standard: Standard) -> Iterator[Raw]:
    names = {sound for name in standard.names for sound in name_sounds(name)}
    yield from _of_numbers(standard.numbers)
    for name in standard.names:
        yield from _of_name(name)
    for day in standard.births:
        yield from _of_birth(day, names, standard.postcodes)
    yield from _of_sounds(names, _years(standard), standard.postcodes)
    yield from ((KeyKind.POSTCODE, postcode) for postcode in standard.postcodes)
    yield from ((KeyKind.TELEPHONE, number) for number in standard.telephones)
    yield from ((KeyKind.EMAIL, address) for address in standard.emails)


def _raw_of_slips(standard: Standard) -> Iterator[Raw]:
    names = {sound for name in standard.names for sound in name_sounds(name)}
    for day in standard.births:
        swapped = swap_day_and_month(day)
        if swapped is not None:
            yield from _of_birth(swapped, names, standard.postcodes)


def _of_birth(day: date, names: set[str], postcodes: tuple[str, ...]) -> Iterator[Raw]:
    born = day.isoformat()
    yield KeyKind.BIRTH, born
    for sound in names:
        yield KeyKind.BIRTH_NAME, f"{born}|{sound}"
    for postcode in postcodes:
        yield KeyKind.BIRTH_POSTCODE, f"{born}|{postcode}"


def _of_sounds(names: set[str], years: set[int], postcodes: tuple[str, ...]) -> Iterator[Raw]:
    for sound in names:
        yield KeyKind.NAME, sound
        yield from ((KeyKind.NAME_YEAR, f"{sound}|{year}") for year in years)
        yield from ((KeyKind.POSTCODE_NAME, f"{postcode}|{sound}") for postcode in postcodes)


def _of_name(name: StandardName) -> Iterator[Raw]:
    family_sounds = _sounds_of_family(name.family)
    for given in _sounds_of_given(name.given):
        for family in family_sounds:
            yield KeyKind.NAME_PAIR, "|".join(sorted((given, family)))
    for word in name.family[:_WORDS_KEPT]:
        for initial in {given[0] for given in name.given[:_WORDS_KEPT]}:
            yield KeyKind.FAMILY_INITIAL, f"{word}|{initial}"


def _of_numbers(numbers: tuple[Number, ...]) -> Iterator[Raw]:
    for number in numbers:
        if number.passes_check:
            yield _NUMBER_KINDS[number.kind], f"{number.issuer}|{number.value}"


def _years(standard: Standard) -> set[int]:
    if standard.births:
        return {day.year for day in standard.births}
    if standard.born_between is not None:
        return {day.year for day in standard.born_between}
    if standard.expected_on is not None:
        return {(standard.expected_on + timedelta(days=days)).year for days in (-42, 21)}
    return set()


def name_sounds(name: StandardName) -> frozenset[str]:
    """The sounds of every word of a name, its given names by the full names they may stand for."""
    return _sounds_of_given(name.given) | _sounds_of_family(name.family)


@lru_cache(maxsize=131_072)
def _sounds_of_given(given: tuple[str, ...]) -> frozenset[str]:
    return frozenset(sound_of(full) for word in given[:_WORDS_KEPT] for full in families_of(word))


@lru_cache(maxsize=131_072)
def _sounds_of_family(family: tuple[str, ...]) -> frozenset[str]:
    joined = {sound_of("".join(family))} if len(family) > 1 else set()
    return frozenset(joined | {sound_of(word) for word in family[:_WORDS_KEPT]})


def swap_day_and_month(day: date) -> date | None:
    """The date that somebody meant who wrote the month first, or None when it cannot be so."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 and day.day != day.month else None
