"""Who of a family may have a page, and who may change their mind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.family.rules import (
    LONGEST,
    MOST_A_DAY,
    SHUT,
    About,
    Guest,
    Inviting,
    check_comment,
    check_inviting,
    doer_in_words,
    may_change_mind,
    place_in_words,
    why_closed,
)
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.agreement_rules import Standing

TODAY = date(2026, 11, 20)
PARENT, AUNT, YOUNG = Guest(False, True, True), Guest(False, True, False), Guest(True, False, False)
FINE = Inviting(PARENT, True, True, True, False, "mira@example.org", frozenset(), None)


def test_one_page_for_each_person():
    check_inviting(FINE, today=TODAY)
    check_inviting(replace(FINE, until=TODAY + timedelta(days=60)), today=TODAY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"is_open": False}, "not-open"),
        ({"has_agreement": False}, "agreement"),
        ({"guest": Guest(False, False, False)}, "who"),
        ({"has_page": True}, "has-page"),
        ({"email": "Mira@example.org", "emails": frozenset({"mira@example.org"})}, "same-address"),
        ({"is_safe": False}, "safe"),
        ({"until": TODAY}, "until"),
        ({"until": TODAY + timedelta(days=61)}, "until"),
    ],
)
def test_whom_one_may_not_invite(changes, code):
    with pytest.raises(Refusal) as refused:
        check_inviting(replace(FINE, **changes), today=TODAY)
    assert refused.value.code == code


def test_who_may_change_their_mind():
    parental, young, sixteen = (
        Standing.PARENTAL_RESPONSIBILITY, Standing.YOUNG_PERSON, Standing.YOUNG_PERSON_16,
    )  # fmt: skip
    assert may_change_mind(PARENT, given_as=parental) and may_change_mind(PARENT, given_as=young)
    assert may_change_mind(YOUNG, given_as=young) and may_change_mind(YOUNG, given_as=sixteen)
    assert not may_change_mind(YOUNG, given_as=parental)
    assert not any(may_change_mind(AUNT, given_as=one) for one in Standing)


@given(st.booleans(), st.booleans(), st.booleans(), st.sampled_from([None, PARENT, AUNT, YOUNG]))
def test_a_closed_page_says_the_same_whatever_closed_it(is_there, has_agreement, has_reach, guest):
    words = why_closed(is_there=is_there, has_agreement=has_agreement, has_reach=has_reach, guest=guest)
    assert words in ("", SHUT)
    assert (words == "") == (is_there and has_agreement and has_reach and guest is not None)


@given(st.text(min_size=1), st.booleans())
def test_nobody_of_the_family_is_named_but_the_reader(who, hides):
    told = doer_in_words(
        practitioner="", agency="", who=who, guest_names=("Mira Lindqvist", "Mira"), hides_agency=hides
    )
    assert told == (
        "You"
        if who.strip().casefold() in ("mira lindqvist", "mira")
        else "Somebody in your family, or a friend"
    )


def test_where_a_child_is_shielded_nothing_says_where():
    told = {"practitioner": "Hana", "agency": "Ashby School", "who": "", "guest_names": ()}
    assert doer_in_words(hides_agency=True, **told) == "Hana"
    assert doer_in_words(hides_agency=False, **told) == "Hana, Ashby School"
    assert place_in_words("The library", shows_place=True, is_shielded=True) == ""
    assert place_in_words("The library", shows_place=False, is_shielded=False) == ""
    assert place_in_words("The library", shows_place=True, is_shielded=False) == "The library"


@pytest.mark.parametrize(
    ("text", "about", "said_today", "code"),
    [
        (" ", "plan", 0, "text"),
        ("x" * (LONGEST + 1), "plan", 0, "long"),
        ("x", "sharing", 0, "about"),
        ("x", "plan", MOST_A_DAY, "many"),
    ],
)
def test_what_cannot_be_said(text, about, said_today, code):
    with pytest.raises(Refusal) as refused:
        check_comment(text, about=about, said_today=said_today)
    assert refused.value.code == code
    assert check_comment("Mornings are better", about="meeting", said_today=0) is About.MEETING
