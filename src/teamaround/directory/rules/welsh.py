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
_USUAL = (
    "achos adref agos allaf allwch angen arall ardal atom bachgen beth blwydd blwyddyn bobl bore brawd byth bydd bywyd"
    " cael caru cartref cefnogaeth chwaer chwilio cyfer cymorth dechrau deulu diolch diwrnod dod dros drwg drwy dydd"
    " eisiau eraill felly fydd fyny gallaf gallu gartref gilydd gormod gorau gwaith gweld gwelwch gwell gwneud gwybod"
    " hefyd heddiw heno hoffi hoffwn hunan iawn ifanc isio lleol llai llawer lleoedd mawr menyw merch methu moyn mwyn"
    " mynd nain nawr newydd noson oedd oherwydd pentref person pethau plant plentyn pobl popeth problemau pryd"
    " prynhawn rhai rhieni rhywbeth rhywle rhywun rwan sydd teulu trafferth tref trwy wastad wedyn weithiau wella"
    " wneud wybod wythnos ychydig yfory yma yna ysgol"
)
USUAL = frozenset(
    _USUAL.split()
)  # words of any sentence: none of them is a slip, whether an entry holds them or not
TOKEN = "cyx"  # noqa: S105 - how a Welsh word begins in what a search looks through, where English words stand too


def folded(text: str) -> str:
    """A text in small letters without accents: ty for tŷ, cafe for café."""
    plain = unicodedata.normalize(
        "NFKD", text
    ).lower()  # letters of other styles first: they have no small ones
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


def begun_like(word: str, known: str) -> str:
    """A known key with the first letters that somebody gave the word that they meant; the key itself where they differ.

    Such as mhlentyn, of mhlntyn and the key of plentyn.
    """
    if word[:1] in _VOWELS:
        return known[1:] if known[:1] == "c" and known[1:2] in _VOWELS else ""
    found = _BEGINNING.fullmatch(word)
    start = BEGINNINGS.get(found[1], "c") if found and found[1] else ""
    return found[1] + known[len(start) :] if found and start and known.startswith(start) else ""
