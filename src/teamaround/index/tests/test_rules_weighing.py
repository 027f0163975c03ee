"""How far two people agree, by the release in force: levels, words and bits."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.index.rules import (
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
    Wanted,
    as_kept,
    from_kept,
    standardise,
    standardise_wanted,
    traits_of,
    weigh,
)
from teamaround.index.tests.written import BORN, candidate, people, person


def compare(one, other):
    return weigh(traits_of(one), [candidate(1, other)])[0]


@given(people, people)
def test_it_is_the_same_from_either_side(one, other):
    here, there = compare(one, other), compare(other, one)
    assert here.bits == pytest.approx(there.bits)
    assert sorted(here.reasons) == sorted(there.reasons)


@given(people)
def test_nobody_differs_from_themselves(standard):
    assert not any(level == "differs" for level in compare(standard, standard).levels.values())


@given(people, people)
def test_the_waterfall_adds_up_to_the_bits(one, other):
    weighed = compare(one, other)
    assert weighed.steps[-1].total == pytest.approx(weighed.bits)
    assert all(step.words for step in weighed.steps)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Elizabeth", "ELIZABETH", "same"),
        ("Mary Jane", "Mary-Jane", "same"),
        ("Maryjane", "Mary Jane", "known"),
        ("Anna Maria", "Maria Anna", "one_of"),
        ("Lizzie", "Elizabeth", "form"),
        ("Mohammed", "Muhammad", "form"),
        ("Siobhán", "Shevaun", "form"),
        ("Kasia", "Katarzyna", "form"),
        ("Oluwaseun James", "Oluwaseun", "same"),
        ("Jaydn", "Jayden", "slip"),
        ("Chimamnda", "Chimamanda", "slip"),
        ("Zebulon", "Sebulun", "sound"),
        ("J", "Jayden", "initial"),
        ("Muhammad", "Muhammad Ali", "one_of"),
        ("Muhammad Hassan", "Muhammad Hussein", "differs"),
        ("Jayden", "Hayden", "like"),
        ("Hassan", "Hussein", "differs"),
        ("Ava", "Eva", "differs"),
        ("Baby", "Anna", "missing"),
    ],
)
def test_given_names(one, other, level):
    assert compare(person(one, "Smith"), person(other, "Smith")).levels["given"] == level
    assert compare(person(other, "Smith"), person(one, "Smith")).levels["given"] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("van der Berg", "Vanderberg", "same"),
        ("van der Berg", "Berg", "same"),
        ("Smith-Jones", "Jones Smith", "part"),
        ("Smith-Jones", "Smith", "part"),
        ("Smith-Jones", "Smyth", "sound"),
        ("Łukaszewska", "Lukaszewska", "same"),
        ("Kowalska", "Kowalsla", "slip"),
        ("Smith", "Smyth", "slip"),
        ("Thompson", "Tomson", "sound"),
        ("MacDonald", "McDonald", "same"),
        ("Smith", "Patel", "differs"),
    ],
)
def test_family_names(one, other, level):
    assert compare(person("Anna", one), person("Anna", other)).levels["family"] == level
    assert compare(person("Anna", other), person("Anna", one)).levels["family"] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (date(2015, 4, 23), date(2015, 4, 23), "same"),
        (date(2015, 4, 3), date(2015, 3, 4), "swapped"),
        (date(2015, 4, 23), date(2015, 4, 28), "one_digit"),
        (date(2015, 4, 23), date(2014, 4, 23), "one_digit"),
        (date(2015, 4, 12), date(2015, 4, 21), "one_digit"),
        (date(2015, 4, 29), date(2015, 5, 2), "days_apart"),
        (date(2015, 1, 1), date(2015, 1, 1), "placeholder"),
        (date(2015, 1, 1), date(2015, 7, 9), "placeholder"),
        (date(2015, 4, 23), date(2012, 9, 7), "differs"),
    ],
)
def test_dates_of_birth(one, other, level):
    assert compare(person("Anna", "Berg", one), person("Anna", "Berg", other)).levels["birth"] == level


def unborn(expected):
    return standardise(
        PersonAsWritten(names=(NameAsWritten(given="Baby", family="Smith"),), expected_on=expected)
    )


def settled(one, other):
    return [each.words for each in compare(one, other).settled]


def test_the_unborn():
    expected = date(2026, 5, 10)
    assert settled(unborn(expected), unborn(expected)) == ["same expected date of birth"]
    assert settled(unborn(expected), unborn(date(2026, 5, 17))) == ["born near the expected date"]
    early, late = person("Amira", "Smith", date(2026, 4, 28)), person("Amira", "Smith", date(2026, 8, 1))
    assert settled(unborn(expected), early) == ["born near the expected date"]
    assert settled(late, unborn(expected)) == ["the expected date of birth does not fit"]
    assert compare(late, unborn(expected)).cannot_be
    assert not compare(early, unborn(expected)).cannot_be


def test_ages():
    wanted = standardise_wanted(Wanted(name="Anna Berg", age=8, on=date(2024, 6, 1)))
    found = {
        born.year: settled(wanted, person("Anna", "Berg", born))
        for born in (date(2012, 1, 2), date(2015, 7, 1), date(2014, 7, 1))
    }
    assert found == {
        2012: ["the age does not fit"], 2015: ["the age fits"], 2014: ["the age is one year out"],
    }  # fmt: skip


def test_the_agencys_own_number():
    def with_number(value, issuer="SCH1"):
        return person("Anna", "Berg", numbers=[NumberAsWritten(kind="agency", value=value, issuer=issuer)])

    assert settled(with_number("17"), with_number(" 17 ")) == ["same number at the same agency"]
    assert settled(with_number("17"), with_number("18")) == ["another number at the same agency"]
    assert settled(with_number("17"), with_number("17", "SCH2")) == []
    same = compare(with_number("17"), with_number("17"))
    assert same.evidence_beside_number == pytest.approx(
        compare(person("Anna", "Berg"), person("Anna", "Berg")).evidence
    )


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
    assert compare(person("A", "B", postcode=one), person("A", "B", postcode=other)).levels["place"] == level


def test_one_door_says_more_than_one_postcode():
    here = person("Anna", "Berg", postcode="ZX1 2AB", lines="12 High Street")
    assert (
        compare(here, person("Anna", "Berg", postcode="ZX1 2AB", lines="12 High St")).levels["place"]
        == "household"
    )
    assert (
        compare(here, person("Anna", "Berg", postcode="ZX1 2AB", lines="14 High St")).levels["place"]
        == "same"
    )


def test_numbers():
    one = person("Anna", "Berg", nhs="943 476 5919", upn="B801200005001")
    assert compare(one, one).levels["nhs_number"] == "same"
    assert compare(one, person("Anna", "Berg", nhs="943 476 5991")).levels["nhs_number"] == "slip"
    assert compare(one, person("Anna", "Berg", nhs="9990000050")).levels["nhs_number"] == "differs"
    assert compare(one, person("Anna", "Berg", nhs="n/a")).levels["nhs_number"] == "missing"
    assert compare(one, person("Anna", "Berg", upn="P207000016049")).levels["upn"] == "differs"


def test_reasons_are_in_words_with_the_weightiest_first():
    found = compare(
        person("Lizzie", "Smith", date(2015, 4, 3), postcode="ZX1 2AB", sex="F"),
        person("Elizabeth", "Patel", date(2015, 3, 4), postcode="ZX1 2AB", sex="female"),
    )
    assert found.reasons == (
        "same postcode",
        "day and month of birth changed about",
        "one given name is a form of the other",
        "same sex",
        "family name differs",
    )


def test_a_former_name_agrees():
    kept = person("Anna", "Smith", more_names=[NameAsWritten(given="Anna", family="Kowalska", kind="former")])
    assert (
        "a former family name, or half of a double one, agrees"
        in compare(person("Anna", "Kowalska"), kept).reasons
    )


def test_names_in_another_order():
    assert compare(person("Nguyen", "Mai"), person("Mai", "Nguyen")).levels["given"] == "order"
    assert compare(person("Abdi", "Hassan Mohamed"), person("Abdi Hassan", "Mohamed")).evidence > 10


@given(st.sampled_from(["Elizabeth", "Mohammed", "Siobhán"]), st.sampled_from(["ELIZABETH", "elizabeth "]))
def test_case_and_spaces_say_nothing(one, other):
    assert (
        compare(person(one.upper(), "Smith", BORN), person(one.lower(), " smith", BORN)).levels["given"]
        == "same"
    )
    assert compare(person(other, "Smith"), person("Elizabeth", "Smith")).levels["given"] == "same"


@given(people)
def test_what_is_kept_of_a_child_is_read_as_it_was(standard):
    traits = traits_of(standard)
    assert from_kept(json.loads(json.dumps(as_kept(traits)))) == traits
