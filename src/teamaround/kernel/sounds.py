"""How a name sounds, as a short key: spellings that are said alike share it.

Our own rules, in the family of Soundex and Metaphone, made for the names of children in Britain: Irish and
Welsh silent letters, South Asian aspirates, Polish clusters. A key only gathers candidates; it proves nothing.
"""

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"^(?:kn|gn|pn|ng)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"^wh", "w"),
        (r"^si(?=[aou]|nea)|^se(?=an|am|on)|^sj", "J"),
        (r"^(?:geo|gio|gia)", "Jo"),
        (r"^bh", "b"),
        (r"(?<!^)bh|(?<!^)mh(?=$|[^aeiou])|ph|(?<=[ao]u)gh$", "f"),
        (r"sch(?=[^aeiou])", "s"),
        (r"szcz|shch|tsch|tch|sch(?=[aeiou])|ch|cz|sh|sz|zh|dzh|dj|dge|jh", "J"),
        (r"^J(?=[rl])", "k"),
        (r"(?<=[mt]i)J(?=ae|al)", "k"),
        (r"ngh", "ng"),
        (r"^gh", "g"),
        (r"(?<=[aeiou])gh", ""),
        (r"kh|ck|q|gh", "k"),
        (r"th|dh", "t"),
        (r"tz|ts|z", "s"),
        (r"c(?=[eiy])", "s"),
        (r"[cg]", "k"),
        (r"x", "ks"),
        (r"mb$", "m"),
        (r"mp(?=[st])", "m"),
        (r"^w|^v|v", "f"),
        (r"b", "p"),
        (r"d", "t"),
        (r"^y(?=[aeiou])", "Y"),
        (r"j", "J"),
        (r"^h(?=[aeiouy])", "H"),
        (r"[hwy]", "a"),
    )
)
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=131_072)
def sound_of(word: str) -> str:
    """The key of one folded word: "siobhan" and "shevaun" give the same; a word in another script is its own key."""
    if not word.isascii():
        return word
    said = _TWICE.sub(r"\1", word)
    for pattern, sound in _RULES:
        said = pattern.sub(sound, said)
    head = "A" if said[:1] in "aeiou" else said[:1]
    return (head + _VOWELS.sub("", _TWICE.sub(r"\1", said[1:]))).upper()[:8]
