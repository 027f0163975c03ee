"""Inviting, saying, answering, changing one's mind: what is kept, and who did it."""

from datetime import timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.audit.models import Entry
from teamaround.episodes import queries as episodes
from teamaround.family import queries, services
from teamaround.family.models import FamilyComment, FamilyView
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people.models import Relationship
from teamaround.sharing import queries as sharing

from .conftest import invite, viewer_of

pytestmark = pytest.mark.django_db


def refused(call, **wanted):
    with pytest.raises(Refusal) as found:
        call(**wanted)
    return found.value.code


def test_each_parent_has_a_page_and_a_guest_of_their_own(world, plan, mira, tomas):
    assert mira.guest_id != tomas.guest_id
    for again in (
        {"carer": mira.carer_id, "email": "x@example.org"},
        {"carer": None, "email": "MIRA@example.org"},
    ):
        code = refused(lambda again=again: invite(world, plan, again.pop("carer"), **again))
        assert code in ("has-page", "same-address")
    assert FamilyView.objects.count() == 2 and acts().count("family.invited") == 2


def test_a_stranger_is_no_carer_and_others_cannot_invite(world, plan, parents):
    Relationship.objects.filter(carer_id=parents.vera).update(ends_on=TODAY - timedelta(days=1))
    assert refused(lambda: invite(world, plan, parents.vera)) == "who"
    with pytest.raises(NotVisible):
        invite(world, plan, parents.mira, by=world.eve)


def test_what_each_says_is_theirs_and_those_who_help_read_and_answer(world, plan, mira, tomas):
    by = viewer_of(world, mira)
    with opened(by):
        kept = services.say(text="Mornings are better", about="meeting", by=by, now=NOW)
    other = viewer_of(world, tomas)
    with opened(other):
        assert not queries.said(queries.view_by_link(other))
    with opened(world.asha):
        assert [one.text for one in queries.unread(world.asha, today=TODAY, at=NOW)] == [
            "Mornings are better"
        ]
        services.answer(ref=kept.ref, answer="Then we meet at nine.", by=world.asha, now=NOW)
        assert not queries.unread(world.asha, today=TODAY, at=NOW)
        assert refused(services.answer, ref=kept.ref, answer="x", by=world.asha, now=NOW) == "answered"
    with opened(by):
        assert queries.said(queries.view_by_link(by)).get().answer == "Then we meet at nine."
    entry = Entry.objects.get(act="family.said")
    assert entry.account_id == mira.guest_id and entry.children == [world.child_id]


def test_a_parent_leaves_out_one_service_at_once_under_their_own_name(world, plan, mira):
    by = viewer_of(world, mira)
    visiting = world.everything.agency["visiting"]
    with opened(by):
        services.leave_out(agency_ref=visiting.ref, by=by, now=NOW)
        assert refused(services.leave_out, agency_ref=visiting.ref, by=by, now=NOW) == "agency"
    facts = sharing.child_facts(world.cara, world.child_id, at=NOW + timedelta(seconds=1))
    assert not facts.agency_may_see_content
    narrowed = Entry.objects.get(act="sharing.agreement_narrowed")
    assert narrowed.account_id == mira.guest_id
    with opened(world.asha):
        assert FamilyComment.objects.get().about == "sharing"


def test_a_parent_says_no_and_sharing_stops(world, plan, mira):
    by = viewer_of(world, mira)
    with opened(by):
        services.say_no(because="We manage now", by=by, now=NOW)
    with opened(world.asha):
        assert sharing.agreement_in_force(world.child_id) is None
        assert "We manage now" in queries.comments(plan, world.child_id)[0].text
        assert episodes.open_one(world.child_id) is not None
    assert {"family.said_no", "sharing.agreement_withdrawn"} <= set(acts())


def test_whoever_sent_the_link_is_not_left_out_by_a_button_that_would_not_do_it(world, plan, mira):
    by = viewer_of(world, mira)
    school = world.everything.agency["school"]
    with opened(by):
        may = {one.name: one.may_be_left_out for one in queries.who_sees(queries.view_by_link(by))}
        assert may == {"Ashby Green School": False, "Ashby Health Visiting": True}
        assert refused(services.leave_out, agency_ref=school.ref, by=by, now=NOW) == "agency"


def test_somebody_without_parental_responsibility_decides_nothing(world, plan, parents):
    view = invite(world, plan, parents.vera, name="Vera", email="vera@example.org")
    by = viewer_of(world, view)
    with opened(by):
        assert refused(services.say_no, because="", by=by, now=NOW) == "decide"
        visiting = world.everything.agency["visiting"].ref
        assert refused(services.leave_out, agency_ref=visiting, by=by, now=NOW) == "decide"
    assert sharing.agreement_in_force(world.child_id) is not None


def test_a_page_is_closed_and_its_guest_reads_nothing_more(world, plan, mira):
    by = viewer_of(world, mira)
    with opened(world.asha):
        services.end(ref=mira.ref, by=world.asha, now=NOW)
        services.end(ref=mira.ref, by=world.asha, now=NOW)
        assert refused(services.send_again, ref=mira.ref, by=world.asha, now=NOW) == "ended"
    with opened(by), pytest.raises(NotVisible):
        queries.view_by_link(by)
    assert acts().count("family.ended") == 1
