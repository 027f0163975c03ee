from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.index.rules import (
    Kind,
    NameAsWritten,
    PersonAsWritten,
    decide,
    guards_of,
    judge,
    standardise,
    traits_of,
    weigh,
)
from teamaround.index.tests.written import BORN, candidate, people, person
from teamaround.matching.policy import GUARD_WORDS

ELIZABETH = person(
    "Elizabeth", "Smith", BORN, postcode="ZX1 2AB", lines="12 High Street", nhs="943 476 5919", sex="F"
)
candidates = st.builds(
    candidate, child_id=st.integers(1, 9), standard=people, is_shielded=st.booleans(), is_sealed=st.booleans()
)
several = st.lists(candidates, max_size=4, unique_by=lambda each: each.child_id)


def only(row, kept, **more):
    return judge(traits_of(row), [candidate(1, kept, **more)])


@pytest.mark.parametrize(
    "row",
    [
        person("Elizabeth", "Smith", BORN),
        person("LIZZIE", "smith", BORN, postcode="zx12ab"),
        person("Elizabeth", "Smyth", BORN, postcode="ZX1 2AB"),
        person("Smith", "Elizabeth", BORN),
        person("Elizabeth", "Smith", date(2015, 4, 28), postcode="ZX1 2AB"),
        person("Elisabeth", "Brown", BORN, postcode="ZX1 2AB", nhs="9434765919"),
    ],
)
def test_one_child_written_in_other_ways_is_matched(row):
    found = only(row, ELIZABETH)
    assert (found.kind, found.child_id, found.guards) == (Kind.MATCH, 1, ())


@pytest.mark.parametrize(
    ("row", "guard"),
    [
        (person("Emily", "Smith", BORN, postcode="ZX1 2AB", lines="12 High St"), "twin"),
        (person("", "Smith", BORN, postcode="ZX1 2AB", lines="12 High St"), "twin"),
        (person("Baby", "Smith", BORN, postcode="ZX1 2AB", lines="12 High St"), "placeholder"),
        (person("Elizabeth", "Smith", BORN, postcode="ZX1 2AB", nhs="9990000050"), "numbers"),
        (person("", "", None, nhs="943 476 5919"), "placeholder"),
        (person("Elizabeth", "Patel", BORN), "too-little"),
        (
            person("Thomas", "Patel", date(2012, 9, 7), nhs="943 476 5919", postcode="ZX1 2AB"),
            "swapped-number",
        ),
    ],
)
def test_a_guard_asks_a_person(row, guard):
    (found,) = weigh(traits_of(row), [candidate(1, ELIZABETH)])
    assert GUARD_WORDS[guard] in guards_of(found)
    assert decide([found]).kind in (Kind.POTENTIAL, Kind.NONE)


@pytest.mark.parametrize(
    "twins",
    [
        ("Hassan", "Hussein"),
        ("Jayden", "Hayden"),
        ("Ava", "Eva"),
        ("Muhammad Ali", "Muhammad Umar"),
        ("Anna", "Hannah"),
        ("Ellie", "Millie"),
        ("Daniel", "Danielle"),
        ("Anna Marie", "Ella Marie"),
    ],
)
def test_twins_are_never_matched_by_themselves(twins):
    one, other = (person(name, "Smith", BORN, postcode="ZX1 2AB", lines="12 High Street") for name in twins)
    assert only(one, other).kind is Kind.POTENTIAL


def test_a_number_lifts_a_changed_given_name_only_while_no_second_child_was_born_there_that_day():
    row = person("Emily", "Smith", BORN, postcode="ZX1 2AB", nhs="943 476 5919")
    assert only(row, ELIZABETH).kind is Kind.MATCH
    twin = person("Edith", "Smith", BORN, postcode="ZX1 2AB", lines="12 High Street")
    found = judge(traits_of(row), [candidate(1, ELIZABETH), candidate(2, twin)])
    assert (found.kind, found.guards) == (Kind.POTENTIAL, (GUARD_WORDS["twin"],))


def test_a_sibling_with_another_surname_is_another_child():
    sibling = person("Kai", "Jones", date(2012, 9, 7), postcode="ZX1 2AB", lines="12 High Street")
    assert only(sibling, ELIZABETH).kind is Kind.NONE


def test_two_children_of_one_name_and_birthday_are_for_a_person():
    here, there = (
        person("Aisha", "Khan", BORN, postcode="ZX1 2AB"),
        person("Aisha", "Khan", BORN, postcode="ZX9 7QQ"),
    )
    both = [candidate(1, here), candidate(2, there)]
    found = judge(traits_of(person("Aisha", "Khan", BORN)), both)
    assert (found.kind, found.child_id, found.contenders) == (Kind.MANY, None, (1, 2))
    assert judge(traits_of(person("Aisha", "Khan", BORN, postcode="ZX9 7QQ")), both).child_id == 2


def test_the_unborn_are_for_a_person():
    unborn = standardise(
        PersonAsWritten(
            names=(NameAsWritten(given="Baby", family="Smith"),),
            expected_on=date(2026, 5, 10),
            telephones=("07700 900123",),
        )
    )
    born = person("Amira", "Smith", date(2026, 5, 2), postcode="ZX1 2AB", telephones=("07700900123",))
    assert only(born, unborn).kind is Kind.POTENTIAL


def test_nobody_is_like_enough():
    assert only(person("Thomas", "Patel", date(2012, 9, 7)), ELIZABETH).kind is Kind.NONE
    assert judge(traits_of(ELIZABETH), []).kind is Kind.NONE
    assert only(person(), ELIZABETH).kind is Kind.NONE


@pytest.mark.parametrize(
    "row", [ELIZABETH, person("Elizabeth", "Smith", BORN), person("Anyone", "Else", nhs="943 476 5919")]
)
@pytest.mark.parametrize("hidden", ["is_shielded", "is_sealed"])
def test_a_row_that_touches_a_hidden_child_is_quarantined_and_says_nothing(row, hidden):
    found = judge(traits_of(row), [candidate(1, ELIZABETH, **{hidden: True}), candidate(2, ELIZABETH)])
    assert found.is_quarantined
    assert (found.child_id, found.contenders, found.touches) == (None, (), (1,))
    assert found.reasons == ("the index team needs to look at this record",)


def test_a_hidden_child_unlike_the_row_is_left_out_of_it():
    found = judge(
        traits_of(person("Elizabeth", "Smith", BORN)),
        [candidate(1, ELIZABETH), candidate(2, person("Omar", "Ali", date(2010, 2, 3)), is_shielded=True)],
    )
    assert (found.kind, found.is_quarantined) == (Kind.MATCH, False)


@given(people, several)
def test_no_twin_and_no_hidden_child_is_ever_matched(row, others):
    weighed = weigh(traits_of(row), others)
    found = decide(weighed)
    if found.kind is Kind.MATCH:
        (matched,) = (each for each in weighed if each.candidate.child_id == found.child_id)
        assert not guards_of(matched)
        assert not matched.candidate.is_sealed and not matched.candidate.is_shielded
        assert found.reasons


@given(people, several, st.randoms())
def test_the_order_of_candidates_does_not_matter(row, others, random):
    before = judge(traits_of(row), others)
    random.shuffle(others)
    assert judge(traits_of(row), others) == before
