"""Who is compared with whom: those who share a key. Keys are numbers, the same in a look-up and in a file.

A key of dates, sounds, postcodes and passing numbers, never of a failing one. Narrow keys are tried
first; wide ones only when the narrow bring nobody likely. A key that leads to too many is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from teamaround.matching.rows import Row

BLOCKING_VERSION = 1
MOST_UNDER_A_KEY = 500
MOST_UNDER_A_WIDE_KEY = 200
_SOUNDS_KEPT = 5
_NUMBER = int.from_bytes


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys to try: the narrow first, the wide only when those bring nobody likely."""

    narrow: tuple[int, ...]
    wide: tuple[int, ...]


def keys_of(row: Row) -> Keys:
    """The keys under which a row is kept, and found."""
    return Keys(_hashed(narrow_of(row)), _hashed(wide_of(row)))


def _hashed(said: list[str]) -> tuple[int, ...]:
    return tuple(
        [_NUMBER(blake2b(each.encode(), digest_size=8).digest(), "big", signed=True) for each in said]
    )


def narrow_of(row: Row) -> list[str]:
    """The narrow keys in words, before they are numbers; each once."""
    given, family = row.given_sounds[:_SOUNDS_KEPT], row.family_sounds[:_SOUNDS_KEPT]
    sounds = dict.fromkeys((*given, *family))
    said: list[str] = []
    if row.nhs:
        said.append(f"n{row.nhs}")
    if row.upn:
        said.append(f"u{row.upn}")
    for birth in row.births:
        said += [f"b{birth}|{sound}" for sound in sounds]
        said += [f"bp{birth}|{code}" for code in row.postcodes]
        either = _day_month_either_way(birth)
        said += [f"s{either}|{sound}" for sound in given]
    for code in row.postcodes:
        said += [f"p{code}|{sound}" for sound in sounds]
    for door in row.households:
        said += [f"h{door}|{sound}" for sound in given]
    for contact in row.contacts:
        said += [f"c{contact}|{sound}" for sound in sounds]
    said += _of_name_pairs(row, given, family)
    return list(dict.fromkeys(said))


def _of_name_pairs(row: Row, given: tuple[str, ...], family: tuple[str, ...]) -> list[str]:
    """Both names, in either order, with the year or with the day: a wrong date is seldom wrong in both."""
    said: list[str] = []
    for one in given[:3]:
        for other in family[:3]:
            pair = f"{one}|{other}" if one <= other else f"{other}|{one}"
            said.append(f"a{pair}" if row.year is None else f"y{row.year}|{pair}")
            if row.birth is not None:
                said.append(f"d{row.birth[5:]}|{pair}")
    return said


def _day_month_either_way(birth: str) -> str:
    year, month, day = birth.split("-")
    return f"{year}-{min(month, day)}-{max(month, day)}"


def wide_of(row: Row) -> list[str]:
    """The wide keys in words. One thing alone is enough here: the cap leaves out whatever is common where there
    are many children."""
    given, family = row.given_sounds[:2], row.family_sounds[:3]
    said = [
        *[f"B{birth}" for birth in row.births],
        *[f"C{contact}" for contact in row.contacts],
        *[f"H{door}" for door in row.households],
        *[f"P{code}" for code in row.postcodes],
        *[f"F{sound}" for sound in family],
        *[f"N{sound}" for sound in given],
        *[f"W{word}" for word in _telling_words(row.address)],
    ]
    if row.family:
        said += [f"G{sound}|{row.family[:2]}" for sound in given]
    if row.year is not None:
        said += [f"Y{row.year}|{sound}" for sound in (*given, *family)]
    for one in given:
        said += [f"A{one}|{other}" if one <= other else f"A{other}|{one}" for other in family]
    return list(dict.fromkeys(said))


def _telling_words(address: str | None) -> list[str]:
    return [word for word in (address or "").split() if len(word) >= 5][:4]
