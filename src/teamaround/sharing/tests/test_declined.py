"""A family's no: kept for those who heard it, and the lawful basis of what others may know."""

from datetime import timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.agencies.rules import AgencyKind
from teamaround.assessments.tests.world import NOW, TODAY, acts, agreement, team
from teamaround.kernel.looks import collecting
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import agreeing, queries
from teamaround.sharing.agreement_rules import DeclinedFacts, Instead, check_declined
from teamaround.sharing.bases import HEALTH_CARE, LEGITIMATE_INTEREST, PUBLIC_TASK, basis_for

NO = DeclinedFacts(TODAY, "Mira Lindqvist", Instead.SIGNPOSTED, "Ask again after Easter.")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (DeclinedFacts(TODAY + timedelta(1), "Mira", Instead.NOTHING), "said_on"),
        (DeclinedFacts(TODAY, "  ", Instead.NOTHING), "said_by"),
        (DeclinedFacts(TODAY, "Mira", "shouted"), "instead"),
    ],
)
def test_a_no_that_cannot_be_is_refused(facts, field):
    with pytest.raises(Refusal) as refusal:
        check_declined(facts, today=TODAY)
    assert refusal.value.field == field


def test_every_kind_of_agency_has_a_lawful_basis():
    assert {basis_for(kind) for kind in AgencyKind} == {PUBLIC_TASK, HEALTH_CARE, LEGITIMATE_INTEREST}
    assert basis_for(AgencyKind.VOLUNTARY) is LEGITIMATE_INTEREST
    assert basis_for(AgencyKind.GP_PRACTICE) is HEALTH_CARE


@pytest.fixture
def around(world):
    with collecting():
        yield team(world)


@pytest.mark.django_db
def test_a_no_is_seen_by_the_agency_that_heard_it_and_nobody_else(around):
    with opened(around.asha):
        agreeing.record_declined(child_id=around.child_id, facts=NO, by=around.asha, now=NOW)
        (kept,) = queries.declined(around.asha, around.child_id)
        assert (kept.said_by, kept.note) == ("Mira Lindqvist", "Ask again after Easter.")
        assert "sharing.agreement_declined" in acts()
    with opened(around.cara):
        assert not queries.declined(around.cara, around.child_id)
        assert not type(kept).objects.exists()  # the database itself shows it to nobody else
    with opened(around.eve), pytest.raises(NotVisible):
        agreeing.record_declined(child_id=around.child_id, facts=NO, by=around.eve, now=NOW)


@pytest.mark.django_db
def test_a_no_is_not_recorded_beside_a_yes(around):
    with opened(around.asha):
        agreed = agreeing.record_agreement(
            child_id=around.child_id,
            by=around.asha,
            now=NOW,
            ask_again_on=TODAY + timedelta(10),
            **agreement(may_share=False),
        )
        with pytest.raises(Refusal) as refusal:
            agreeing.record_declined(child_id=around.child_id, facts=NO, by=around.asha, now=NOW)
        assert refusal.value.code == "agreed-already"
        assert list(queries.to_ask_again({around.child_id}, today=TODAY)) == [agreed]
        assert not queries.to_ask_again({around.child_id}, today=TODAY - timedelta(5))
        assert queries.agencies_in_scope([around.child_id]) == {around.child_id: {around.asha.agency_id}}
