from datetime import date

import pytest
from hypothesis import given

from teamaround.index.tests.written import as_written, person, written_people
from teamaround.kernel.households import household_key
from teamaround.matching import contacts
from teamaround.matching.crowded import Crowded
from teamaround.matching.facts import (
    AddressAsWritten,
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
    Wanted,
)
from teamaround.matching.standardise import STANDARD_VERSION, standardise, standardise_wanted


@given(written_people)
def test_standardising_twice_changes_nothing(written):
    once = standardise(written)
    assert standardise(as_written(once)) == once
    assert once.version == STANDARD_VERSION


def test_a_known_name_without_family_takes_the_legal_one():
    found = person("Elizabeth", "Smith", more_names=[NameAsWritten(given="Betty", kind="known_as")])
    assert [(name.given, name.family) for name in found.names] == [
        (("elizabeth",), ("smith",)),
        (("betty",), ("smith",)),
    ]


def test_a_placeholder_is_no_given_name():
    found = person("Baby", "Smith")
    assert not found.has_given_name
    assert found.names[0].family == ("smith",)
    assert person("Baby Boy", "Unknown").names == ()


def test_a_failing_number_is_kept_as_evidence():
    found = person("Anna", "Berg", nhs="943 476 5918", upn="A801200005001")
    assert [(number.kind, number.passes_check) for number in found.numbers] == [
        ("nhs_number", False),
        ("upn", False),
    ]


def test_an_agency_number_belongs_to_its_agency():
    found = person(
        "Anna",
        "Berg",
        numbers=[
            NumberAsWritten(kind="agency", value="a 17", issuer="SCH1"),
            NumberAsWritten(kind="agency", value="17"),
        ],
    )
    assert [(number.issuer, number.value, number.passes_check) for number in found.numbers] == [
        ("SCH1", "A17", True),
        ("", "17", False),
    ]


def test_impossible_years_of_birth_are_left_out():
    assert person("Anna", "Berg", date(1899, 12, 31)).births == ()


def test_no_fixed_abode_is_no_postcode():
    assert person("Anna", "Berg", postcode="ZZ99 3VZ", lines="12 High Street").postcodes == ()


def test_a_former_address_comes_after_the_present_one():
    places = (
        AddressAsWritten(lines="1 Mill Lane", postcode="ZX1 2AB"),
        AddressAsWritten(lines="2 Mill Lane", postcode="ZX2 7QQ"),
    )
    found = standardise(PersonAsWritten(addresses=places))
    assert found.postcodes == ("ZX12AB", "ZX27QQ")
    assert found.households == ("ZX12AB/1", "ZX27QQ/2")


def test_a_whole_name_stands_for_every_way_of_parting_it():
    found = standardise_wanted(Wanted(name="Anna van der Berg"))
    parted = {(name.given, name.family) for name in found.names}
    assert (("anna",), ("berg",)) in parted
    assert (("berg",), ("anna",)) in parted


def test_one_word_may_be_either_name():
    assert {(name.given, name.family) for name in standardise_wanted(Wanted(name="Ben")).names} == {
        (("ben",), ()),
        ((), ("ben",)),
    }


def test_an_age_is_a_span_of_birthdays():
    assert standardise_wanted(Wanted(age=8, on=date(2024, 6, 1))).born_between == (
        date(2015, 6, 2),
        date(2016, 6, 1),
    )
    assert standardise_wanted(Wanted(age=3, on=date(2024, 2, 29))).born_between == (
        date(2020, 3, 1),
        date(2021, 2, 28),
    )
    assert standardise_wanted(Wanted(age=8)).born_between is None


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("943 476 5919", {"nhs_number", "agency"}),
        ("B801200005001", {"upn", "agency"}),
        ("17", {"agency"}),
        ("", set()),
    ],
)
def test_a_number_is_tried_as_what_it_looks_like(typed, kinds):
    found = standardise_wanted(Wanted(identifier=typed, issuer="SCH1"))
    assert {number.kind for number in found.numbers} == kinds


@pytest.mark.parametrize(
    "text", ["07700 900123", "+44 7700 900123", "+44 (0)7700-900123", "0044 7700 900123", "447700900123"]
)
def test_one_telephone_in_many_spellings(text):
    assert contacts.telephone(text) == "07700900123"


@pytest.mark.parametrize("text", ["", "none", "00000000000", "1234", "07777777777"])
def test_no_telephone(text):
    assert contacts.telephone(text) == ""


def test_emails():
    assert contacts.email(" A.B+School@Home.Test ") == "a.b@home.test"
    assert (
        contacts.email("noreply@home.test") == contacts.email("none") == contacts.email("x@example.com") == ""
    )


def test_a_home_that_many_share_says_nothing():
    home = AddressAsWritten(lines="1 Oak House", postcode="ZX1 2AB")
    before = AddressAsWritten(lines="2 Mill Lane", postcode="ZX2 7QQ")
    crowded = Crowded(
        doors=frozenset((household_key("1 Oak House", "ZX1 2AB"),)), contacts=frozenset(("07700900123",))
    )
    person = PersonAsWritten(addresses=(home, before), telephones=("07700 900123", "07700 900456"))
    found = standardise(person, crowded=crowded)
    assert (found.postcodes, found.households) == (("ZX27QQ",), ("ZX27QQ/2",))
    assert found.telephones == ("07700900456",)
