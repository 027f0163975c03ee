"""Who is compared with whom: those who share a key. Keys are numbers, the same in a look-up and in a file.

A key of dates, sounds, postcodes and passing numbers, never of a failing one. Narrow keys are tried
first; wide ones only when the narrow bring nobody likely. A key that leads to too many is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from teamaround.matching.key_kinds import NARROW, WIDE, Told, in_files, pair
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
    return in_files(told_of(row), NARROW)


def told_of(row: Row) -> Told:
    """What a row says, as narrow keys are made of it."""
    given, family = row.given_sounds[:_SOUNDS_KEPT], row.family_sounds[:_SOUNDS_KEPT]
    return Told(
        nhs=(row.nhs,) if row.nhs else (), upn=(row.upn,) if row.upn else (), births=row.births,
        either_way=tuple(map(_day_month_either_way, row.births)),
        years=() if row.year is None else (str(row.year),),
        days=() if row.birth is None else (row.birth[5:],),
        given=given, family=family, names=tuple(dict.fromkeys((*given, *family))),
        pairs=_pairs(given[:3], family[:3]),
        postcodes=row.postcodes, doors=row.households, contacts=row.contacts,
    )  # fmt: skip


def wide_of(row: Row) -> list[str]:
    """The wide keys in words. One thing alone is enough here: the cap leaves out whatever is common where there
    are many children."""
    given, family = row.given_sounds[:2], row.family_sounds[:3]
    return in_files(
        Told(
            births=row.births, years=() if row.year is None else (str(row.year),),
            given=given, family=family, names=(*given, *family), pairs=_pairs(given, family),
            starts=(row.family[:2],) if row.family else (),
            postcodes=row.postcodes, doors=row.households, contacts=row.contacts,
            words=_telling_words(row.address),
        ),
        WIDE,
    )  # fmt: skip


def _pairs(given: tuple[str, ...], family: tuple[str, ...]) -> list[str]:
    return [pair(one, other) for one in given for other in family]


def _day_month_either_way(birth: str) -> str:
    year, month, day = birth.split("-")
    return f"{year}-{min(month, day)}-{max(month, day)}"


def _telling_words(address: str | None) -> tuple[str, ...]:
    return tuple([word for word in (address or "").split() if len(word) >= 5][:4])
