"""Unique Pupil Numbers: a check letter, then twelve characters.

After the Department for Education's guide to the unique pupil number: check letter, three digits of
the authority, four of the school, two of the year and three of a serial. A temporary number ends in a letter.
The check letter is the sum of the twelve, weighted 2 to 13, modulo 23, read from an alphabet
without I, O and S. Numbers are handed out in a row, so twins are often one digit apart:
"nearly the same" is never a sign of the same child.
"""

import re
from operator import mul

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(LETTERS)} | {str(digit): digit for digit in range(10)}
_SHAPE = re.compile(f"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")
_SPACES = re.compile(r"[\s\-.]+")
_WEIGHTS = tuple(range(2, 14))


def parse(text: str) -> str | None:
    """The thirteen characters in capitals, or None when the shape is wrong; the check letter is not looked at."""
    compact = _SPACES.sub("", text).upper()
    return compact if _SHAPE.fullmatch(compact) else None


def check_letter(last_twelve: str) -> str:
    """The letter that belongs before these twelve characters."""
    return LETTERS[sum(map(mul, map(_VALUES.__getitem__, last_twelve), _WEIGHTS)) % 23]


def passes_check(text: str) -> bool:
    """True for a well-shaped number whose check letter fits."""
    upn = parse(text)
    return upn is not None and upn[0] == check_letter(upn[1:])


def is_temporary(text: str) -> bool:
    """True for a number given until the lasting one is known, which ends in a letter."""
    upn = parse(text)
    return upn is not None and upn[-1].isalpha()


def tidy(text: str) -> str:
    """As printed, without spaces; text that is no number comes back trimmed."""
    return parse(text) or " ".join(text.split())


def made_for(*, authority: int, school: int, year: int, serial: int) -> str:
    """The number for this authority, school, two-digit year and serial, with its check letter."""
    twelve = f"{authority:03d}{school:04d}{year % 100:02d}{serial:03d}"
    return check_letter(twelve) + twelve
