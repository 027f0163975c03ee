"""People's names as comparable words: folded letters, particles joined or left out, placeholders as nothing.

Nothing here changes what was recorded. A folded name serves comparing, sorting and keys only.
"""

import re
import unicodedata
from functools import lru_cache

from teamaround.kernel.letters import in_latin

_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼʹ′](?=\w)")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SPACES = re.compile(r"\s+")
_DUTCH = re.compile(r"^vand(?:er|en|e)(?=[a-z]{4})")

_JOINED_TO_NEXT_AS_TEXT = "o mac mc st saint san abd abdal abdel abdul abdur abu fitz ap ab"
JOINED_TO_NEXT = frozenset(_JOINED_TO_NEXT_AS_TEXT.split())
_LEFT_OUT_AS_TEXT = """
    de da do dos das del della di du der den des la le les el al ul ur van von vom zu zum ter ten te bin
    bint binti ibn jr jnr sr snr junior senior
"""
LEFT_OUT = frozenset(_LEFT_OUT_AS_TEXT.split())
SAME_PREFIX = {
    "mc": "mac",
    "saint": "st",
    "abdal": "abdul",
    "abdel": "abdul",
    "abdur": "abdul",
    "abd": "abdul",
}
_PLACEHOLDERS_AS_TEXT = """
    baby babe infant newborn unborn unknown unnamed unk none nil null tbc tbd tba test tester testing
    dummy fake example anon anonymous anonymised withheld redacted xx boy girl male female twin triplet
    quad bump foetus fetus noname notknown namenotknown notapplicable duplicate donotuse deleted
"""
PLACEHOLDERS = frozenset(_PLACEHOLDERS_AS_TEXT.split())
_BESIDE_THEM_AS_TEXT = (
    "one two three four a b c i ii iii iv of no not name known given child mr mrs miss ms mx"
)
_BESIDE_THEM = frozenset(_BESIDE_THEM_AS_TEXT.split())
_NOT_KNOWN = re.compile(
    r"\s*(?:n\s*/\s*[ak]|(?:name )?not (?:yet )?(?:known|named|given)|child\s*[0-9]+)\s*", re.IGNORECASE
)
_KEPT_SMALL_AS_TEXT = "de da do dos das del della di du der den des la le van von vom ter ten bin bint ibn ap"
_KEPT_SMALL = frozenset(_KEPT_SMALL_AS_TEXT.split())


@lru_cache(maxsize=131_072)
def fold(text: str) -> str:
    """Lower-case words of plain letters: "Ó Briain-Łódź" becomes "o briain lodz".

    Apostrophes vanish ("O'Neil" is "oneil"), hyphens part words, digits and control signs go.
    Letters that have no Latin counterpart here (Arabic, Chinese) stay, so that they still compare with themselves.
    """
    if text.isascii() and text.isalpha():
        return text.lower()
    if not text.isascii():
        text = in_latin(unicodedata.normalize("NFKC", text))
    return _NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", text).casefold()).strip()


@lru_cache(maxsize=131_072)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, in order, small particles joined to what follows or left out.

    "van der Berg" is ("berg",), "Mc Donald" is ("macdonald",), "Abd al-Rahman" is ("abdulrahman",).
    A name made of particles alone ("Al", "De") keeps them.
    """
    kept: list[str] = []
    prefix = ""
    for word in fold(text).split():
        if word in JOINED_TO_NEXT:
            prefix = prefix or SAME_PREFIX.get(word, word)
        elif word not in LEFT_OUT:
            kept.append(prefix + _same_beginning(word))
            prefix = ""
    if prefix:
        kept.append(prefix)
    return tuple(kept) or tuple(fold(text).split())


def word_set(text: str) -> frozenset[str]:
    """The words of a name whatever their order."""
    return frozenset(words(text))


def is_placeholder(text: str) -> bool:
    """True when the text says that there is no name yet, or none is known ("Baby", "Twin 1", "Unknown", "Test")."""
    return bool(text.strip()) and not without_placeholder(text)


@lru_cache(maxsize=131_072)
def without_placeholder(text: str) -> str:
    """The name without words that only hold its place: "Baby", "Twin 2", "N/K" give nothing.

    "Baby Boy" is nothing, "Baby Amira" is "Amira"; "Child" in a longer name ("Rothschild") is untouched.
    """
    folded = fold(text)
    one_letter_over_and_over = len(folded) > 2 and len(set(folded)) == 1
    if not folded or one_letter_over_and_over or _NOT_KNOWN.fullmatch(text):
        return ""
    if not any(word in PLACEHOLDERS for word in folded.split()):
        return _SPACES.sub(" ", text).strip()
    kept = [part for part in re.split(r"[\s\-_/,.0-9]+", text) if not _holds_place(part)]
    return " ".join(kept)


def sort_key(*, family: str, given: str) -> tuple[str, str]:
    """Where a person stands in a list: by family name as folded, particles and all, then by given name."""
    return fold(family), fold(given)


def full_name(*, given: str, family: str) -> str:
    """The name as people say it, given name first; a blank half leaves no gap."""
    return tidy(f"{given} {family}")


def listed_name(*, given: str, family: str) -> str:
    """The name as lists show it ("Berg, Anna"), or the half that there is."""
    given, family = tidy(given), tidy(family)
    return f"{family}, {given}" if given and family else family or given


def initials(*, given: str, family: str) -> str:
    """First letters in capitals, for a small round picture ("AB")."""
    return "".join(part[0].upper() for part in (tidy(given), tidy(family)) if part)


def tidy(text: str) -> str:
    """The text as typed, with stray spaces and invisible signs taken out and letters composed (NFC)."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = "".join(sign if unicodedata.category(sign)[0] != "C" or sign.isspace() else "" for sign in text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def in_mixed_case(text: str) -> str:
    """A name typed all in capitals or all small, in the usual case: "VAN DER BERG-O'NEIL" as "van der Berg-O'Neil".

    Mixed case is left exactly as it is: the family knows better.
    """
    text = tidy(text)
    if not (text.isupper() or text.islower()):
        return text
    last = len(text.split()) - 1
    return " ".join(
        "-".join(_usual_case(part, is_followed=place < last) for part in word.split("-"))
        for place, word in enumerate(text.split())
    )


def _same_beginning(word: str) -> str:
    if word.startswith("mc") and len(word) > 4:
        return "mac" + word[2:]
    return _DUTCH.sub("", word)


def _holds_place(part: str) -> bool:
    word = fold(part)
    return not word or word in PLACEHOLDERS or word in _BESIDE_THEM


def _usual_case(word: str, *, is_followed: bool) -> str:
    small = word.lower()
    if is_followed and small in _KEPT_SMALL:
        return small
    if small.startswith("mc") and len(small) > 3:
        return "Mc" + small[2:].capitalize()
    head, mark, tail = (
        re.split(r"(['’])", small, maxsplit=1) if re.search(r"['’]", small) else (small, "", "")
    )
    return head.capitalize() + mark + (tail.capitalize() if len(head) == 1 else tail)
