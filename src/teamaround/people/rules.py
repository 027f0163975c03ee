"""What makes a record of a child or carer sound, and how relationships read both ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

OLDEST = 25  # years: the index serves to 18, and to 25 for some (SEND, care leavers)
FURTHEST_EXPECTED = timedelta(days=300)
LATEST_EXPECTED = timedelta(days=60)


class NameType(StrEnum):
    """What a name is to its bearer."""

    LEGAL = "legal"
    KNOWN_AS = "known_as"
    FORMER = "former"
    PLACEHOLDER = "placeholder"


class Sex(StrEnum):
    """Sex as statutory returns ask for it; gender is kept apart, in the child's own words."""

    FEMALE = "female"
    MALE = "male"
    NOT_KNOWN = "not_known"


class IdentifierKind(StrEnum):
    """Whose number it is."""

    NHS_NUMBER = "nhs_number"
    UPN = "upn"
    AGENCY = "agency"


class AttendanceKind(StrEnum):
    """What a child attends or is registered with."""

    SCHOOL = "school"
    GP_PRACTICE = "gp_practice"


class RelationshipType(StrEnum):
    """What a carer is to the child."""

    MOTHER = "mother"
    FATHER = "father"
    STEP_PARENT = "step_parent"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    AUNT = "aunt"
    UNCLE = "uncle"
    SIBLING = "sibling"
    FOSTER_CARER = "foster_carer"
    ADOPTIVE_PARENT = "adoptive_parent"
    SPECIAL_GUARDIAN = "special_guardian"
    PARTNER_OF_PARENT = "partner_of_parent"
    OTHER_CARER = "other_carer"


@dataclass(frozen=True)
class Words:
    """A relationship read from either side."""

    of_carer: str
    of_child: str


RELATIONSHIP_WORDS = {
    RelationshipType.MOTHER: Words("mother", "child"),
    RelationshipType.FATHER: Words("father", "child"),
    RelationshipType.STEP_PARENT: Words("step-parent", "stepchild"),
    RelationshipType.GRANDMOTHER: Words("grandmother", "grandchild"),
    RelationshipType.GRANDFATHER: Words("grandfather", "grandchild"),
    RelationshipType.AUNT: Words("aunt", "niece or nephew"),
    RelationshipType.UNCLE: Words("uncle", "niece or nephew"),
    RelationshipType.SIBLING: Words("brother or sister", "brother or sister"),
    RelationshipType.FOSTER_CARER: Words("foster carer", "fostered child"),
    RelationshipType.ADOPTIVE_PARENT: Words("adoptive parent", "adopted child"),
    RelationshipType.SPECIAL_GUARDIAN: Words("special guardian", "child in their guardianship"),
    RelationshipType.PARTNER_OF_PARENT: Words("parent's partner", "partner's child"),
    RelationshipType.OTHER_CARER: Words("carer", "child cared for"),
}
SEX_WORDS = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.NOT_KNOWN: "sex not known"}

ETHNICITIES = {
    "WBRI": "White British",
    "WIRI": "White Irish",
    "WIRT": "Traveller of Irish heritage",
    "WROM": "Gypsy or Roma",
    "WOTH": "Any other White background",
    "MWBC": "White and Black Caribbean",
    "MWBA": "White and Black African",
    "MWAS": "White and Asian",
    "MOTH": "Any other mixed background",
    "AIND": "Indian",
    "APKN": "Pakistani",
    "ABAN": "Bangladeshi",
    "AOTH": "Any other Asian background",
    "BCRB": "Black Caribbean",
    "BAFR": "Black African",
    "BOTH": "Any other Black background",
    "CHNE": "Chinese",
    "OOTH": "Any other ethnic group",
    "REFU": "Preferred not to say",
    "NOBT": "Not yet asked",
}


def check_dates(*, born_on: date | None, expected_on: date | None, today: date) -> None:
    """Exactly one of date of birth and expected date (R3), and either one possible."""
    if (born_on is None) == (expected_on is None):
        raise Refusal(
            "one-date",
            "Enter a date of birth, or an expected date for an unborn child: one of the two.",
            field="born_on",
        )
    if born_on is not None:
        check_birth(born_on, today=today)
    if expected_on is not None and not (today - LATEST_EXPECTED <= expected_on <= today + FURTHEST_EXPECTED):
        raise Refusal(
            "expected", "The expected date must be within the next ten months.",
            field="expected_on",
        )  # fmt: skip


def check_birth(born_on: date, *, today: date) -> None:
    """A birth is not in the future, nor longer ago than the index reaches."""
    if born_on > today:
        raise Refusal(
            "future",
            "The date of birth is in the future. For an unborn child, enter the expected date.",
            field="born_on",
        )
    if today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day)) > OLDEST:
        raise Refusal("too-old", f"The index is for people up to {OLDEST}. Check the year.", field="born_on")


def check_name(given: str, family: str, type: NameType = NameType.LEGAL) -> None:
    """A name needs a family name (an unborn child often has no given one); a known-as needs either."""
    if not family.strip() and (type is not NameType.KNOWN_AS or not given.strip()):
        raise Refusal("no-name", "Enter a family name.", field="family")
    for text, field in ((given, "given"), (family, "family")):
        if len(text) > 100:
            raise Refusal("long", "A name can have up to 100 letters.", field=field)


def check_period(starts_on: date, ends_on: date | None, *, today: date) -> None:
    """A period does not end before it starts, nor start in the future."""
    if starts_on > today:
        raise Refusal("future", "The start is in the future.", field="starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("ends-before-start", "The end is before the start.", field="ends_on")


def display_name(given: str, family: str, *, is_unborn: bool) -> str:
    """How a child is called at the head of a page."""
    if is_unborn:
        return f"Unborn baby {family}".strip()
    return f"{given} {family}".strip()
