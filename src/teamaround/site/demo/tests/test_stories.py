"""A small county with every story in it: each is found by whoever the story says signs in."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.directory import queries as directory
from teamaround.episodes import queries as episodes
from teamaround.episodes.queries import meetings
from teamaround.index import queries as index
from teamaround.index.rules import Wanted
from teamaround.index.services import results, search
from teamaround.kernel import clock
from teamaround.kernel.looks import collecting
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.requests import queries as requests
from teamaround.site import demo
from teamaround.site.demo import cast
from teamaround.site.demo.county import STORIES

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SEALED = "Dylan Pryce"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """Sixty children in a transaction that this module keeps to itself, with the clock at a Friday noon."""
    with django_db_blocker.unblock(), clock.fixed(NOON), transaction.atomic():
        demo.make(children=60, seed=5, progress=lambda *said: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def noon_again(county):
    with clock.fixed(NOON), transaction.atomic(), collecting():
        yield


def viewer(part):
    wanted = {member["name"]: member["email"] for member in cast.members()}
    from teamaround.site.demo.county.cast import PARTS

    name = next(each.name for each in PARTS if each.key == part)
    return accounts.viewer_by_email(wanted[name], today=clock.today(), purpose="help")


def found(part, name="", **wanted):
    with acting(viewer(part), now=NOON) as by:
        kept = search(wanted=Wanted(name=name, **wanted), by=by, now=NOON)
        return [result.face for result in results(by, kept, at=NOON)]


def one(part, name, **wanted):
    return found(part, name, **wanted)[0]


def plain(name):
    """A name as somebody types it: without what stands in brackets."""
    return re.sub(r"\s*\(.*?\)", "", name).replace("Unborn baby ", "")


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.key)
def test_every_story_is_found_by_whoever_signs_in(story):
    for name in story.names:
        for part in story.sign_in_as:
            faces = found(part, plain(name))
            if plain(name) == SEALED:
                assert all(face.name != SEALED for face in faces)
            else:
                assert plain(name) in [plain(face.name) for face in faces], (part, name)


def test_the_senco_meets_the_assessment_that_is_there_and_can_join_it():
    asha = one("senco", "asha marlow")
    with acting(viewer("senco"), now=NOON) as by:
        decision = assessments.decide_start(by, asha.id, at=NOON)
        pointers = index.pointers(asha.id)
        latest = assessments.open_one(asha.id)
        assert decision.may_join and assessments.ours_in(by, latest) is None
        part = assessing.offer(ref=latest.ref, message="We see her every day.", by=by, now=NOON)
    assert "Denise Faraday" in decision.sentence and not decision.may_start
    assert pointers.lead_practitioner.name == "Denise Faraday"
    assert part.state == "offered"
    transaction.set_rollback(True)


def test_a_search_by_address_finds_the_twin_who_is_not_shielded():
    imogen, isabel = one("police", "imogen fairbrother"), one("police", "isabel fairbrother")
    assert isabel.is_shielded and not imogen.is_shielded
    with acting(viewer("police"), now=NOON) as by:
        here = portraits.portrait(by, imogen.id, at=NOON)
        hidden = portraits.portrait(by, isabel.id, at=NOON)
        around = index.involvements(by, isabel.id, at=NOON)
    assert hidden.address is None and hidden.school is None and hidden.gp_practice is None
    assert not [row for row in around if not row.is_own]
    there = found("police", postcode=here.address.postcode, age=9, on=clock.today())
    assert "Isabel Fairbrother" not in [face.name for face in there]


def test_two_boys_of_one_name_and_birthday_are_two():
    boys = [face for face in found("gp", "oliver taylor") if face.name == "Oliver Taylor"]
    assert len(boys) >= 2 and len({face.born_on for face in boys}) < len(boys)


def test_the_front_door_has_worries_in_every_state():
    with acting(viewer("duty-social-worker"), now=NOON) as by:
        waiting = list(episodes.worries_to_receive(by))
    with acting(viewer("camhs"), now=NOON) as by:
        told = list(episodes.worries_sent_by(by))
    assert sorted(row.state for row in waiting) == ["received", "sent", "sent"]
    assert all(row.sent_at <= NOON for row in waiting)
    assert [row.state for row in told] == ["answered"]


def test_teams_have_met_and_meet_again():
    with acting(viewer("lead"), now=NOON) as by:
        asked = list(meetings.invitations(by, at=NOON))
        assert asked and all(row.meeting.starts_at > NOON for row in asked)
        spent = meetings.time_spent(by.authority_id, date(2026, 1, 1))
    assert any(share.agency is None for share in spent) and len(spent) > 2


def test_a_child_not_born_yet_and_one_who_was_registered_before_birth():
    assert one("lead", "wojnarowska").is_unborn
    teodor = one("health-visitor", "teodor ionescu")
    with acting(viewer("health-visitor"), now=NOON):
        assert "expected_on" in [row.field for row in people.corrections(teodor.id)]


def test_agreement_withdrawn_stops_sharing_and_keeps_history():
    lena = one("lead", "lena nowak")
    with acting(viewer("lead"), now=NOON):
        assert assessments.of_child(lena.id)[0].shared_at is None
        assert episodes.open_one(lena.id) is not None


def test_the_lead_who_left_and_the_one_who_has_not_answered():
    sol = one("coordinator", "sol rivers")
    with acting(viewer("coordinator"), now=NOON):
        leads = [(lead.practitioner.name, lead.state) for lead in episodes.leads(episodes.open_one(sol.id))]
    assert ("Nathaniel Osei", "offered") in leads


def test_a_sensitive_service_is_named_only_to_itself():
    niamh = one("senco", "niamh gallagher")
    with acting(viewer("senco"), now=NOON) as by:
        seen = [row.agency for row in index.involvements(by, niamh.id, at=NOON)]
    with acting(viewer("camhs"), now=NOON) as by:
        own = [row.agency for row in index.involvements(by, niamh.id, at=NOON)]
    assert "A service that is not named here" in seen and "Kestrel House CAMHS" not in seen
    assert "Kestrel House CAMHS" in own


def test_the_cast_is_there_to_be_picked_and_nobody_else_is(settings):
    members = cast.members()
    assert len(members) == 17 and all(member["try_this"] for member in members)
    assert cast.is_of_the_cast(members[0]["email"]) and not cast.is_of_the_cast("somebody@else.example")
    settings.DEMO = False
    assert cast.members() == [] and not cast.is_of_the_cast(members[0]["email"])


def test_the_sign_in_page_offers_them(client):
    text = client.get("/sign-in/").content.decode()
    assert "Pick a person" in text and "Ruth Pellingham" in text


def test_making_it_again_does_nothing():
    with acting(setting_up()), connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM audit_entry), (SELECT count(*) FROM people_child)")
        before = cursor.fetchone()
        demo.make(children=60, seed=5, progress=lambda *said: None)
        cursor.execute("SELECT (SELECT count(*) FROM audit_entry), (SELECT count(*) FROM people_child)")
        assert cursor.fetchone() == before and before[1] == 60


def test_a_county_that_is_half_made_is_not_gone_on_with():
    from teamaround.embedded import Problem
    from teamaround.site.models import DemoCounty

    DemoCounty.objects.update(made_at=None)
    with pytest.raises(Problem, match="half made"):
        demo.make(children=60, seed=5, progress=lambda *said: None)
    transaction.set_rollback(True)


def test_people_beside_the_team_are_told_in_the_stories():
    from teamaround.assessments import checklist_queries, picture_queries, quality_queries
    from teamaround.family import queries as family
    from teamaround.sharing import queries as sharing

    lead, senco = viewer("lead"), viewer("senco")
    asha, dami = one("lead", "Asha Marlow-Khan").id, one("lead", "Damilola Adeyemi").id
    with acting(lead, now=NOON) as by:
        written = assessments.open_one(asha)
        part = next(each for each in assessments.contributions(written) if each.guest_id)
        assert part.state == "given" and part.by_name == "Bryony Tamsett, Thursday dance club"
        assert picture_queries.pictures(written).count() == 1
        assert quality_queries.given(written).count() == 1
        assert [row.view.name for row in family.unread(by, today=NOON.date(), at=NOON)] == ["Leanne Marlow"]
        (cover,) = episodes.covers(episodes.accepted_lead(episodes.open_one(dami)), today=NOON.date())
        assert cover.practitioner.name == "Gwen Thackray"
    tyrell, marek = one("senco", "Tyrell Campbell-Grant").id, one("senco", "Marek Kowalski").id
    with acting(senco, now=NOON) as by:
        assert sharing.declined(by, tyrell).count() == 1
        assert checklist_queries.own_checklist(by, marek) is not None


def test_a_service_helped_asha_another_is_silent_and_a_third_is_asked_today():
    asha = one("lead", "Ayesha Marlow-Khan")
    with acting(viewer("lead"), now=NOON) as by:
        states = {row.state for row in requests.of_child(by, asha.id, at=NOON)}
        needing = requests.needing(by, today=NOON.date())
    assert states == {"asked", "ended", "signposted"}
    assert [each.waiting is not None for each in needing].count(True) == 2
    with acting(viewer("voluntary"), now=NOON) as by:
        assert [each.is_to_answer for each in requests.needing(by, today=NOON.date())] == [True]


def test_the_local_offer_has_gaps_and_one_comment_waits():
    written = directory.written()
    assert 10 < len(written) < 20 and directory.comments("local-offer").count() == 1
    overdue = [key for key, row in written.items() if row.review_on < NOON.date()]
    assert overdue == ["local-offer.health"]
    with acting(viewer("data-officer"), now=NOON):
        assert directory.comments_waiting().count() == 1
