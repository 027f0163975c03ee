import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel import names, nicknames


def lines():
    text = Path(nicknames.__file__).with_name("nicknames.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if ":" in line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lizzie", "Elizabeth"),
        ("Mo", "Mohammed"),
        ("Muhammad", "Mohamed"),
        ("Kasia", "Katarzyna"),
        ("Siobhán", "Shevaun"),
        ("Wojtek", "Wojciech"),
        ("Dai", "David"),
        ("Paddy", "Padraig"),
        ("Alex", "Alexandra"),
        ("Alex", "Alexander"),
        ("Gosia", "Małgorzata"),
    ],
)
def test_forms_of_one_name(one, other):
    assert nicknames.same_name_family(one, other)
    assert nicknames.same_name_family(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan", "Hussein"),
        ("Jayden", "Hayden"),
        ("Samuel", "Samantha"),
        ("Ava", "Eva"),
        ("Emily", "Emma"),
        ("Daniel", "Danielle"),
    ],
)
def test_names_that_twins_are_given_are_different_names(one, other):
    assert not nicknames.same_name_family(one, other)
    assert nicknames.is_known(one)
    assert nicknames.is_known(other)


def test_a_form_is_told_from_its_full_name():
    assert nicknames.is_form_of("Lizzie", "Elizabeth")
    assert not nicknames.is_form_of("Elizabeth", "Lizzie")
    assert not nicknames.is_form_of("Elizabeth", "Elizabeth")


def test_all_forms_can_be_listed():
    assert {"elizabeth", "lizzie", "beth", "libby"} <= nicknames.forms_of("Liz")
    assert nicknames.forms_of("Zebulon") == {"zebulon"}


def test_the_list_is_large_folded_and_without_repeats():
    assert len(lines()) >= 250
    heads = [line.partition(":")[0] for line in lines()]
    assert len(heads) == len(set(heads))
    for line in lines():
        words = re.split(r":? ", line)
        assert len(words) == len(set(words)) > 1
        assert all(word == names.fold(word) for word in words)


@given(st.sampled_from(sorted(form for line in lines() for form in line.replace(":", "").split())))
def test_every_form_belongs_to_its_own_family(form):
    assert nicknames.same_name_family(form, form)
    assert form in nicknames.forms_of(form)
