"""Agreement: who may give it, what it opens, and that withdrawing stops sharing at that moment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import agreeing, queries
from teamaround.sharing.agreement_rules import AgreementFacts, How, Standing
from teamaround.sharing.rules import Act
from teamaround.sharing.signing_rules import Proof

pytestmark = pytest.mark.django_db


def facts(world, **changes):
    given = AgreementFacts(
        given_on=world.today, given_by="Mira Lindqvist", standing=Standing.PARENTAL_RESPONSIBILITY,
        competence_reason="", age=9, has_parental_responsibility=True, may_store=True, may_share=True,
        agencies=frozenset({world.agency["helpers"].pk}),
    )  # fmt: skip
    return replace(given, **changes)


def agree(world, child, by="senco", **changes):
    with acting(world.viewer(by), now=world.now) as viewer:
        return agreeing.record_agreement(
            child_id=child.pk, facts=facts(world, **changes), how=How.SPOKEN, by=viewer, now=world.now
        )


def may_read(world, who, child, *, later=0):
    at = world.now + timedelta(seconds=later)
    with acting(world.viewer(who), now=at) as viewer:
        return queries.decide(viewer, Act.SEE_CONTENT, child.pk, at=at).allowed


def test_agreement_opens_the_content_to_its_scope_and_to_nobody_else(world):
    child = world.child()
    assert not may_read(world, "lead", child)
    agree(world, child)
    assert may_read(world, "senco", child) and may_read(world, "lead", child)
    assert not may_read(world, "gp", child)


def test_keeping_without_sharing_opens_it_to_the_recorder_alone(world):
    child = world.child()
    agree(world, child, may_share=False)
    assert may_read(world, "senco", child) and not may_read(world, "lead", child)


def test_withdrawing_stops_sharing_at_that_moment_and_history_stays(world):
    child = world.child()
    agreement = agree(world, child)
    with acting(world.viewer("senco"), now=world.now) as viewer:
        agreeing.withdraw_agreement(ref=agreement.ref, because="changed their mind", by=viewer, now=world.now)
    assert not may_read(world, "lead", child, later=1)
    assert may_read(world, "senco", child, later=1)
    assert queries.agreement_in_force(child.pk) is None
    with acting(world.viewer("senco"), now=world.now):
        assert queries.agreements(child.pk).count() == 1


def test_one_agency_can_be_left_out_again(world):
    child = world.child()
    agreement = agree(world, child)
    with acting(world.viewer("senco"), now=world.now) as viewer:
        agreeing.add_to_scope(
            ref=agreement.ref, agency_ids=[world.agency["practice"].pk], by=viewer, now=world.now
        )
        agreeing.withdraw_agency(
            ref=agreement.ref, agency_id=world.agency["helpers"].pk, by=viewer, now=world.now
        )
    assert may_read(world, "gp", child, later=1) and not may_read(world, "lead", child, later=1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"given_on": date(2026, 11, 21)}, "given_on"),
        ({"given_by": "  "}, "given_by"),
        ({"has_parental_responsibility": False}, "given_by"),
        ({"standing": Standing.YOUNG_PERSON}, "competence_reason"),
        ({"standing": Standing.YOUNG_PERSON_16}, "standing"),
        ({"may_store": False}, "may_store"),
        ({"agencies": frozenset()}, "agencies"),
    ],
)
def test_an_agreement_that_could_not_have_been_given_is_refused(world, changes, field):
    child = world.child()
    with pytest.raises(Refusal) as refused:
        agree(world, child, **changes)
    assert refused.value.field == field


def test_a_wrong_entry_is_corrected_and_narrowing_holds_at_once(world):
    child = world.child()
    agreement = agree(world, child)
    with acting(world.viewer("senco"), now=world.now) as viewer:
        put_right = dict(
            ref=agreement.ref, how=How.SIGNED, proof=Proof(kept_at="The office"), because="wrong day", by=viewer, now=world.now,
            facts=facts(world, given_on=world.today - timedelta(days=1), may_share=False),
        )  # fmt: skip
        agreeing.correct_agreement(version=1, **put_right)
        with pytest.raises(Refusal) as refused:
            agreeing.correct_agreement(version=1, **put_right)
    assert refused.value.code == "changed-meanwhile"
    assert not may_read(world, "lead", child, later=1)


def test_two_agreements_do_not_stand_beside_each_other(world):
    child = world.child()
    agree(world, child)
    with pytest.raises(Refusal, match="in force"):
        agree(world, child, by="gp")


def test_next_door_can_neither_agree_nor_withdraw(world):
    child = world.child()
    agreement = agree(world, child)
    with pytest.raises(NotVisible):
        agree(world, child, by="neighbour")
    with pytest.raises(NotVisible), acting(world.viewer("neighbour"), now=world.now) as viewer:
        agreeing.withdraw_agreement(ref=agreement.ref, because="", by=viewer, now=world.now)
