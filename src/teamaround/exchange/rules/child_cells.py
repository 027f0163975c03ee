"""What a row says of the child: name, dates, numbers, home, carer, school and practice."""

from __future__ import annotations

from datetime import date

from teamaround.kernel import nhs_numbers, postcodes, upns
from teamaround.kernel.names import in_mixed_case, is_placeholder, without_placeholder
from teamaround.kernel.refusal import Refusal
from teamaround.people.rules import (
    FURTHEST_EXPECTED,
    LATEST_EXPECTED,
    OLDEST,
    RelationshipType,
    check_birth,
)

from . import vocabulary
from .fields import ADDRESS_LINES, Field
from .person_names import part
from .reading import CarerAsRead, NumberAsRead, RowAsRead
from .row_in_hand import RowInHand

LONGEST_NAME = 100
LONGEST_LINE = 200
_ADD_NAME = "Add the family name, and the given name if there is one."
_ADD_DATE = "Add it, or for a child not yet born the expected date of birth."


def read(hand: RowInHand) -> RowAsRead:
    """The child's part of a row; faults and notices are left in the hand."""
    given, family, placeholder = _name(hand)
    born_on, expected_on = _dates(hand)
    nhs_number, upn = _nhs_number(hand), _upn(hand)
    agency_id = hand.line(Field.AGENCY_ID, most=64)
    _check_identity(
        hand, given, family, born_on or expected_on, bool(agency_id or _passes(nhs_number) or _passes(upn))
    )
    return RowAsRead(
        number=hand.number,
        given=given,
        family=family,
        name_is_placeholder=placeholder,
        known_as=in_mixed_case(hand.line(Field.KNOWN_AS, most=LONGEST_NAME)),
        former_family=in_mixed_case(hand.line(Field.FORMER_FAMILY_NAME, most=LONGEST_NAME)),
        born_on=born_on,
        expected_on=expected_on,
        sex=_sex(hand),
        gender=vocabulary.gender(hand.line(Field.GENDER, most=LONGEST_NAME)),
        ethnicity=_ethnicity(hand),
        nhs_number=nhs_number,
        upn=upn,
        agency_id=agency_id,
        address=_address(hand),
        postcode=_postcode(hand),
        carer=_carer(hand),
        school=hand.line(Field.SCHOOL, most=LONGEST_LINE),
        school_code=hand.line(Field.SCHOOL_CODE, most=LONGEST_LINE),
        gp_practice=hand.line(Field.GP_PRACTICE, most=LONGEST_LINE),
    )


def _name(hand: RowInHand) -> tuple[str, str, bool]:
    """Given and family name, and whether they only hold the place of a name that is not there yet."""
    given = _name_cell(hand, Field.GIVEN_NAME)
    family = _name_cell(hand, Field.FAMILY_NAME)
    whole = _name_cell(hand, Field.FULL_NAME)
    if whole and not family:
        parted = part(whole)
        if not parted.sure:
            hand.notice(
                Field.FULL_NAME,
                f"was read as given name '{parted.given}' and family name '{parted.family}'",
                "If that is wrong, write 'Family name, Given names'.",
            )
        given, family = given or parted.given, parted.family
    placeholder = is_placeholder(given) or is_placeholder(family)
    return without_placeholder(given), without_placeholder(family), placeholder


def _name_cell(hand: RowInHand, wanted: Field) -> str:
    text = in_mixed_case(hand.line(wanted, most=LONGEST_NAME))
    if text and not any(sign.isalpha() for sign in text):
        hand.fault(wanted, "is not a name", "Check that the row's values stand under the right headings.")
        return ""
    return text


def _dates(hand: RowInHand) -> tuple[date | None, date | None]:
    """Date of birth and expected date, each possible, and not both (R3)."""
    born_on, expected_on = hand.date(Field.BORN_ON), hand.date(Field.EXPECTED_ON)
    if born_on and expected_on:
        hand.fault(
            Field.EXPECTED_ON,
            "stands beside a date of birth",
            "A child has one or the other: empty this cell if the child is born.",
        )
    if born_on:
        _check_birth(hand, born_on)
    if expected_on and not _is_near(expected_on, hand.terms.today):
        hand.fault(
            Field.EXPECTED_ON,
            "is not within the next ten months",
            "Correct it. If the child is born, give the date of birth instead.",
        )
    return born_on, expected_on


def _is_near(expected_on: date, today: date) -> bool:
    return today - LATEST_EXPECTED <= expected_on <= today + FURTHEST_EXPECTED


def _check_birth(hand: RowInHand, born_on: date) -> None:
    try:
        check_birth(born_on, today=hand.terms.today)
    except Refusal as refusal:
        if refusal.code == "future":
            remedy = "Correct it. For a child not yet born, give the expected date of birth in a column of its own."
            hand.fault(Field.BORN_ON, "is in the future", remedy)
        else:
            remedy = f"The index is for people up to {OLDEST}. Check the year, or leave this row out."
            hand.fault(Field.BORN_ON, f"makes this person older than {OLDEST}", remedy)


def _check_identity(hand: RowInHand, given: str, family: str, day: date | None, numbered: bool) -> None:
    """A row needs a name and a date, or a number by which the child is known already."""
    if numbered or any(fault.column for fault in hand.faults):
        return
    if family and day is not None:
        return
    hand.faults += hand.notices_about(Field.NHS_NUMBER, Field.UPN)
    if not given and not family and day is None:
        hand.row_fault("has neither a name nor a date of birth", f"{_ADD_NAME} Add the date of birth.")
    elif not family:
        says = "has no family name" if given else "has no name, or only one that holds the place of a name"
        hand.row_fault(says, _ADD_NAME)
    else:
        hand.row_fault("has no date of birth", _ADD_DATE)


def _nhs_number(hand: RowInHand) -> NumberAsRead | None:
    text = hand.line(Field.NHS_NUMBER, most=64)
    return _number(
        hand, Field.NHS_NUMBER, nhs_numbers.parse(text), text, nhs_numbers.passes_check(text), "an NHS number"
    )


def _upn(hand: RowInHand) -> NumberAsRead | None:
    text = hand.line(Field.UPN, most=64)
    return _number(hand, Field.UPN, upns.parse(text), text, upns.passes_check(text), "a UPN")


def _number(
    hand: RowInHand, wanted: Field, spelled: str | None, text: str, passes: bool, what: str
) -> NumberAsRead | None:
    """A number with its check; one that fails is kept as evidence and never used to find the child by itself."""
    if not text.strip("0 -"):
        return None
    if not passes:
        says = f"is not {what}" if spelled is None else f"is not {what}: its check digit does not fit"
        hand.notice(wanted, says, "It is kept beside the child, but is not used to tell who it is. Check it.")
    return NumberAsRead(value=spelled or text, passes_check=passes)


def _passes(number: NumberAsRead | None) -> bool:
    return number is not None and number.passes_check


def _sex(hand: RowInHand) -> str:
    text = hand.line(Field.SEX, most=LONGEST_LINE)
    if not text:
        return ""
    found = vocabulary.sex(text)
    if found is None:
        hand.fault(Field.SEX, "is not a sex known here", "Write female, male or not known.")
        return ""
    return found.value


def _ethnicity(hand: RowInHand) -> str:
    text = hand.line(Field.ETHNICITY, most=LONGEST_LINE)
    code = vocabulary.ethnicity(text)
    if text and not code:
        hand.notice(
            Field.ETHNICITY,
            "is not an ethnicity on the list",
            "It was left out. Use the codes of the school census.",
        )
    return code


def _address(hand: RowInHand) -> str:
    whole = ", ".join(line for line in hand.text(Field.ADDRESS).split("\n") if line)
    lines = [hand.line(wanted, most=LONGEST_LINE) for wanted in ADDRESS_LINES]
    if lines[0] and lines[1] and lines[0][-1].isdigit():
        lines[:2] = [f"{lines[0]} {lines[1]}"]
    return ", ".join(line.strip(" ,") for line in (whole, *lines) if line.strip(" ,"))[:500]


def _postcode(hand: RowInHand) -> str:
    text = hand.line(Field.POSTCODE, most=LONGEST_LINE)
    found = postcodes.parse(text) if text else None
    if text and found is None:
        hand.notice(Field.POSTCODE, "is not a postcode", "It was left out. Write it like OX1 1ND.")
    if found is None or found.is_nobodys:
        return ""
    return str(found)


def _carer(hand: RowInHand) -> CarerAsRead | None:
    name = hand.line(Field.CARER_NAME, most=LONGEST_NAME)
    if not name:
        return None
    parted = part(name)
    return CarerAsRead(
        given=parted.given,
        family=parted.family,
        relationship=_relationship(hand),
        telephone=telephone(hand, Field.CARER_TELEPHONE),
    )


def _relationship(hand: RowInHand) -> str:
    text = hand.line(Field.CARER_RELATIONSHIP, most=LONGEST_LINE)
    found = vocabulary.relationship(text) if text else None
    if text and found is None:
        hand.notice(
            Field.CARER_RELATIONSHIP, "is not a relationship on the list", "The carer is recorded as 'carer'."
        )
    return (found or RelationshipType.OTHER_CARER).value


def telephone(hand: RowInHand, wanted: Field) -> str:
    """A telephone number as written, left out when it cannot be one."""
    text = hand.line(wanted, most=40)
    digits = sum(sign.isdigit() for sign in text)
    if text and (digits < 6 or digits > 20):
        hand.notice(wanted, "is not a telephone number", "It was left out.")
        return ""
    return text
