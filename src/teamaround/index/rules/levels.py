"""How much each kind of agreement says, declared once: field, level, weight in bits, and the words for it.

A bit doubles (or, below nought, halves) the odds that two records are one child. The weights are
the logarithm of how much oftener a level is seen among true pairs than among strangers,
estimated from what is published about names, birthdays and moves in England, and rounded to a half.
"""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What is compared."""

    __hash__ = str.__hash__  # looked up some ten times in each comparison; the enum's own hash is Python

    GIVEN = "given"
    FAMILY = "family"
    BIRTH = "birth"
    SEX = "sex"
    PLACE = "place"
    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    AGENCY_NUMBER = "agency"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of agreement in one field; {a} and {b} in the words stand for the names compared."""

    field: Field
    name: str
    bits: float
    words: str


LEVELS: tuple[Level, ...] = (
    Level(Field.GIVEN, "same", 7.0, "same given name"),
    Level(Field.GIVEN, "order", 6.5, "same names in another order"),
    Level(Field.GIVEN, "form", 5.5, "{a} is a form of {b}"),
    Level(Field.GIVEN, "one_of", 5.0, "one has fewer of the same given names"),
    Level(Field.GIVEN, "slip", 5.0, "one letter differs in the given name"),
    Level(Field.GIVEN, "sound", 4.5, "the given names sound alike"),
    Level(Field.GIVEN, "initial", 2.0, "same initial of the given name"),
    Level(Field.GIVEN, "shared", 1.0, "one given name agrees, another differs"),
    Level(Field.GIVEN, "like", 0.5, "the given names are a little alike"),
    Level(Field.GIVEN, "missing", 0.0, ""),
    Level(Field.GIVEN, "differs", -6.0, "given name differs"),
    Level(Field.FAMILY, "same", 9.0, "same family name"),
    Level(Field.FAMILY, "order", 8.5, "same names in another order"),
    Level(Field.FAMILY, "former", 8.0, "a former family name agrees"),
    Level(Field.FAMILY, "part", 6.5, "part of the family name agrees"),
    Level(Field.FAMILY, "slip", 6.5, "one letter differs in the family name"),
    Level(Field.FAMILY, "sound", 6.0, "the family names sound alike"),
    Level(Field.FAMILY, "like", 2.0, "the family names are a little alike"),
    Level(Field.FAMILY, "missing", 0.0, ""),
    Level(Field.FAMILY, "differs", -4.5, "family name differs"),
    Level(Field.BIRTH, "same", 12.5, "same date of birth"),
    Level(Field.BIRTH, "same_expected", 8.0, "same expected date of birth"),
    Level(Field.BIRTH, "swapped", 7.5, "day and month swapped"),
    Level(Field.BIRTH, "one_digit", 6.0, "one digit differs in the date of birth"),
    Level(
        Field.BIRTH,
        "new_year",
        5.0,
        "both born on 1 January of the same year, which may stand for an unknown date",
    ),
    Level(Field.BIRTH, "days_apart", 4.0, "born within three days of each other"),
    Level(Field.BIRTH, "expected", 4.0, "born near the expected date"),
    Level(Field.BIRTH, "age", 3.5, "the age fits"),
    Level(Field.BIRTH, "placeholder", 0.5, "same year of birth; 1 January may stand for an unknown date"),
    Level(Field.BIRTH, "near_age", 0.0, "the age is one year out"),
    Level(Field.BIRTH, "missing", 0.0, ""),
    Level(Field.BIRTH, "age_differs", -6.0, "the age does not fit"),
    Level(Field.BIRTH, "differs", -9.0, "date of birth differs"),
    Level(Field.SEX, "same", 1.0, "same sex"),
    Level(Field.SEX, "missing", 0.0, ""),
    Level(Field.SEX, "differs", -3.5, "sex differs"),
    Level(Field.PLACE, "household", 9.5, "same address"),
    Level(Field.PLACE, "same", 8.5, "same postcode"),
    Level(Field.PLACE, "former", 7.0, "a former postcode agrees"),
    Level(Field.PLACE, "slip", 4.5, "one character differs in the postcode"),
    Level(Field.PLACE, "sector", 3.0, "postcodes close to each other"),
    Level(Field.PLACE, "outward", 1.0, "postcodes of one district"),
    Level(Field.PLACE, "missing", 0.0, ""),
    Level(Field.PLACE, "differs", -1.0, "postcode differs"),
    Level(Field.NHS_NUMBER, "same", 20.0, "same NHS number"),
    Level(Field.NHS_NUMBER, "slip", 5.0, "NHS number agrees but for one slip"),
    Level(Field.NHS_NUMBER, "missing", 0.0, ""),
    Level(Field.NHS_NUMBER, "differs", -8.0, "NHS number differs"),
    Level(Field.UPN, "same", 18.0, "same unique pupil number"),
    Level(Field.UPN, "missing", 0.0, ""),
    Level(Field.UPN, "differs", -4.0, "unique pupil number differs"),
    Level(Field.AGENCY_NUMBER, "same", 17.0, "same number at the same agency"),
    Level(Field.AGENCY_NUMBER, "missing", 0.0, ""),
    Level(Field.AGENCY_NUMBER, "differs", -5.0, "another number at the same agency"),
    Level(Field.CONTACT, "same", 6.0, "same telephone or e-mail address"),
    Level(Field.CONTACT, "missing", 0.0, ""),
)

LEVEL: dict[tuple[Field, str], Level] = {(level.field, level.name): level for level in LEVELS}
BITS: dict[tuple[Field, str], float] = {key: level.bits for key, level in LEVEL.items()}
