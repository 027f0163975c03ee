"""Joining one assessment instead of repeating it."""

from datetime import timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments import queries, services
from teamaround.assessments.rules.contributing import ContributionState
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.states import State
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed, Wish
from teamaround.assessments.tests.test_services import agree, refused, write
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.kernel.refusal import NotVisible

pytestmark = pytest.mark.django_db
HEALTH = Box("general_health", "strengths")
START = mark_of(0, "")
WISH = Wish(wanted=frozenset({"development"}), message="How is he eating?", due_on=TODAY, family_agrees=True)


def offer(world, begun, by=None):
    by = by or world.cara
    with opened(by):
        return services.offer(ref=begun.ref, message="I visit weekly", by=by, now=NOW)


def ask(world, begun, wish=WISH, **more):
    with opened(world.asha):
        return services.ask_for_contribution(
            ref=begun.ref, agency_id=world.cara.agency_id, wish=wish, by=world.asha, now=NOW, **more
        )


def test_joining_instead_of_starting(world, begun):
    """The promise: met with the first, asks to contribute, is welcomed, writes, gives; and it counts."""
    agree(world, world.asha.agency_id)
    part = offer(world, begun)
    assert part.state == ContributionState.OFFERED
    with opened(world.asha):
        assert list(queries.offers_to(world.asha, at=NOW)) == [part]
        services.welcome(ref=part.ref, wish=WISH, by=world.asha, now=NOW)
        assert acts()[-2:] == ["sharing.agreement_widened", "assessments.contribution_asked"]
    with opened(world.cara):
        assert list(queries.asked_of(world.cara, at=NOW)) == [part]
        assert [section.key for section in queries.sections_to_write(world.cara, begun, part)] == []
    with opened(world.cara):
        part = queries.part_of(world.cara, part.ref, at=NOW)
        assert [s.key for s in queries.sections_to_write(world.cara, begun, part)] == ["development"]
        assert queries.joined_rather_than_repeated(world.asha.authority_id) == 0
        assert refused(services.give, ref=part.ref, by=world.cara, now=NOW) == "nothing"
    write(begun, world.cara, "Grows well", box=HEALTH, section="development", part=part.ref)
    with opened(world.cara):
        services.give(ref=part.ref, by=world.cara, now=NOW)
        assert acts()[-1] == "assessments.contribution_given"
        assert queries.joined_rather_than_repeated(world.asha.authority_id) == 1
        assert queries.joined_rather_than_repeated(world.eve.authority_id) == 0
        later = TODAY + timedelta(days=1)
        assert queries.joined_rather_than_repeated(world.asha.authority_id, since=later) == 0
        assert queries.joined_rather_than_repeated(world.asha.authority_id, until=TODAY) == 1
    with opened(world.asha):
        first, theirs = queries.voices(begun, queries.contributions(begun))
        assert first.sheet == {}
        assert (theirs.agency_name, theirs.sheet[HEALTH].text) == ("Ashby Health Visiting", "Grows well")


def test_where_the_family_agreed_already_one_can_write_at_once(world, begun):
    agree(world, world.cara.agency_id)
    part = offer(world, begun)
    assert part.state == ContributionState.ASKED and "development" in part.wanted


def test_offering_is_refused(world, begun):
    with opened(world.asha):
        assert refused(services.offer, ref=begun.ref, message="", by=world.asha, now=NOW) == "own-agency"
    offer(world, begun)
    with opened(world.cara):
        assert refused(services.offer, ref=begun.ref, message="", by=world.cara, now=NOW) == "joined-already"
        assert queries.decide_start(world.cara, world.child_id, at=NOW).may_join is False
    with opened(world.dev):
        assert refused(services.offer, ref=begun.ref, message="", by=world.dev, now=NOW) == "duty"
    with opened(world.eve), pytest.raises(NotVisible):
        services.offer(ref=begun.ref, message="", by=world.eve, now=NOW)


def test_asking_waits_for_the_family(world, begun):
    asking = {"ref": begun.ref, "agency_id": world.cara.agency_id, "by": world.asha, "now": NOW}
    with opened(world.asha):
        assert refused(services.ask_for_contribution, wish=WISH, **asking) == "agreement"
    agree(world, world.asha.agency_id)
    unasked = Wish(wanted=frozenset({"development"}))
    with opened(world.asha):
        assert refused(services.ask_for_contribution, wish=unasked, **asking) == "not-agreed"
        assert refused(services.ask_for_contribution, wish=Wish(frozenset()), **asking) == "sections"
        past = Wish(frozenset({"development"}), due_on=TODAY - timedelta(days=1))
        assert refused(services.ask_for_contribution, wish=past, **asking) == "past"
    part = ask(world, begun)
    assert part.state == ContributionState.ASKED
    with opened(world.asha):
        assert refused(services.ask_for_contribution, wish=WISH, **asking) == "asked-already"


def test_only_those_who_lead_ask(world, begun):
    agree(world, world.cara.agency_id)
    with opened(world.asha):
        services.share(ref=begun.ref, by=world.asha, now=NOW)
    with opened(world.cara):
        asking = {"ref": begun.ref, "agency_id": world.dev.agency_id, "by": world.cara, "now": NOW}
        assert refused(services.ask_for_contribution, wish=WISH, **asking) == "not-leading"


def test_declining_and_being_asked_again(world, begun):
    agree(world, world.asha.agency_id)
    part = ask(world, begun)
    with opened(world.asha):
        assert refused(services.decline, ref=part.ref, because="x", by=world.asha, now=NOW) == "part"
    with opened(world.cara):
        assert refused(services.decline, ref=part.ref, because="", by=world.cara, now=NOW) == "reason"
        services.decline(ref=part.ref, because="We closed the file in May", by=world.cara, now=NOW)
        assert acts()[-1] == "assessments.contribution_declined"
        assert list(queries.asked_of(world.cara, at=NOW)) == []
    again = ask(world, begun)
    assert again.pk == part.pk and again.state == ContributionState.ASKED


def test_an_offer_is_answered_by_those_who_lead(world, begun):
    agree(world, world.asha.agency_id)
    part = offer(world, begun)
    with opened(world.cara):
        assert refused(services.decline, ref=part.ref, because="x", by=world.cara, now=NOW) == "part"
    with opened(world.asha):
        declined = services.decline(ref=part.ref, because="Nearly finished", by=world.asha, now=NOW)
        assert declined.state == ContributionState.DECLINED
        assert refused(services.give, ref=part.ref, by=world.asha, now=NOW) == "part"


def test_a_contributor_writes_only_in_their_own_part(world, begun):
    agree(world, world.asha.agency_id)
    part = ask(world, begun)
    typed = {HEALTH: Typed("x", START)}
    with opened(world.cara):
        mine = {"ref": begun.ref, "typed": typed, "by": world.cara, "now": NOW}
        assert refused(services.save_section, section_key="development", **mine) == "not-asked"
        wrong = {"section_key": "why_now", "part_ref": part.ref}
        assert refused(services.save_section, **wrong, **mine) == "not-asked"
    with opened(world.asha):
        theirs = {"ref": begun.ref, "typed": typed, "by": world.asha, "now": NOW, "part_ref": part.ref}
        assert refused(services.save_section, section_key="development", **theirs) == "not-asked"
    with opened(world.dev), pytest.raises(NotVisible):
        queries.part_of(world.dev, part.ref, at=NOW)
    with opened(world.eve), pytest.raises(NotVisible):
        queries.part_of(world.eve, part.ref, at=NOW)


def test_lists_of_what_waits(world, begun):
    with opened(world.asha):
        assert list(queries.being_written_by(world.asha, at=NOW)) == [begun]
        assert list(queries.being_written_by(world.ben, at=NOW)) == []


def test_a_complete_one_is_joined_and_stays_complete(world, begun):
    """Called complete; somebody comes to start one, is met with it, joins, writes and gives: all of it counts."""
    agree(world, world.asha.agency_id)
    write(begun, world.asha, "She sings")
    with opened(world.asha):
        services.share(ref=begun.ref, by=world.asha, now=NOW)
        services.complete(ref=begun.ref, by=world.asha, now=NOW)
    with opened(world.cara):
        assert queries.decide_start(world.cara, world.child_id, at=NOW).may_join
    part = offer(world, begun)
    with opened(world.asha):
        assert list(queries.offers_to(world.asha, at=NOW)) == [part]
        services.welcome(ref=part.ref, wish=WISH, by=world.asha, now=NOW)
        assert queries.sections_to_write(world.asha, queries.assessment(begun.ref)) == []
    with opened(world.cara):
        assert list(queries.asked_of(world.cara, at=NOW)) == [part]
    write(begun, world.cara, "Grows well", box=HEALTH, section="development", part=part.ref)
    with opened(world.cara):
        services.give(ref=part.ref, by=world.cara, now=NOW)
        assert queries.joined_rather_than_repeated(world.asha.authority_id) == 1
    with opened(world.asha):
        found = queries.assessment(begun.ref)
        assert (found.state, found.completed_on) == (State.COMPLETED, TODAY)
        _, theirs = queries.voices(found, queries.contributions(found))
        assert theirs.sheet[HEALTH].text == "Grows well"
        services.close(ref=begun.ref, because="Done", by=world.asha, now=NOW)
    doctor = world.everything.viewer("gp")
    with opened(doctor):
        late = {"ref": begun.ref, "message": "", "by": doctor, "now": NOW}
        assert refused(services.offer, **late) == "not-open"
