"""A whole name in one cell, parted into given and family name."""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.kernel.names import in_mixed_case

_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "lady", "master"])
_JOINING = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "der",
        "den",
        "des",
        "la",
        "le",
        "van",
        "von",
        "vom",
        "ter",
        "ten",
        "bin",
        "bint",
        "ibn",
        "ap",
        "el",
        "al",
        "st",
        "mc",
        "mac",
    ]
)


@dataclass(frozen=True, slots=True)
class Parted:
    """A name in its two halves; `sure` when the writing itself shows which is which."""

    given: str
    family: str
    sure: bool


def part(whole: str) -> Parted:
    """Part a name: "FAMILY, Given", "Given FAMILY", or "Given Family" where two words leave no other reading.

    Of three words or more in one case the last (with van, de and the like before it) is taken
    as the family name, which is not sure.
    """
    if "," in whole:
        family, _, given = whole.partition(",")
        return _halves(given.replace(",", " "), family, sure=True)
    words = _without_title(whole.split())
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        return _halves(
            " ".join(word for word in words if word not in capitals), " ".join(capitals), sure=True
        )
    if len(words) < 2:
        return _halves("", " ".join(words), sure=False)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in _JOINING:
        cut -= 1
    return _halves(" ".join(words[:cut]), " ".join(words[cut:]), sure=len(words) == 2)


def _halves(given: str, family: str, *, sure: bool) -> Parted:
    return Parted(in_mixed_case(" ".join(_without_title(given.split()))), in_mixed_case(family), sure)


def _without_title(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0].strip(".").casefold() in _TITLES else words
