"""Letters written in plain Latin: accents dropped, ligatures opened, Cyrillic and Greek spelt out.

Follows what passports print (ICAO Doc 9303, part 3, section 6) where it gives one answer, except that
ä, ö and ü lose their dots rather than gain an e, because English keyboards drop them.
"""

import unicodedata

_LATIN = {
    "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŋ": "ng", "ĸ": "k", "ŧ": "t", "ə": "a", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ƴ": "y",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "ђ": "dj", "у": "u", "ў": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_PLAIN = str.maketrans(_LATIN | _CYRILLIC | _GREEK)


def in_latin(text: str) -> str:
    """The text in small Latin letters, as far as this table knows them; other scripts come back without accents."""
    spelt = text.casefold().translate(_PLAIN)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", spelt) if not _is_mark(sign))
    return unicodedata.normalize("NFC", bare.translate(_PLAIN))


def _is_mark(sign: str) -> bool:
    """True for accents and for invisible signs such as direction marks."""
    return unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cc", "Co", "Cn", "Cs"} and not sign.isspace()
