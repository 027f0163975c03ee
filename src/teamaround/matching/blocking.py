"""Who is compared with whom: those who share a key. Keys are numbers, the same in a look-up and in a file.

A key of dates, sounds, postcodes and passing numbers, never of a failing one. Narrow keys are tried
first; wide ones only when the narrow bring nobody likely. A key that leads to too many is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from teamaround.matching.rows import Row

BLOCKING_VERSION = 1
MOST_UNDER_A_KEY = 500
MOST_UNDER_A_WIDE_KEY = 200
_SOUNDS_KEPT = 5


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys to try: the narrow first, the wide only when those bring nobody likely."""

    narrow: tuple[int, ...]
    wide: tuple[int, ...]


def keys_of(row: Row) -> Keys:
    """The keys under which a row is kept, and found."""
    return Keys(_hashed(_narrow(row)), _hashed(_wide(row)))


def _hashed(said: Iterator[str]) -> tuple[int, ...]:
    return tuple(
        int.from_bytes(blake2b(each.encode(), digest_size=8).digest(), "big", signed=True)
        for each in dict.fromkeys(said)
    )


def _narrow(row: Row) -> Iterator[str]:
    given, family = row.given_sounds[:_SOUNDS_KEPT], row.family_sounds[:_SOUNDS_KEPT]
    sounds = tuple(dict.fromkeys((*given, *family)))
    if row.nhs:
        yield f"n{row.nhs}"
    if row.upn:
        yield f"u{row.upn}"
    for birth in row.births:
        yield from (f"b{birth}|{sound}" for sound in sounds)
        yield from (f"bp{birth}|{code}" for code in row.postcodes)
        yield from (f"s{_day_month_either_way(birth)}|{sound}" for sound in given)
    for code in row.postcodes:
        yield from (f"p{code}|{sound}" for sound in sounds)
    for door in row.households:
        yield from (f"h{door}|{sound}" for sound in given)
    for contact in row.contacts:
        yield from (f"c{contact}|{sound}" for sound in sounds)
    yield from _of_name_pairs(row, given, family)


def _of_name_pairs(row: Row, given: tuple[str, ...], family: tuple[str, ...]) -> Iterator[str]:
    """Both names, in either order, with the year or with the day: a wrong date is seldom wrong in both."""
    pairs = ["|".join(sorted((one, other))) for one in given[:3] for other in family[:3]]
    for pair in pairs:
        if row.year is not None:
            yield f"y{row.year}|{pair}"
        if row.birth is not None:
            yield f"d{row.birth[5:]}|{pair}"
        if row.year is None:
            yield f"a{pair}"


def _day_month_either_way(birth: str) -> str:
    year, month, day = birth.split("-")
    return f"{year}-{min(month, day)}-{max(month, day)}"


def _wide(row: Row) -> Iterator[str]:
    """One thing alone is enough here: the cap leaves out whatever is common where there are many children."""
    given, family = row.given_sounds[:2], row.family_sounds[:3]
    yield from (f"B{birth}" for birth in row.births)
    yield from (f"C{contact}" for contact in row.contacts)
    yield from (f"H{door}" for door in row.households)
    yield from (f"P{code}" for code in row.postcodes)
    yield from (f"F{sound}" for sound in family)
    yield from (f"N{sound}" for sound in given)
    yield from (f"W{word}" for word in _telling_words(row.address))
    if row.family:
        yield from (f"G{sound}|{row.family[:2]}" for sound in given)
    if row.year is not None:
        yield from (f"Y{row.year}|{sound}" for sound in (*given, *family))
    yield from ("A" + "|".join(sorted((one, other))) for one in given for other in family)


def _telling_words(address: str | None) -> list[str]:
    return [word for word in (address or "").split() if len(word) >= 5][:4]
