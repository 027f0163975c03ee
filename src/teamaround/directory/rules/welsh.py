"""Welsh words as they are searched: whatever their first letters turn into, one word is one key.

Welsh changes the beginning of a word by what stands before it (plant, blant, phlant, mhlant: children). The key of a
word puts all letters that one first letter can become under one, so that each form finds the others. A few
words fall together that are not the same (mam and pam); for finding that is little harm. A G that is left out
before L, N or R is not brought back.
"""

from __future__ import annotations

import re
import unicodedata

BEGINNINGS = {
    "ngh": "c", "ng": "c", "ch": "c", "c": "c", "g": "c",
    "mh": "p", "ph": "p", "p": "p", "b": "p", "f": "p", "m": "p",
    "nh": "t", "th": "t", "dd": "t", "t": "t", "d": "t", "n": "t",
    "ff": "ff", "ll": "l", "l": "l", "rh": "r", "r": "r",
}  # fmt: skip
_BEGINNING = re.compile(f"({'|'.join(sorted(BEGINNINGS, key=len, reverse=True))}|h(?=[aeiouwy]))?([a-z0-9]+)")
_VOWELS = frozenset("aeiouwy")
_SMALL = (
    "y yr r i o a ac ag yn n ar am at fy dy ei eu ein eich mae maen dw dwi rwy rydw wedi gyda gydag efo neu na ond os"
    " un ir or air ddim"
)
SMALL = frozenset(_SMALL.split())  # words of any sentence, by which nothing is found
TOKEN = "cyx"  # noqa: S105 - how a Welsh word begins in what a search looks through, where English words stand too


def folded(text: str) -> str:
    """A text in small letters without accents: ty for tŷ, cafe for café."""
    plain = unicodedata.normalize("NFKD", text).lower()  # letters of other styles first: they have no small ones
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def key(word: str) -> str:
    """A word, in small letters without accents, under the one key of all its forms."""
    if word[:1] in _VOWELS:
        return "c" + word  # a G may have stood before it
    found = _BEGINNING.fullmatch(word)
    if found is None or not found[1]:
        return word
    return BEGINNINGS.get(found[1], "c") + found[2]


def keys(words: str) -> str:
    """The same for each of some words with one space between."""
    return " ".join(map(key, words.split()))


def tokens(words: str) -> str:
    """What a search looks for, and through, in place of these Welsh words."""
    return " ".join(f"{TOKEN}{key(word)}" for word in words.split() if word not in SMALL)
