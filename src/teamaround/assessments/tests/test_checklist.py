"""A checklist of one's own: leads on, is seen by nobody else, and is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments import checklist_queries, services
from teamaround.assessments.models import Checklist
from teamaround.assessments.rules.checklist import Decision, Thoughts, check, forget_on
from teamaround.assessments.tests.test_contributing import HEALTH, WISH
from teamaround.assessments.tests.test_services import agree, write
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db
THOUGHTS = Thoughts({"well": "yes", "safe": "not_sure"}, {"safe": "Quiet since June"}, "ours")


def keep(world, who=None, *, thoughts=THOUGHTS, version=0, now=NOW):
    who = who or world.asha
    with opened(who):
        return services.keep_checklist(
            child_id=world.child_id, thoughts=thoughts, version=version, by=who, now=now
        )


def own(world, who):
    with opened(who):
        return checklist_queries.own_checklist(who, world.child_id)


def address(world):
    return reverse("assessments:checklist", kwargs={"child": world.child_ref})


def test_only_its_writer_sees_it(world):
    keep(world)
    assert own(world, world.asha).answers["safe"] == {"answer": "not_sure", "note": "Quiet since June"}
    assert own(world, world.ben) is None
    with opened(world.ben):
        assert not Checklist.objects.exists()


def test_the_record_of_acts_holds_no_word_of_it(world):
    keep(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT act, said, detail FROM audit_entry ORDER BY id DESC LIMIT 1")
        act, said, detail = cursor.fetchone()
    assert act == "assessments.checklist_kept" and not said and "June" not in str(detail)


def test_it_is_gone_when_its_writer_begins_an_assessment(world):
    keep(world)
    keep(world, world.ben)
    with opened(world.asha):
        services.begin(child_id=world.child_id, by=world.asha, now=NOW)
    assert own(world, world.asha) is None and own(world, world.ben) is not None
    assert "assessments.checklist_forgotten" in acts()


def test_it_is_gone_for_whoever_joins_instead_of_starting(world, begun):
    keep(world, world.cara)
    keep(world, world.ben)
    with opened(world.cara):
        services.offer(ref=begun.ref, message="We see them each week", by=world.cara, now=NOW)
    assert own(world, world.cara) is None and own(world, world.ben) is not None


def test_it_is_gone_when_somebody_begins_the_part_that_they_were_asked_for(world, begun):
    agree(world, world.asha.agency_id, world.cara.agency_id)
    with opened(world.asha):
        part = services.ask_for_contribution(
            ref=begun.ref, agency_id=world.cara.agency_id, wish=WISH, by=world.asha, now=NOW
        )
    keep(world, world.cara)
    keep(world, world.asha)
    write(begun, world.cara, "She sleeps in the car", box=HEALTH, part=part.ref, section="development")
    assert own(world, world.cara) is None and own(world, world.asha) is not None


def test_it_is_forgotten_when_its_day_is_over(world):
    long_ago = NOW - timedelta(days=200)
    keep(world, now=long_ago)
    keep(world, world.ben)
    assert services.forget_checklists(now=NOW) == 1
    assert own(world, world.asha) is None and own(world, world.ben) is not None
    assert services.forget_checklists(now=NOW) == 0


def test_the_wall_lets_nobody_forget_what_is_not_over(world):
    keep(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.account', '', true)")
        cursor.execute("SELECT set_config('teamaround.forgetting', 'on', true)")
        cursor.execute("DELETE FROM assessments_checklist")
        assert cursor.rowcount == 0
        cursor.execute("SELECT set_config('teamaround.forgetting', '', true)")
    assert own(world, world.asha) is not None


def test_another_window_is_shown_and_nothing_is_lost(world, sign_in):
    keep(world)
    answer = sign_in("senco").post(address(world), {"once": "a", "version": "0", "well_note": "Better now"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "You changed this in another window" in shown
    assert "Quiet since June" in shown and "Better now" in shown and 'name="version" value="1"' in shown


@pytest.mark.parametrize(
    ("decision", "leads_to"),
    [("nothing", "checklist/"), ("ours", "checklist/"), ("another", "checklist/"), ("assess", "assessment/"), ("worried", "worr")],
)  # fmt: skip
def test_it_leads_on_to_what_is_decided(world, sign_in, decision, leads_to):
    client = sign_in("senco")
    assert "Does Ash need more help?" in client.get(address(world)).content.decode()
    answer = client.post(address(world), {"once": "b", "version": "0", "decision": decision})
    assert answer.status_code == 302 and leads_to in answer["Location"]


def test_thrown_away(world, sign_in):
    keep(world)
    client = sign_in("senco")
    assert client.post(address(world), {"once": "c", "throw_away": "1"}).status_code == 302
    assert own(world, world.asha) is None
    assert (
        "Think it through first"
        in client.get(reverse("assessments:start", kwargs={"child": world.child_ref})).content.decode()
    )


def test_a_colleague_finds_an_empty_page_and_a_stranger_none(world, sign_in):
    keep(world)
    assert "Quiet since June" not in sign_in("teacher").get(address(world)).content.decode()
    assert sign_in("neighbour").get(address(world)).status_code == 404
    with pytest.raises(NotVisible):
        keep(world, world.eve)


def test_rules():
    assert forget_on(TODAY) == TODAY + timedelta(days=90)
    assert Thoughts({"well": ""}, {"well": " "}).as_kept() == {}
    check(replace(THOUGHTS, decision=Decision.WORRIED))
    for wrong in (
        replace(THOUGHTS, answers={"well": "3"}),
        replace(THOUGHTS, decision="score"),
        replace(THOUGHTS, notes={"well": "x" * 2001}),
    ):
        with pytest.raises(Refusal):
            check(wrong)
