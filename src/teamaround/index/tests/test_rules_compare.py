from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.index.rules import (
    LEVELS,
    Field,
    NameAsWritten,
    PersonAsWritten,
    Wanted,
    compare,
    standardise,
    standardise_wanted,
)
from teamaround.index.tests.written import BORN, people, person


@given(people, people)
def test_the_total_is_the_same_from_either_side(one, other):
    here, there = compare(one, other), compare(other, one)
    assert here.total == there.total
    assert sorted(here.reasons) == sorted(there.reasons)


@given(people)
def test_nobody_differs_from_themselves(standard):
    assert all(each.bits >= 0 for each in compare(standard, standard).agreements)


@given(people, people)
def test_every_agreement_says_something(one, other):
    assert all(each.words and "{" not in each.words for each in compare(one, other).agreements)


def test_levels_are_declared_once_and_better_ones_weigh_more():
    assert len({(level.field, level.name) for level in LEVELS}) == len(LEVELS)
    for field in Field:
        bits = [level.bits for level in LEVELS if level.field is field]
        assert bits == sorted(bits, reverse=True)
        assert 0.0 in bits


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Elizabeth", "ELIZABETH", "same"),
        ("Mary Jane", "Mary-Jane", "same"),
        ("Maryjane", "Mary Jane", "same"),
        ("Anna Maria", "Maria Anna", "order"),
        ("Lizzie", "Elizabeth", "form"),
        ("Mohammed", "Muhammad", "form"),
        ("Siobhán", "Shevaun", "form"),
        ("Kasia", "Katarzyna", "form"),
        ("Oluwaseun James", "Oluwaseun", "one_of"),
        ("Jaydn", "Jayden", "slip"),
        ("Chimamnda", "Chimamanda", "slip"),
        ("Zebulon", "Sebulun", "sound"),
        ("J", "Jayden", "initial"),
        ("Muhammad", "Muhammad Ali", "shared"),
        ("Muhammad Hassan", "Muhammad Hussein", "shared"),
        ("Jayden", "Hayden", "differs"),
        ("Hassan", "Hussein", "differs"),
        ("Ava", "Eva", "differs"),
        ("Baby", "Anna", "missing"),
    ],
)
def test_given_names(one, other, level):
    assert compare(person(one, "Smith"), person(other, "Smith")).level(Field.GIVEN) == level
    assert compare(person(other, "Smith"), person(one, "Smith")).level(Field.GIVEN) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("van der Berg", "Vanderberg", "same"),
        ("van der Berg", "Berg", "same"),
        ("Smith-Jones", "Jones Smith", "same"),
        ("Smith-Jones", "Smith", "part"),
        ("Smith-Jones", "Smyth", "part"),
        ("Łukaszewska", "Lukaszewska", "same"),
        ("Kowalska", "Kowalsla", "slip"),
        ("Smith", "Smyth", "slip"),
        ("Thompson", "Tomson", "sound"),
        ("MacDonald", "McDonald", "same"),
        ("Smith", "Patel", "differs"),
    ],
)
def test_family_names(one, other, level):
    assert compare(person("Anna", one), person("Anna", other)).level(Field.FAMILY) == level
    assert compare(person("Anna", other), person("Anna", one)).level(Field.FAMILY) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (date(2015, 4, 23), date(2015, 4, 23), "same"),
        (date(2015, 4, 3), date(2015, 3, 4), "swapped"),
        (date(2015, 4, 23), date(2015, 4, 28), "one_digit"),
        (date(2015, 4, 23), date(2014, 4, 23), "one_digit"),
        (date(2015, 4, 12), date(2015, 4, 21), "one_digit"),
        (date(2015, 4, 29), date(2015, 5, 2), "days_apart"),
        (date(2015, 1, 1), date(2015, 1, 1), "new_year"),
        (date(2015, 1, 1), date(2015, 7, 9), "placeholder"),
        (date(2015, 4, 23), date(2012, 9, 7), "differs"),
    ],
)
def test_dates_of_birth(one, other, level):
    assert compare(person("Anna", "Berg", one), person("Anna", "Berg", other)).level(Field.BIRTH) == level


def unborn(expected):
    return standardise(
        PersonAsWritten(names=(NameAsWritten(given="Baby", family="Smith"),), expected_on=expected)
    )


def test_the_unborn():
    expected = date(2026, 5, 10)
    assert compare(unborn(expected), unborn(expected)).level(Field.BIRTH) == "same_expected"
    assert compare(unborn(expected), unborn(date(2026, 5, 17))).level(Field.BIRTH) == "expected"
    assert (
        compare(unborn(expected), person("Amira", "Smith", date(2026, 4, 28))).level(Field.BIRTH)
        == "expected"
    )
    assert (
        compare(person("Amira", "Smith", date(2026, 8, 1)), unborn(expected)).level(Field.BIRTH) == "differs"
    )


def test_ages():
    wanted = standardise_wanted(Wanted(name="Anna Berg", age=8, on=date(2024, 6, 1)))
    found = {
        born.year: compare(wanted, person("Anna", "Berg", born)).level(Field.BIRTH)
        for born in (date(2012, 1, 2), date(2015, 7, 1), date(2014, 7, 1))
    }
    assert found == {2012: "age_differs", 2015: "age", 2014: "near_age"}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("ZX1 2AB", "zx12ab", "same"),
        ("ZX1 2AB", "ZX1 2AD", "slip"),
        ("ZX1 2AB", "ZX1 2QQ", "sector"),
        ("ZX1 2AB", "ZX1 7QQ", "outward"),
        ("ZX1 2AB", "ZY5 7QQ", "differs"),
    ],
)
def test_postcodes(one, other, level):
    assert (
        compare(person("A", "B", postcode=one), person("A", "B", postcode=other)).level(Field.PLACE) == level
    )


def test_one_door_says_more_than_one_postcode():
    here = person("Anna", "Berg", postcode="ZX1 2AB", lines="12 High Street")
    assert (
        compare(here, person("Anna", "Berg", postcode="ZX1 2AB", lines="12 High St")).level(Field.PLACE)
        == "household"
    )
    assert (
        compare(here, person("Anna", "Berg", postcode="ZX1 2AB", lines="14 High St")).level(Field.PLACE)
        == "same"
    )


def test_numbers():
    one = person("Anna", "Berg", nhs="943 476 5919", upn="B801200005001")
    assert compare(one, one).level(Field.NHS_NUMBER) == "same"
    assert compare(one, person("Anna", "Berg", nhs="943 476 5991")).level(Field.NHS_NUMBER) == "slip"
    assert compare(one, person("Anna", "Berg", nhs="9990000050")).level(Field.NHS_NUMBER) == "differs"
    assert compare(one, person("Anna", "Berg", nhs="123")).level(Field.NHS_NUMBER) == "missing"
    assert compare(one, person("Anna", "Berg", upn="P207000016049")).level(Field.UPN) == "differs"


def test_reasons_are_in_words_with_the_weightiest_first():
    found = compare(
        person("Lizzie", "Smith", date(2015, 4, 3), postcode="ZX1 2AB", sex="F"),
        person("Elizabeth", "Patel", date(2015, 3, 4), postcode="ZX1 2AB", sex="female"),
    )
    assert found.reasons == (
        "same postcode",
        "day and month swapped",
        "Lizzie is a form of Elizabeth",
        "same sex",
        "family name differs",
    )


def test_a_former_name_is_named_as_one():
    kept = person("Anna", "Smith", more_names=[NameAsWritten(given="Anna", family="Kowalska", kind="former")])
    assert "a former family name agrees" in compare(person("Anna", "Kowalska"), kept).reasons


def test_names_in_another_order():
    assert compare(person("Nguyen", "Mai"), person("Mai", "Nguyen")).reasons == (
        "same names in another order",
    )
    assert compare(person("Abdi", "Hassan Mohamed"), person("Abdi Hassan", "Mohamed")).total > 10


@given(st.sampled_from(["Elizabeth", "Mohammed", "Siobhán"]), st.sampled_from(["ELIZABETH", "elizabeth "]))
def test_case_and_spaces_say_nothing(one, other):
    assert (
        compare(person(one.upper(), "Smith", BORN), person(one.lower(), " smith", BORN)).level(Field.GIVEN)
        == "same"
    )
    assert compare(person(other, "Smith"), person("Elizabeth", "Smith")).level(Field.GIVEN) == "same"
