"""Handing over, cover, and the days without a lead: no database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.episodes.rules.handing_over import (
    CoverWish,
    Handover,
    LeadFacts,
    Led,
    Why,
    check_cover,
    check_handover,
    days_without_lead,
    why_not_leading,
)
from teamaround.kernel.refusal import Refusal

DAY = date(2026, 11, 20)


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    return refusal.value.code, refusal.value.field


GOOD = Handover(2, note="Ring after four.", meet_on=DAY)


@pytest.mark.parametrize(
    ("handover", "leads_now", "by", "code", "field"),
    [
        (GOOD, None, 1, "no-lead", ""),
        (GOOD, 2, 1, "leads-already", "practitioner"),
        (GOOD, 1, 2, "not-yourself", "practitioner"),
        (Handover(2, note=" ", meet_on=DAY), 1, 1, "note", "note"),
        (Handover(2, note="Ring."), 1, 1, "meeting", "meet_on"),
    ],
)
def test_a_handover_is_refused_in_a_sentence(handover, leads_now, by, code, field):
    assert refused(check_handover, handover, leads_now=leads_now, by_practitioner=by) == (code, field)


def test_a_handover_needs_a_meeting_or_a_reason_why_not():
    check_handover(GOOD, leads_now=1, by_practitioner=1)
    check_handover(
        Handover(2, "Ring.", why_not_meeting="She is in hospital."), leads_now=1, by_practitioner=9
    )


@pytest.mark.parametrize(
    ("wish", "leads_now", "code"),
    [
        (CoverWish(2, DAY, DAY), None, "no-lead"),
        (CoverWish(1, DAY, DAY), 1, "covers-self"),
        (CoverWish(2, None, DAY), 1, "starts"),
        (CoverWish(2, DAY, None), 1, "ends"),
        (CoverWish(2, DAY, DAY - timedelta(1)), 1, "order"),
        (CoverWish(2, DAY - timedelta(9), DAY - timedelta(1)), 1, "past"),
        (CoverWish(2, DAY, DAY + timedelta(weeks=27)), 1, "too-long"),
        (CoverWish(2, DAY + timedelta(9), DAY + timedelta(20)), 1, "covered"),
    ],
)
def test_cover_is_refused_in_a_sentence(wish, leads_now, code):
    others = [(DAY + timedelta(20), DAY + timedelta(30))]
    assert refused(check_cover, wish, leads_now=leads_now, others=others, today=DAY)[0] == code


def test_cover_before_another_is_welcome():
    wish = CoverWish(2, DAY, DAY + timedelta(19))
    others = [(DAY + timedelta(20), DAY + timedelta(30))]
    assert check_cover(wish, leads_now=1, others=others, today=DAY) == (DAY, DAY + timedelta(19))


def test_why_a_new_lead_is_needed():
    yesterday = DAY - timedelta(1)
    assert why_not_leading(LeadFacts(), today=DAY) is None
    assert why_not_leading(LeadFacts(post_ended_on=DAY), today=DAY) is None
    assert why_not_leading(LeadFacts(post_ended_on=yesterday), today=DAY) is Why.POST_ENDED
    assert why_not_leading(LeadFacts(agency_ended_on=yesterday), today=DAY) is Why.AGENCY_ENDED
    assert why_not_leading(LeadFacts(has_access=False), today=DAY) is Why.NO_ACCESS
    assert why_not_leading(LeadFacts(is_agreed=False), today=DAY) is Why.NOT_AGREED


spans = st.lists(
    st.builds(
        lambda start, length: Led(
            DAY + timedelta(start), None if length is None else DAY + timedelta(start + length)
        ),
        st.integers(-20, 60),
        st.none() | st.integers(0, 40),
    ),
    max_size=6,
)


@given(spans, st.integers(0, 60))
def test_days_without_a_lead_are_those_that_a_calendar_shows(led, length):
    until = DAY + timedelta(length)
    empty = [
        day
        for day in (DAY + timedelta(n) for n in range(length))
        if not any(
            one.starts_on <= day and (one.ends_on is None or day < one.ends_on) for one in led
        )
    ]  # fmt: skip
    assert days_without_lead(led, opened_on=DAY, until=until) == len(empty)
