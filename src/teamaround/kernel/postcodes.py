"""Postcodes: read, written in one way, and told apart from those that cannot be real.

Shape after the Royal Mail's address standard (BS 7666-2, Appendix C): an outward part of two to four
characters and an inward part of a digit and two letters. Areas are checked only to say
"invented": a demo county uses area letters that no part of the country has.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_REAL_AREAS_AS_TEXT = """
    AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
    EC EH EN EX FK FY G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN
    LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR
    SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
REAL_AREAS = frozenset(_REAL_AREAS_AS_TEXT.split())
_SHAPE = re.compile(r"(GIR|[A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})")
_NOBODYS = re.compile(r"ZZ99[0-9][A-Z]Z")


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A well-formed postcode in its two parts, in capitals."""

    outward: str
    inward: str

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"

    @property
    def compact(self) -> str:
        """Without the space, for keys."""
        return self.outward + self.inward

    @property
    def area(self) -> str:
        """The letters it starts with."""
        return re.sub(r"[0-9].*", "", self.outward)

    @property
    def sector(self) -> str:
        """The outward part and the first digit of the inward part, some 3,000 homes."""
        return f"{self.outward} {self.inward[0]}"

    @property
    def is_invented(self) -> bool:
        """True when no part of the country has these area letters, so nobody lives there."""
        return self.area not in REAL_AREAS

    @property
    def is_nobodys(self) -> bool:
        """True for the NHS's ZZ99 codes, which say "no fixed abode" or "not known", not a place."""
        return self.outward == "ZZ99" and _NOBODYS.fullmatch(self.compact) is not None


@lru_cache(maxsize=262_144)
def parse(text: str) -> Postcode | None:
    """The postcode that this text spells, however spaced or cased, or None when it spells none."""
    compact = re.sub(r"[\s.\-]+", "", text).upper()
    if _NOBODYS.fullmatch(compact):
        return Postcode(compact[:-3], compact[-3:])
    found = _SHAPE.fullmatch(compact)
    return Postcode(found[1], found[2]) if found else None


def is_valid_shape(text: str) -> bool:
    """True when the text is shaped like a postcode, real or invented."""
    return parse(text) is not None


def tidy(text: str) -> str:
    """The postcode as people write it ("OX1 1ND"); text that is none comes back trimmed."""
    found = parse(text)
    return str(found) if found else " ".join(text.split())
