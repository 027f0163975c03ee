"""Consent for a sensitive service: one truth, apart from agreement, hidden when withdrawn."""

import dataclasses
from datetime import timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.index import consents, queries, services
from teamaround.index.models import EarlierConsent, Involvement
from teamaround.index.rules.consenting import ConsentFacts
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.agreement_rules import How, Standing
from teamaround.sharing.judging_queries import judgements
from teamaround.sharing.judging_rules import Matter

pytestmark = pytest.mark.django_db


def consent(world, **changes):
    given = ConsentFacts(
        "Asha Lindqvist", Standing.YOUNG_PERSON, How.SPOKEN, world.today,
        "She told it back in her own words.", "Time alone with Cass.", age=9,
    )  # fmt: skip
    return dataclasses.replace(given, **changes)


def give(world, child, *, version=0, **changes):
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        return services.record_consent(
            child_id=child.pk, service_id=world.service["clinic"].pk, facts=consent(world, **changes),
            version=version, by=viewer, now=world.now,
        )  # fmt: skip


def withdraw(world, row, **changes):
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        return services.withdraw_consent(
            ref=row.ref, version=row.version, by=viewer, now=world.now, **changes
        )


def seen(world, child, who):
    with acting(world.viewer(who), now=world.now) as viewer:
        return [row.agency for row in queries.involvements(viewer, child.pk, at=world.now)]


def test_consent_makes_the_pointer_and_withdrawing_hides_it_from_everybody_else(world):
    child = world.child()
    row = give(world, child)
    unnamed, named = "A service that is not named here", "Ashby Young Minds Clinic"
    assert seen(world, child, "senco") == [unnamed] and seen(world, child, "index") == [named]
    withdraw(world, row, because="They would rather nobody knew")
    for who in ("senco", "lead", "index", "duty", "neighbour"):
        assert seen(world, child, who) == [], who
    assert seen(world, child, "camhs") == [named]
    with acting(world.viewer("index"), now=world.now) as viewer:
        assert not queries.involvements_of(viewer, [child.pk], at=world.now)
        assert queries.own_involvement(viewer, row.ref) is None


def test_history_stays_when_they_consent_again(world):
    child = world.child()
    row = withdraw(world, give(world, child))
    again = give(world, child, version=row.version, given_on=world.today - timedelta(days=1))
    assert again.pk == row.pk and again.consent_withdrawn_at is None
    assert seen(world, child, "senco") == ["A service that is not named here"]
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        (one,) = consents.consents(viewer, child.pk)
        assert [before.withdrawn_at for before in one.earlier] == [world.now]
    assert Involvement.objects.count() == EarlierConsent.objects.count() == 1


def test_each_service_sees_its_own_consent_and_nobody_elses(world):
    child = world.child()
    row = give(world, child)
    for who in ("senco", "index"):
        with acting(world.viewer(who), now=world.now) as viewer:
            assert consents.consents(viewer, child.pk) == []
            with pytest.raises((NotVisible, Refusal)):
                services.withdraw_consent(ref=row.ref, version=1, by=viewer, now=world.now)
            assert judgements(viewer, child.pk, at=world.now) == []


def test_the_reasoning_about_the_young_person_is_kept_for_this_decision(world):
    child = world.child()
    give(world, child)
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        (judged,) = judgements(viewer, child.pk, at=world.now)
    assert judged.matter == Matter.SENSITIVE_SERVICE and judged.about == "Clinic"
    assert judged.reasoning == "She told it back in her own words."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"given_by": " "}, "given_by"), ({"competence_reason": ""}, "competence_reason"),
        ({"support": ""}, "support"), ({"standing": Standing.PARENTAL_RESPONSIBILITY}, "given_by"),
        ({"standing": Standing.YOUNG_PERSON_16}, "standing"), ({"how": How.DRAWN}, "how"),
    ],
)  # fmt: skip
def test_a_consent_that_could_not_have_been_given_is_refused(world, changes, field):
    child = world.child()
    with pytest.raises(Refusal) as refused:
        give(world, child, **changes)
    assert refused.value.field == field
    assert seen(world, child, "camhs") == []


def test_what_rests_on_suspected_harm_is_not_turned_into_consent(world):
    child = world.child()
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        row = services.record_involvement(
            child_id=child.pk, by=viewer, now=world.now, starts_on=world.today,
            service_id=world.service["clinic"].pk, sensitive_basis="significant_harm",
        )  # fmt: skip
    with pytest.raises(Refusal):
        give(world, child, version=row.version)
    with pytest.raises(Refusal):
        withdraw(world, row)


def test_a_withdrawn_consent_cannot_be_gone_round(world):
    child = world.child()
    withdraw(world, give(world, child))
    with acting(world.viewer("camhs"), now=world.now) as viewer, pytest.raises(Refusal) as refused:
        services.record_involvement(
            child_id=child.pk, by=viewer, now=world.now, starts_on=world.today,
            service_id=world.service["clinic"].pk, sensitive_basis="consent",
        )  # fmt: skip
    assert refused.value.code == "withdrawn"


def test_the_second_of_two_people_looks_again_first(world):
    child = world.child()
    row = give(world, child)
    with pytest.raises(Refusal) as refused:
        give(world, child, version=0)
    assert refused.value.code == "changed-meanwhile"
    withdraw(world, row)
    with pytest.raises(Refusal):
        withdraw(world, row)
