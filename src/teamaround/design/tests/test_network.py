import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.design.network import (
    SHOWN,
    STEP,
    WIDTH,
    Around,
    listing,
    picture,
    picture_height,
    spots,
)

WORDS = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=80)
PEOPLE = st.lists(
    st.builds(
        Around,
        label=WORDS,
        role=WORDS | st.just(""),
        kind=st.sampled_from(["agency", "family", "other"]),
        is_lead=st.booleans(),
    ),
    max_size=30,
)


@given(PEOPLE)
def test_any_people_make_a_well_formed_picture(people):
    svg = ElementTree.fromstring(str(picture("AM", people)))
    assert len([each for each in svg.iter() if each.tag == "line"]) == min(len(people), SHOWN)
    assert len(listing(people)) == len(people)


@given(st.integers(min_value=1, max_value=SHOWN))
def test_nobody_stands_outside_the_picture_or_on_another(many):
    height = picture_height(many)
    places = spots(many)
    assert len(places) == many
    for spot in places:
        assert 0 < spot.x < WIDTH
        assert 26 < spot.y < height - 26
    for side in (1, -1):
        rises = sorted(spot.y for spot in places if spot.side == side)
        assert all(lower - upper >= STEP - 1 for upper, lower in pairwise(rises))


def test_more_than_fourteen_are_counted():
    people = [Around(f"Person {number}", "Teacher") for number in range(20)]
    assert "and 7 more" in picture("AM", people)
    assert len(listing(people)) == 20


def test_who_leads_is_said_and_drawn():
    people = [Around("Joanna Reid", "SENCO", is_lead=True), Around("Priya Nair", "School nurse")]
    drawn = picture("AM", people)
    assert drawn.count("ta-network__ring") == 1
    assert listing(people) == ["Joanna Reid, SENCO, leads", "Priya Nair, School nurse"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><b>', "O'Neil & Sons"])
def test_names_cannot_become_markup(text):
    drawn = picture(text, [Around(text, text)])
    assert "<script" not in drawn
    assert "<b>" not in drawn
    ElementTree.fromstring(str(drawn))


def test_the_picture_is_named_for_those_who_do_not_see_it_and_has_no_inline_style():
    drawn = picture("AM", [Around("Priya Nair", "School nurse")], ident="one")
    assert 'role="img" aria-labelledby="one-title one-desc"' in drawn
    assert "Priya Nair, School nurse." in re.search(r"<desc[^>]*>(.*?)</desc>", drawn)[1]
    assert "style" not in drawn


def test_a_child_with_nobody_around_yet():
    assert "AM" in picture("AM", [])
    assert listing([]) == []
