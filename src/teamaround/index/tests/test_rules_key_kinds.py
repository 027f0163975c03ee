"""Keys of the index and keys of files are one list: whom a file compares, the index compares too."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teamaround.index.rules import KeyKind, keys, look_up_keys
from teamaround.index.tests.written import BORN, SALT, people, person
from teamaround.matching.blocking import told_of
from teamaround.matching.key_kinds import DECLARED, FOR_SEARCHES, IN_INDEX, NARROW, WIDE
from teamaround.matching.rows import row_of

IN_FILES = [each for each in DECLARED if each.files == NARROW]


def shared_in_a_file(one, other):
    """The narrow kinds by which a file would compare these two."""
    here, there = told_of(row_of(one)), told_of(row_of(other))
    return [each for each in IN_FILES if set(each.made(here)) & set(each.made(there))]


def kinds_found_by(asked, kept):
    """The kinds by which the index finds one of them when asked for the other."""
    return {kind for kind, _ in look_up_keys(asked, salt=SALT).narrow & keys(kept, salt=SALT)}


def test_every_kind_stands_in_the_list_once_and_every_narrow_one_of_files_within_the_index():
    assert [kind for kind, _ in IN_INDEX] == list(dict.fromkeys(kind for kind, _ in IN_INDEX))
    assert {kind for kind, _ in IN_INDEX} == set(KeyKind)
    signs = [each.sign for each in DECLARED if each.files]
    assert len(signs) == len(set(signs)) and all(signs)
    narrow = {each.kind for each in DECLARED if each.index == NARROW}
    assert all(each.within and set(each.within) <= narrow for each in IN_FILES)
    met = {kind for each in IN_FILES for kind in each.within}
    assert narrow - met == FOR_SEARCHES | {KeyKind.AGENCY_NUMBER}  # which no file of `match` says
    assert all(each.index in ("", NARROW, WIDE) and each.files in ("", NARROW, WIDE) for each in DECLARED)


@given(people, people)
def test_whom_a_file_compares_the_index_finds_by_the_same(one, other):
    """But for "Mary Jane" and "Maryjane", and for the fifth word of a name, whom files alone bring together."""
    assume(all(len(name.given) < 2 and len(name.family) < 5 for name in (*one.names, *other.names)))
    found = kinds_found_by(one, other)
    for each in shared_in_a_file(one, other):
        assert found & set(each.within)


SLIPS = {
    "s": {"births": (date(2014, 4, 3),)},
    "b": {},
    "d": {"births": (date(2004, 3, 4),)},
    "y": {"births": (date(2014, 9, 21),)},
    "a": {"births": ()},
    "bp": {"names": ()},
    "p": {"births": ()},
    "h": {"births": ()},
    "c": {"births": (), "postcodes": (), "households": ()},
    "n": {"names": (), "births": (), "postcodes": (), "households": ()},
    "u": {"names": (), "births": (), "postcodes": (), "households": ()},
}
"""For each kind of a file: what else may be said, or is not said, so that these two still share it."""


@pytest.mark.parametrize("each", IN_FILES, ids=lambda each: each.sign)
def test_each_kind_of_a_file_is_met_in_this_test_and_found_in_the_index(each):
    kept = person(
        "Lizzie", "Smith-Jones", date(2014, 3, 4), postcode="ZX1 2AB", lines="4 Mill Lane", nhs="9434765919",
        upn="B801200005001", telephones=("07700 900123",),
    )  # fmt: skip
    asked = replace(kept, **SLIPS[each.sign])
    if each.sign == "a":
        kept = replace(kept, births=())
    assert each in shared_in_a_file(asked, kept)
    assert kinds_found_by(asked, kept) & set(each.within)


@given(st.sampled_from(["Ali", "Zoe", "Siobhán"]), st.sampled_from(["Khan", "van der Berg", "O'Brien"]))
def test_a_name_and_a_birthday_are_enough_in_both(given_name, family):
    one, other = person(given_name, family, BORN), person(given_name, "", BORN)
    assert [each.sign for each in shared_in_a_file(one, other)]
    assert kinds_found_by(one, other) == {KeyKind.BIRTH_NAME}
