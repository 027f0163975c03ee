"""The rules of telling: who is still to be told, what can be public, and what is only advice."""

from datetime import date

import pytest

from teamaround.improvement.rules.telling import (
    AUDIENCE_WORDS,
    HOW_WORDS,
    Audience,
    How,
    check_public,
    check_told,
    how_it_reads,
    untold,
)
from teamaround.kernel.refusal import Refusal

TODAY = date(2026, 11, 2)


def test_every_audience_and_every_way_has_its_words():
    assert set(AUDIENCE_WORDS) == set(Audience) and set(HOW_WORDS) == set(How)


def test_those_not_told_yet_stand_in_their_order():
    assert untold({"staff", "children"}) == (Audience.PARENTS, Audience.PARTNERS, Audience.MEMBERS)
    assert untold(set(Audience)) == ()


def test_only_what_has_happened_is_told_of():
    check_told(None, None, on=TODAY)
    check_told(TODAY, 12, on=TODAY)
    with pytest.raises(Refusal, match="when they have been told"):
        check_told(date(2026, 11, 3), None, on=TODAY)
    with pytest.raises(Refusal, match="the day on which they were told"):
        check_told(None, 12, on=TODAY)


@pytest.mark.parametrize(
    ("audience", "is_published", "is_review_published", "why"),
    [
        (Audience.STAFF, False, True, "Only the words for children"),
        (Audience.CHILDREN, False, False, "not been published yet"),
        (Audience.CHILDREN, True, True, "already"),
    ],
)
def test_what_cannot_be_a_public_page(audience, is_published, is_review_published, why):
    with pytest.raises(Refusal, match=why):
        check_public(audience, is_published=is_published, is_review_published=is_review_published)


def test_only_words_for_children_are_checked_for_reading():
    hard = "Multidisciplinary arrangements for dissemination remain insufficiently coordinated."
    assert how_it_reads(Audience.STAFF, hard) is None
    assert how_it_reads(Audience.CHILDREN, hard).hard == (hard,)
