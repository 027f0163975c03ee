"""The plan and the minutes as copies for paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests import papers

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.goals import Wished
from teamaround.episodes.rules.meetings import MinuteKind
from teamaround.episodes.rules.planning import Planned
from teamaround.episodes.services import add_action, add_goal, minutes
from teamaround.episodes.tests.gatherings import a_meeting, a_team, heard
from teamaround.people import services as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world, led, episode):
    a_team(world, episode)
    with opened(world.asha):
        acting = {"ref": episode.ref, "by": world.asha, "now": NOW}
        goal = add_goal(child_id=None, wished=Wished("Nights are hard", "أن تنام جيدا"), **acting)
        for what, towards in (("Visit at bedtime 🌙", goal.pk), ("Ring the school", None)):
            add_action(
                planned=Planned(
                    what, "", world.cara.practitioner_id, TODAY + timedelta(days=9), goal=towards
                ),
                **acting,
            )
    return episode


def to(name, **kwargs):
    return reverse(f"episodes:{name}", kwargs=kwargs)


def test_the_plan_for_paper(world, plan, sign_in):
    a_meeting(world, plan)
    client = sign_in("senco")
    shown = client.get(to("show", episode=plan.ref)).content.decode()
    assert to("printed", episode=plan.ref) in shown
    page = client.get(to("printed", episode=plan.ref)).content.decode()
    assert "The library" not in page and "Mira Lindqvist" not in page and '<h3 dir="rtl">' in page
    answer = client.get(to("printed_pdf", episode=plan.ref))
    assert answer["Content-Disposition"] == 'inline; filename="plan.pdf"'
    paper = papers.read(answer.content)
    assert paper.title == "The plan" and {"Table", "TH", "H1", "H2", "H3"} <= set(paper.tags)
    assert papers.in_order(paper.words, "Visit at bedtime", "Ring the school", "Who helps", "We meet on")
    assert sign_in("neighbour").get(to("printed_pdf", episode=plan.ref)).status_code == 404


def test_paper_about_a_shielded_child_names_no_agency(world, plan, sign_in):
    index = world.everything.viewer("index")
    with opened(index):
        people.shield(child_id=world.child_id, because="Moved away", review_on=TODAY, by=index, now=NOW)
    page = sign_in("senco").get(to("printed", episode=plan.ref)).content.decode()
    assert "Hana Wójcik" in page
    for place in ("Ashby Health Visiting", "Ashby Green School", "01632"):
        assert place not in page, place


def test_the_minutes_for_paper_are_for_those_who_may_have_them(world, plan, sign_in):
    found = a_meeting(world, plan)
    acting = {"ref": found.ref, "by": world.asha, "now": NOW}
    assert sign_in("senco").get(to("minutes_pdf", meeting=found.ref)).status_code == 302
    with opened(world.asha):
        minutes.begin(**acting)
        minutes.note_who_came(came=[row.ref for row in teams.members(plan)], was=[], **acting)
        minutes.hear(heard=heard(world), **acting)
        minutes.add_line(kind=MinuteKind.DECIDED, text="Bedtime is at eight ⭐", **acting)
        minutes.end(took_minutes=30, next_plan=None, **acting)
    client = sign_in("senco")
    assert (
        to("minutes_printed", meeting=found.ref)
        in client.get(to("minutes", meeting=found.ref)).content.decode()
    )
    paper = papers.read(client.get(to("minutes_pdf", meeting=found.ref)).content)
    assert "Bedtime is at eight" in paper.words and "more walks" in paper.words
    assert papers.in_order(paper.words, "Who came", "Whose voice was heard", "What we decided")
    assert sign_in("gp").get(to("minutes_pdf", meeting=found.ref)).status_code in (403, 404, 422)
