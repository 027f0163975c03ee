from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.matching.comparisons import COMPARED
from teamaround.matching.policy import GUARD_CODES, GUARD_WORDS, GUARDS, Contender, Outcome, Policy, decide

POLICY = Policy(automatic_from=8.0, potential_from=0.0, margin=6.0, leave_below=2.0)
AGREES = {
    "given": "same", "family": "same", "birth": "same", "sex": "same", "place": "household", "nhs_number": "missing",
    "upn": "missing", "contact": "missing",
}  # fmt: skip


def child(number="C1", bits=30.0, *, flags=None, **levels):
    return Contender(number, bits, AGREES | levels, **(flags or {}))


def test_every_guard_has_words():
    assert set(GUARDS) == set(GUARD_CODES) == set(GUARD_WORDS)


def test_a_sure_record_is_laid_without_asking():
    decision = decide([child()], POLICY)
    assert (decision.outcome, decision.child, decision.guards) == (Outcome.MATCH, "C1", ())


def test_nobody_is_none():
    assert decide([], POLICY).outcome is Outcome.NONE
    assert decide([child(bits=-1.0)], POLICY).outcome is Outcome.NONE


def test_two_nearly_as_likely_are_many():
    decision = decide([child("C1", 30.0), child("C2", 25.0)], POLICY)
    assert (decision.outcome, decision.child, decision.contenders) == (Outcome.MANY, None, ("C1", "C2"))
    assert decide([child("C1", 30.0), child("C2", 23.0)], POLICY).outcome is Outcome.MATCH


def test_a_little_likely_is_asked_about():
    assert decide([child(bits=5.0)], POLICY).outcome is Outcome.POTENTIAL


@pytest.mark.parametrize(
    ("levels", "guards"),
    [
        ({"given": "differs"}, {"twin", "too-little"}),
        ({"given": "missing"}, {"twin", "too-little", "placeholder"}),
        ({"given": "missing", "nhs_number": "same"}, {"placeholder"}),
        ({"given": "differs", "nhs_number": "same"}, set()),
        ({"given": "sound"}, {"twin"}),
        ({"given": "sound", "upn": "same"}, set()),
        ({"given": "differs", "family": "differs", "nhs_number": "same"}, {"swapped-number"}),
        ({"given": "differs", "birth": "differs", "nhs_number": "same"}, {"swapped-number"}),
        ({"nhs_number": "differs"}, {"numbers"}),
        ({"nhs_number": "differs", "upn": "same"}, set()),
        ({"upn": "differs"}, {"numbers"}),
        ({"birth": "differs"}, {"too-little"}),
        ({"birth": "missing"}, set()),
        ({"given": "sound", "family": "like", "place": "differs", "contact": "same"}, {"twin"}),
        ({"birth": "missing", "given": "sound"}, {"too-little"}),
        ({"birth": "missing", "given": "sound", "upn": "same"}, set()),
        ({"birth": "missing", "place": "differs"}, {"too-little"}),
        ({"birth": "one_digit"}, set()),
        ({"birth": "one_digit", "place": "differs"}, {"too-little"}),
        ({"family": "differs", "place": "differs"}, {"too-little"}),
        ({"family": "differs", "place": "differs", "contact": "same"}, set()),
        ({"family": "differs", "place": "former"}, {"too-little"}),
        ({"family": "differs", "place": "former", "contact": "same"}, set()),
        ({"family": "differs", "place": "same"}, set()),
        ({"birth": "one_digit", "place": "former"}, set()),
    ],
)
def test_guards(levels, guards):
    decision = decide([child(**levels)], POLICY)
    assert set(decision.guards) == guards
    assert decision.outcome is (Outcome.POTENTIAL if guards else Outcome.MATCH)


def test_an_identifier_lifts_nothing_while_a_second_child_shares_day_and_home():
    renamed = child("C1", 30.0, given="differs", nhs_number="same")
    twin = child("C2", 12.0, given="like")
    assert decide([renamed], POLICY).outcome is Outcome.MATCH
    assert decide([renamed, twin], POLICY).guards == ("twin",)


def test_kin_are_somebody_else_however_much_the_family_shares():
    sister = child("C1", 40.0, given="differs", birth="differs", contact="same")
    assert decide([sister], POLICY).outcome is Outcome.NONE
    absent_twin = child("C1", 40.0, given="differs", nhs_number="differs")
    assert decide([absent_twin], POLICY).outcome is Outcome.NONE


def test_not_the_same_is_for_good():
    assert decide([child(flags={"is_not_same": True})], POLICY).outcome is Outcome.NONE
    left = decide([child("C1", flags={"is_not_same": True}), child("C2", 20.0)], POLICY)
    assert (left.outcome, left.child) == (Outcome.MATCH, "C2")


def test_a_hidden_child_is_never_named():
    decision = decide([child("C1", flags={"is_hidden": True}), child("C2", 50.0)], POLICY)
    assert (decision.outcome, decision.child, decision.guards) == (Outcome.POTENTIAL, None, ("hidden",))
    by_number = child("C1", -20.0, flags={"is_hidden": True}, nhs_number="same")
    assert decide([by_number, child("C2")], POLICY).guards == ("hidden",)
    assert decide([child("C1", -20.0, flags={"is_hidden": True}), child("C2")], POLICY).child == "C2"


@pytest.mark.parametrize(
    ("flag", "guard"), [("is_merged_away", "merged-away"), ("is_placeholder", "placeholder")]
)
def test_a_record_joined_to_another_and_one_without_a_name_need_a_person(flag, guard):
    decision = decide([child(flags={flag: True})], POLICY)
    assert (decision.outcome, decision.guards) == (Outcome.POTENTIAL, (guard,))


def test_leaving_takes_a_lower_score_than_joining():
    assert decide([child(bits=5.0)], POLICY).outcome is Outcome.POTENTIAL
    assert decide([child(bits=5.0, flags={"is_laid": True})], POLICY).outcome is Outcome.MATCH
    assert decide([child(bits=1.0, flags={"is_laid": True})], POLICY).outcome is Outcome.POTENTIAL


contenders = st.builds(
    Contender,
    child=st.sampled_from(["C1", "C2", "C3", "C4"]),
    bits=st.floats(-40, 80),
    levels=st.fixed_dictionaries(
        {each.name: st.sampled_from((*each.level_names, "missing")) for each in COMPARED}
    ),
    is_hidden=st.booleans(),
    is_not_same=st.booleans(),
)


@given(st.lists(contenders, max_size=4, unique_by=lambda each: each.child), st.randoms())
def test_the_order_of_candidates_does_not_matter(found, rng):
    shuffled = list(found)
    rng.shuffle(shuffled)
    assert decide(found, POLICY) == decide(shuffled, POLICY)


@given(st.lists(contenders, max_size=4, unique_by=lambda each: each.child))
def test_nothing_is_laid_without_asking_on_nothing(found):
    decision = decide(found, POLICY)
    if decision.outcome is Outcome.MATCH:
        best = next(each for each in found if each.child == decision.child)
        assert best.bits >= POLICY.automatic_from
        assert not best.is_hidden
        assert best.levels["given"] not in ("missing", "differs", "sound", "like", "initial") or any(
            best.levels[number] == "same" for number in ("nhs_number", "upn")
        )
        assert decide([replace(best, is_not_same=True)], POLICY).outcome is Outcome.NONE
