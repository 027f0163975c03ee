"""Agreeing, leading, planning, ending: on a real database, each refusal and each act."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from teamaround.accounts.door import opened
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.tests.world import NOW, TODAY, acts, agreement, leave
from teamaround.episodes import queries, services
from teamaround.episodes.models import Action, EarlierAction, Lead
from teamaround.episodes.rules.leading import LeadState
from teamaround.episodes.rules.planning import Doing, Planned, When
from teamaround.episodes.rules.states import State
from teamaround.index import queries as index
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db


def refused(call, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(**kwargs)
    return refusal.value.code


def name(world, episode, who, by=None, **more):
    by = by or world.asha
    asking = {"ref": episode.ref, "practitioner_id": who.practitioner_id, "family_asked": True, "now": NOW}
    with opened(by):
        return services.name_lead(by=by, family_view="Mum likes her", **asking | more)


def accept(episode, who, **more):
    with opened(who):
        answering = {"ref": episode.ref, "manager_knows": True, "manager": "Jo Marsh", "now": NOW}
        return services.accept_lead(by=who, **answering | more)


# ---------------------------------------------------------------- agreeing


def test_agreement_opens_the_episode(world, episode):
    with opened(world.asha):
        assert episode.state == State.OPENED and episode.assessment is not None
        assert "episodes.opened" in acts()
        assert services.open_episode(child_id=world.child_id, by=world.asha, now=NOW) == episode


def test_no_episode_without_agreement(world):
    with opened(world.asha):
        assessing.begin(child_id=world.child_id, by=world.asha, now=NOW)
        assert refused(services.open_episode, child_id=world.child_id, by=world.asha, now=NOW) == "agreement"
    with opened(world.dev):
        agreeing = {"child_id": world.child_id, "by": world.dev, "now": NOW, **agreement()}
        assert refused(services.record_agreement, **agreeing) == "duty"
    with opened(world.eve), pytest.raises(NotVisible):
        services.open_episode(child_id=world.child_id, by=world.eve, now=NOW)


def test_withdrawing_stops_sharing_and_puts_the_work_on_hold(world, episode):
    name(world, episode, world.cara)
    accept(episode, world.cara)
    with opened(world.asha):
        leaving = {"child_id": world.child_id, "because": "Had enough", "by": world.asha, "now": NOW}
        services.withdraw_agreement(**leaving)
        assert queries.open_one(world.child_id).state == State.OPENED
        assert {"sharing.agreement_withdrawn", "assessments.sharing_stopped", "episodes.paused"} <= set(
            acts()
        )
        assert refused(services.withdraw_agreement, **leaving) == "no-agreement"
    with opened(world.cara), pytest.raises(Refusal):
        queries.readable(world.cara, episode.ref, at=NOW)


# ---------------------------------------------------------------- leading


def test_a_lead_is_asked_accepts_and_is_pointed_to(world, episode):
    name(world, episode, world.cara)
    with opened(world.cara):
        assert index.pointers(world.child_id).lead_practitioner is None
        assert [lead.episode for lead in queries.led_by(world.cara)[1]] == [episode]
    accept(episode, world.cara)
    with opened(world.cara):
        assert index.pointers(world.child_id).lead_practitioner_id == world.cara.practitioner_id
        assert queries.open_one(world.child_id).state == State.ACTIVE
        assert acts()[-2:] == ["episodes.lead_accepted", "episodes.activated"]
        assert [lead.episode.ref for lead in queries.led_by(world.cara)[0]] == [episode.ref]
        assert assessments.leading(episode.assessment) == {world.asha.agency_id, world.cara.agency_id}


def test_the_leads_agency_may_write_everywhere(world, episode):
    name(world, episode, world.cara)
    accept(episode, world.cara)
    with opened(world.cara):
        found = assessments.assessment(episode.assessment.ref)
        assert len(assessments.sections_to_write(world.cara, found)) == 8


def test_asking_somebody_to_lead_is_refused(world, episode):
    with opened(world.asha):
        asking = {"ref": episode.ref, "family_asked": True, "family_view": "", "by": world.asha, "now": NOW}
        assert refused(services.name_lead, practitioner_id=0, **asking) == "practitioner"
        of_dev = asking | {"practitioner_id": world.dev.practitioner_id}
        assert refused(services.name_lead, **of_dev) == "not-agreed"
        of_cara = asking | {"practitioner_id": world.cara.practitioner_id}
        assert refused(services.name_lead, **of_cara | {"family_asked": False}) == "family"
        leave(world.cara.practitioner_id, TODAY - timedelta(days=1))
        assert refused(services.name_lead, **of_cara) == "left"


def test_r15_only_the_person_accepts_and_a_manager_knows(world, episode):
    name(world, episode, world.cara)
    answering = {"ref": episode.ref, "manager_knows": True, "manager": "Jo", "now": NOW}
    with opened(world.asha):
        assert refused(services.accept_lead, by=world.asha, **answering) == "not-asked"
    with opened(world.cara):
        without = answering | {"manager_knows": False}
        assert refused(services.accept_lead, by=world.cara, **without) == "manager"


def test_r14_one_accepted_lead_at_a_time(world, episode):
    name(world, episode, world.cara)
    with opened(world.asha):
        asking = {"ref": episode.ref, "practitioner_id": world.ben.practitioner_id, "family_asked": True}
        again = {**asking, "family_view": "", "by": world.asha, "now": NOW}
        assert refused(services.name_lead, **again) == "offered"
    accept(episode, world.cara)
    name(world, episode, world.ben)
    with opened(world.ben):
        answering = {"ref": episode.ref, "manager_knows": True, "manager": "Jo", "now": NOW}
        assert refused(services.accept_lead, by=world.ben, **answering) == "has-lead"
    with opened(world.cara):
        assert refused(services.end_lead, ref=episode.ref, because="", by=world.cara, now=NOW) == "reason"
        services.end_lead(ref=episode.ref, because="New post in May", by=world.cara, now=NOW)
        assert index.pointers(world.child_id).lead_practitioner is None
        assert queries.open_one(world.child_id).state == State.OPENED
        assert queries.open_counts(world.asha.authority_id).without_lead == 1
    accept(episode, world.ben)
    with opened(world.ben):
        assert queries.open_counts(world.asha.authority_id).without_lead == 0
        assert Lead.objects.filter(state=LeadState.ACCEPTED).count() == 1


def test_declining_and_taking_back(world, episode):
    name(world, episode, world.cara)
    with opened(world.cara):
        assert refused(services.decline_lead, ref=episode.ref, because="", by=world.cara, now=NOW) == "reason"
        services.decline_lead(ref=episode.ref, because="On leave", by=world.cara, now=NOW)
        assert (
            refused(services.decline_lead, ref=episode.ref, because="x", by=world.cara, now=NOW) == "no-offer"
        )
        assert acts()[-1] == "episodes.lead_declined"
    name(world, episode, world.ben)
    with opened(world.asha):
        services.take_back_offer(ref=episode.ref, by=world.asha, now=NOW)
        assert acts()[-1] == "episodes.lead_offer_taken_back"
        assert refused(services.end_lead, ref=episode.ref, because="x", by=world.asha, now=NOW) == "no-lead"


def test_if_the_act_cannot_be_recorded_nobody_leads(world, episode, monkeypatch):
    name(world, episode, world.cara)

    def fails(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("teamaround.episodes.services.leading.record", fails)
    with pytest.raises(DatabaseError):
        accept(episode, world.cara)
    with opened(world.cara):
        assert queries.accepted_lead(episode) is None


# ---------------------------------------------------------------- planning

PLANNED = Planned("Ring the school nurse", "", None, TODAY + timedelta(days=3))


def plan(world, episode, by=None, **more):
    by = by or world.asha
    planned = Planned(**{**PLANNED.__dict__, "practitioner": world.cara.practitioner_id, **more})
    with opened(by):
        return services.add_action(ref=episode.ref, planned=planned, by=by, now=NOW)


def test_an_action_is_owed_by_somebody_and_by_their_agency(world, episode):
    action = plan(world, episode)
    assert action.agency_id == world.cara.agency_id
    with opened(world.cara):
        owed = queries.to_do(world.cara, today=TODAY, at=NOW)[0]
        assert [(one.action, one.when) for one in owed] == [(action, When.SOON)]
        assert owed[0].doer == "Hana Wójcik, Ashby Health Visiting"
        assert queries.to_do(world.cara, today=TODAY + timedelta(days=9), at=NOW)[0][0].when is When.LATE
    with opened(world.asha):
        assert queries.to_do(world.asha, today=TODAY, at=NOW)[0] == []
        coming = queries.next_for(world.asha, world.child_id, today=TODAY, at=NOW)
        assert [one.action for one in coming.actions] == [action]
    with opened(world.dev):
        assert queries.next_for(world.dev, world.child_id, today=TODAY, at=NOW) is None
        assert Action.objects.count() == 0


def test_somebody_in_the_family_can_act(world, episode):
    action = plan(world, episode, who="Mum", practitioner=None)
    with opened(world.asha):
        assert queries.actions(episode, today=TODAY)[0].doer == "Mum"
        assert action.agency_id is None
    with opened(world.asha):
        planned = Planned("", "", None, None)
        assert (
            refused(services.add_action, ref=episode.ref, planned=planned, by=world.asha, now=NOW) == "what"
        )


def test_changing_an_action_keeps_what_it_was(world, episode):
    action = plan(world, episode)
    planned = Planned(**{**PLANNED.__dict__, "practitioner": world.cara.practitioner_id})
    change = {"ref": action.ref, "planned": planned, "by": world.cara, "now": NOW}
    with opened(world.cara):
        services.update_action(version=1, state=Doing.DONE, progress="Rang on Monday", **change)
        assert acts()[-1] == "episodes.action_changed"
        assert EarlierAction.objects.get().state == Doing.TO_DO
        late = change | {"version": 1, "state": Doing.TO_DO, "progress": ""}
        assert refused(services.update_action, **late) == "changed-meanwhile"
        undone = change | {"version": 2, "state": Doing.NOT_NEEDED, "progress": ""}
        assert refused(services.update_action, **undone) == "why"
        with pytest.raises(NotVisible):
            services.update_action(version=1, state=Doing.DONE, progress="", **change | {"ref": "T-NO"})


def test_the_review_date(world, episode):
    soon = TODAY + timedelta(weeks=6)
    choosing = {"ref": episode.ref, "by": world.asha, "now": NOW}
    with opened(world.asha):
        services.set_review(version=episode.version, review_on=soon, **choosing)
        assert queries.open_one(world.child_id).review_on == soon
        again = choosing | {"version": episode.version, "review_on": soon}
        assert refused(services.set_review, **again) == "changed-meanwhile"
        none = choosing | {"version": episode.version + 1, "review_on": None}
        assert refused(services.set_review, **none) == "review"


def test_closing_ends_everything_that_hangs_on_it(world, episode):
    name(world, episode, world.cara)
    accept(episode, world.cara)
    name(world, episode, world.ben)
    closing = {"ref": episode.ref, "note": "All is well", "by": world.cara, "now": NOW}
    with opened(world.cara):
        assert refused(services.close_episode, reason="", **closing) == "reason"
        closed = services.close_episode(reason="needs_met", **closing)
        assert (closed.state, closed.closed_on) == (State.CLOSED, TODAY)
        assert queries.open_one(world.child_id) is None
        assert assessments.open_one(world.child_id) is None
        pointers = index.pointers(world.child_id)
        assert (pointers.lead_practitioner, pointers.assessment_state) == (None, "recent")
        assert not Lead.objects.filter(state__in=["offered", "accepted"]).exists()
        planned = Planned("x", "Mum", None, TODAY)
        adding = {"ref": episode.ref, "planned": planned, "by": world.cara, "now": NOW}
        assert refused(services.add_action, **adding) == "state"
        asking = {"ref": episode.ref, "practitioner_id": 1, "family_asked": True, "family_view": ""}
        assert refused(services.name_lead, by=world.cara, now=NOW, **asking) == "state"
        assert list(queries.of_child(world.child_id)) == [closed]


def test_work_on_a_plan_is_a_duty(world, episode):
    with opened(world.dev):
        adding = {"ref": episode.ref, "planned": PLANNED, "by": world.dev, "now": NOW}
        assert refused(services.add_action, **adding) == "agreed"
    with opened(world.eve), pytest.raises(NotVisible):
        services.add_action(ref=episode.ref, planned=PLANNED, by=world.eve, now=NOW)
