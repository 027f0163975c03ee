from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.index.rules import (
    VISIBLE_WHEN_SHIELDED,
    WIDE,
    KeyKind,
    NameAsWritten,
    PersonAsWritten,
    Wanted,
    keys,
    look_up_keys,
    standardise,
)
from teamaround.index.tests.written import BORN, SALT, as_shielded, people, person, written_people


def found_narrowly(query, kept):
    return bool(look_up_keys(query, salt=SALT).narrow & keys(kept, salt=SALT))


@given(written_people)
def test_equal_records_share_all_keys(written):
    one, other = standardise(written), standardise(written)
    assert keys(one, salt=SALT) == keys(other, salt=SALT)
    look_up = look_up_keys(one, salt=SALT)
    assert keys(one, salt=SALT) & look_up.narrow == {
        key for key in keys(one, salt=SALT) if key[0] not in WIDE
    }


@given(people)
def test_keys_fit_a_column_and_tell_nothing(standard):
    for kind, key in keys(standard, salt=SALT):
        assert -(2**63) <= key < 2**63
        assert (kind, key) not in keys(standard, salt=b"another salt")


@given(people)
def test_shielded_kinds_come_from_visible_fields_only(standard):
    visible = {key for key in keys(standard, salt=SALT) if key[0] in VISIBLE_WHEN_SHIELDED}
    assert visible == keys(as_shielded(standard), salt=SALT)


@given(people, st.sampled_from(["nhs", "upn", "agency"]))
def test_a_failing_number_is_never_a_key(standard, kind):
    good = [
        number
        for number in standard.numbers
        if number.passes_check and {"nhs_number": "nhs"}.get(number.kind, number.kind) == kind
    ]
    assert len([key for key in keys(standard, salt=SALT) if key[0] == kind]) == len(good)


@pytest.mark.parametrize(
    "query",
    [
        person("Lizzie", "Smith", BORN),
        person("Smith", "Elizabeth", BORN),
        person("Elizabeth", "Smyth", BORN),
        person("Elizabeth", "Smith", date(2014, 4, 23)),
        person("", "Jones", BORN, postcode="ZX1 2AB"),
        person("Beth", "Smith"),
        person("E", "Smith"),
        person("", "", nhs="943 476 5919"),
        person("Elizabeth", "Brown", BORN),
    ],
)
def test_a_child_is_found_by_any_sound_part(query):
    kept = person("Elizabeth", "Smith", BORN, postcode="ZX1 2AB", nhs="9434765919")
    assert found_narrowly(query, kept)


def test_day_and_month_swapped_are_looked_for():
    assert found_narrowly(person("Anna", "", date(2015, 4, 3)), person("Anna", "Berg", date(2015, 3, 4)))


@pytest.mark.parametrize(
    ("typed", "given_name", "family"),
    [
        ("smith lizzie", "Elizabeth", "Smith"),
        ("shevaun obrien", "Siobhán", "O'Brien"),
        ("Muhamed Ahmed", "Mohammed", "Ahmed"),
        ("berg anna", "Anna", "van der Berg"),
        ("anna van der berg", "Anna", "van der Berg"),
        ("lukasz zolc", "Łukasz", "Żółć"),
        ("Jane Jones", "Mary-Jane", "Smith-Jones"),
        ("Jhon Macdonald", "John", "McDonald"),
        ("Nguyen Mai", "Mai", "Nguyen"),
        ("Abdul Rahman Khan", "Abdulrahman", "Khan"),
    ],
)
def test_a_name_as_typed_finds_the_name_as_kept(typed, given_name, family):
    assert found_narrowly(Wanted(name=typed), person(given_name, family, BORN))


def test_former_and_known_names_are_kept_too():
    kept = person(
        "Elizabeth",
        "Smith",
        BORN,
        more_names=[
            NameAsWritten(given="Elizabeth", family="Kowalska", kind="former"),
            NameAsWritten(given="Betsy", kind="known_as"),
        ],
    )
    assert found_narrowly(Wanted(name="Elizabeth Kowalska"), kept)
    assert found_narrowly(Wanted(name="Betsy Smith"), kept)


def test_a_known_name_and_a_former_family_name_are_found_together():
    kept = person(
        "Elizabeth", "Smith", more_names=[
            NameAsWritten(given="Betsy", kind="known_as"), NameAsWritten(family="Kowalska", kind="former"),
        ],
    )  # fmt: skip
    found = look_up_keys(person("Betsy", "Kowalska"), salt=SALT).narrow & keys(kept, salt=SALT)
    assert {kind for kind, _ in found} == {KeyKind.NAME_PAIR}


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (Wanted(name="Aisha"), {KeyKind.NAME}),
        (Wanted(postcode="ZX1 2AB"), {KeyKind.POSTCODE}),
        (Wanted(born_on=BORN), {KeyKind.BIRTH}),
        (Wanted(name="Aisha", age=8, on=date(2024, 6, 1)), {KeyKind.NAME_YEAR}),
        (Wanted(name="Aisha", postcode="ZX1 2AB"), {KeyKind.NAME}),
        (Wanted(name="Aisha", born_on=BORN), {KeyKind.NAME_YEAR, KeyKind.BIRTH}),
        (Wanted(), set()),
    ],
)
def test_the_wide_keys_are_the_least_wide_there_are(query, kinds):
    assert {kind for kind, _ in look_up_keys(query, salt=SALT).wide} == kinds


def test_an_unborn_child_is_found_by_name_and_year():
    unborn = standardise(
        PersonAsWritten(names=(NameAsWritten(given="Baby", family="Smith"),), expected_on=date(2027, 1, 5))
    )
    assert look_up_keys(person("Baby", "Smith", date(2026, 12, 20)), salt=SALT).wide & keys(unborn, salt=SALT)


def test_a_placeholder_makes_no_key_of_its_own():
    assert not keys(person("Baby", "Unknown"), salt=SALT)
