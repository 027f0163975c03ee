"""Keys that bring the few children who may be meant out of a county: salted hashes, so that no name lies in them.

A kind goes into its own hash. Keys of every name, date, postcode and number ever seen point to the child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

from teamaround.kernel.nicknames import families_of
from teamaround.kernel.sounds import sound_of
from teamaround.matching import blocking
from teamaround.matching.facts import Number, Standard, StandardName, Wanted
from teamaround.matching.key_kinds import IN_INDEX, WIDE_IN_INDEX, KeyKind, Told, pair
from teamaround.matching.rows import row_of
from teamaround.matching.standardise import standardise_wanted

Key = tuple[KeyKind, int]
Raw = tuple[KeyKind, str]

_WORDS_KEPT = 4


@dataclass(frozen=True, slots=True)
class LookUp:
    """Keys to try: the narrow first, the wide only when those bring nobody."""

    narrow: frozenset[Key]
    wide: frozenset[Key]


def keys(standard: Standard, *, salt: bytes) -> frozenset[Key]:
    """Every key under which a child is kept."""
    return frozenset((kind, _hashed(kind, value, salt)) for kind, value in _raw(told_of(standard)))


def contact_keys(contact: str, *, salt: bytes) -> tuple[int, ...]:
    """The numbers under which whoever has this telephone or e-mail address is kept, whichever of the two it is."""
    return tuple(_hashed(kind, contact, salt) for kind in (KeyKind.TELEPHONE, KeyKind.EMAIL))


def look_up_keys(query: Standard | Wanted, *, salt: bytes) -> LookUp:
    """The keys to look under, with day and month also swapped.

    The wide ones are the least wide that what is known allows: a date or a year before a name alone,
    a name before a postcode alone.
    """
    standard = standardise_wanted(query) if isinstance(query, Wanted) else query
    told = told_of(standard)
    raw = set(_raw(told._replace(births=(*told.births, *_swapped(standard)))))
    kinds = {kind for kind, _ in raw}
    left_out = {KeyKind.NAME} if kinds & {KeyKind.BIRTH, KeyKind.NAME_YEAR} else set()
    left_out |= {KeyKind.POSTCODE} if kinds & {KeyKind.BIRTH, KeyKind.NAME} else set()
    hashed = frozenset((kind, _hashed(kind, value, salt)) for kind, value in raw if kind not in left_out)
    wide = frozenset(key for key in hashed if key[0] in WIDE_IN_INDEX)
    return LookUp(narrow=hashed - wide, wide=wide)


def _hashed(kind: KeyKind, value: str, salt: bytes) -> int:
    hasher = _hasher(kind, salt).copy()
    hasher.update(value.encode())
    return int.from_bytes(hasher.digest(), "big", signed=True)


@lru_cache(maxsize=256)
def _hasher(kind: str, salt: bytes) -> blake2b:
    return blake2b(f"{kind}\x1f".encode(), digest_size=8, key=salt)


def _raw(told: Told) -> Iterator[Raw]:
    return ((kind, value) for kind, made in IN_INDEX for value in made(told))


def told_of(standard: Standard) -> Told:
    """What a person says, as keys of the index are made of it."""
    names = {sound for name in standard.names for sound in name_sounds(name)}
    numbers = _by_kind(standard.numbers)
    return Told(
        nhs=numbers["nhs_number"], upn=numbers["upn"], agency_numbers=numbers["agency"],
        births=tuple(day.isoformat() for day in standard.births),
        years={str(year) for year in _years(standard)},
        names=names,
        pairs=_pairs_of(standard),
        initials={each for name in standard.names for each in _initials(name)},
        postcodes=standard.postcodes, telephones=standard.telephones, emails=standard.emails,
    )  # fmt: skip


def _swapped(standard: Standard) -> Iterator[str]:
    return (day.isoformat() for day in map(swap_day_and_month, standard.births) if day is not None)


def _pairs_of(standard: Standard) -> set[str]:
    """The pairs within each name, and for somebody with several those across them that a file would make."""
    pairs = {found for name in standard.names for found in _pairs(name)}
    return pairs.union(blocking.told_of(row_of(standard)).pairs) if len(standard.names) > 1 else pairs


def _pairs(name: StandardName) -> Iterator[str]:
    family_sounds = _sounds_of_family(name.family)
    return (pair(given, family) for given in _sounds_of_given(name.given) for family in family_sounds)


def _initials(name: StandardName) -> Iterator[str]:
    initials = {given[0] for given in name.given[:_WORDS_KEPT]}
    return (f"{word}|{initial}" for word in name.family[:_WORDS_KEPT] for initial in initials)


def _by_kind(numbers: tuple[Number, ...]) -> dict[str, list[str]]:
    """Numbers that pass their check: a failing one is never a key."""
    found: dict[str, list[str]] = {"nhs_number": [], "upn": [], "agency": []}
    for number in numbers:
        if number.passes_check:
            found[number.kind].append(f"{number.issuer}|{number.value}")
    return found


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
