"""One key for one front door, however its address is written, so that a household can be seen."""

import re

from teamaround.kernel import postcodes
from teamaround.kernel.names import fold

_NUMBERS = re.compile(r"\b[0-9]+ ?[a-z]?\b")
_SHORT = {
    "street": "st", "road": "rd", "avenue": "ave", "lane": "ln", "close": "cl", "drive": "dr", "court": "ct",
    "crescent": "cres", "place": "pl", "terrace": "terr", "gardens": "gdns", "saint": "st", "house": "hse",
    "apartment": "flat", "apt": "flat", "unit": "flat", "building": "bldg", "cottage": "cott",
}  # fmt: skip


def household_key(lines: str, postcode: str) -> str:
    """The door that these lines and this postcode lead to, or "" when they lead to none.

    A postcode holds some fifteen doors, so beside it the numbers are enough ("Flat 2, 14 High Street" is
    "OX11ND/2 14"); a house with only a name keeps the first line. Without a postcode all words count.
    Codes for "no fixed abode" and "not known" lead nowhere.
    """
    if not lines.strip():
        return ""
    found = postcodes.parse(postcode)
    if found is not None and found.is_nobodys:
        return ""
    if found is None:
        return _short_words(lines) if re.search(r"[0-9]", lines) else ""
    numbers = " ".join(number.replace(" ", "") for number in _NUMBERS.findall(lines.casefold()))
    door = numbers or _short_words(re.split(r"[,\n]", lines.strip(), maxsplit=1)[0])
    return f"{found.compact}/{door}" if door else ""


def _short_words(text: str) -> str:
    parted = re.sub(r"([0-9]+)", r" \1 ", text)
    return " ".join(
        word if word.isdigit() else _SHORT.get(fold(word), fold(word)) for word in parted.split()
    ).strip()
