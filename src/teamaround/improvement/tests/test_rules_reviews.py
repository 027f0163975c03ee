"""Scales compared only with themselves, days from time bands, labels that lead somewhere."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.improvement.rules import labels, regimes
from teamaround.improvement.rules.labels import Labelled
from teamaround.improvement.rules.regimes import Trend
from teamaround.kernel.refusal import Refusal

CABINET_2006 = [
    Labelled("a", "agree that teams are set up"),
    Labelled("b", "ask the director:"),
    Labelled("b(i)", "to work out the details with partners"),
    Labelled("b(ii)", "to bring the proposals to the board"),
    Labelled("c", "subject to (b) above, let the director settle the details", "b"),
]


def test_a_word_must_be_of_its_own_regimes_scale():
    joint = regimes.regime("joint-area-review", "2005")
    assert regimes.check_term(joint, "joint-area-review-grade", "adequate").terms[-1] == "outstanding"
    with pytest.raises(Refusal, match="words of this scale"):
        regimes.check_term(joint, "joint-area-review-grade", "promising")
    with pytest.raises(Refusal, match="no such scale"):
        regimes.check_term(joint, "ilacs-grade", "good")
    with pytest.raises(Refusal, match="regimes in the list"):
        regimes.regime("joint-area-review", "1999")


def test_every_regime_is_told_apart_and_every_scale_says_the_same_wherever_it_is_used():
    codes = [each.code for each in regimes.regimes()]
    assert len(codes) == len(set(codes)) and len(codes) > 9
    terms = {}
    for each in regimes.regimes():
        for scale in each.scales:
            assert terms.setdefault(scale.id, scale.terms) == scale.terms and len(scale.terms) > 2


def test_uncertain_prospects_that_became_promising_are_better():
    scale = regimes.regime("social-services", "2002").scale("social-services-prospects")
    assert regimes.trend(scale, "uncertain", "promising") is Trend.BETTER
    assert regimes.trend(scale, "promising", "promising") is Trend.SAME
    assert regimes.trend(scale, "excellent", "poor") is Trend.WORSE


def test_six_months_from_publication_is_a_day():
    assert regimes.due_on(date(2008, 4, 22), "six-months", own=None) == date(2008, 10, 22)
    assert regimes.due_on(date(2008, 4, 22), "", own=date(2009, 1, 5)) == date(2009, 1, 5)
    assert regimes.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    with pytest.raises(Refusal, match="by when"):
        regimes.due_on(date(2008, 4, 22), "", own=None)


@given(st.dates(date(1999, 1, 1), date(2050, 1, 1)), st.integers(0, 60))
def test_months_after_lands_in_the_right_month(start, months):
    found = regimes.months_after(start, months)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    assert found.day <= start.day


def test_r32_references_lead_somewhere_and_conditions_are_kept_beside_the_words():
    labels.check_labels(CABINET_2006)
    told = labels.references_in("endorse the draft plan, subject to (c) below")
    assert [(each.label, each.is_condition, each.where) for each in told] == [("c", True, "below")]
    assert labels.references_in("ask officers (i) to consult and (ii) to report") == []
    assert labels.references_in("as asked in (b)(ii) above")[0].label == "b(ii)"


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([Labelled("1", "agree"), Labelled("3", "subject to (b) above, act", "1")], r"refers to \(b\)"),
        ([Labelled("a", "as in (b) above"), Labelled("b", "agree")], "stands above, and it does not"),
        ([Labelled("a", "agree"), Labelled("b", "subject to (a) above, act")], "say so beside it"),
        ([Labelled("a", "agree"), Labelled("a", "act")], "two with the label"),
        ([Labelled("a b", "agree")], "label is short"),
        ([Labelled("a", "act", "b"), Labelled("b", "agree", "a")], "for itself"),
        ([Labelled("a", "act", "a")], "for itself"),
        ([Labelled("a", "act", "z")], r"refers to \(z\)"),
    ],
)
def test_r32_what_leads_nowhere_or_in_a_circle_is_refused(items, sentence):
    with pytest.raises(Refusal, match=sentence):
        labels.check_labels(items)


def test_r32_a_conditional_one_waits_for_its_condition():
    day = date(2026, 11, 20)
    assert "subject to (b)" in labels.why_not_yet(condition="b", settled_on=None, on=day)
    assert labels.why_not_yet(condition="b", settled_on=day, on=day) == ""
    assert labels.why_not_yet(condition="", settled_on=None, on=day) == ""
