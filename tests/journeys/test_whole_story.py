"""One child, one story: from a first worry at school to finishing well, at the browsers of six people.

Sam (school) and Leo (early help) sit at a laptop; Hana (health visitor), Rosa (a trainer without
an account) and Mira (the mother) have a telephone; Ines (the practice) only reads.
"""

import pytest

from . import chapters
from .shots import picture
from .stories import DESK, OWN_WORDS, PHONE, a_child_with_help
from .test_by_link import asks
from .test_by_link import comes_in as comes_by_link
from .test_family import comes_in as comes_to_her_plan
from .test_family import invites
from .test_meeting import a_meeting, end, hana_answers, send, shown, talk, the_team

pytestmark = pytest.mark.journey


def test_one_child_one_story(person, county):
    child = a_child_with_help(county)
    sam, hana = person("senco", **DESK), person("health_visitor", **PHONE)
    begun, plan = chapters.school_starts(sam, county)
    chapters.visitor_joins(hana)
    asks(sam, begun)
    rosa = person("", **PHONE)
    chapters.trainer_writes(
        rosa, comes_by_link(rosa, rosa.is_well, asker="Sam Oyelaran at Ashby Green School")
    )
    chapters.all_is_read(sam, begun)

    leo = person("lead", **DESK)
    chapters.asks_to_lead(sam, plan)
    chapters.accepts(leo)
    chapters.plans(leo, county, plan)
    mira = _the_mother_leaves_one_out(person, leo, begun, plan)

    the_team(leo, plan)
    meeting = a_meeting(leo, county)
    hana_answers(hana)
    talk(leo, hana, meeting)
    leo.page.reload()
    leo.page.evaluate("document.querySelector('#lines').scrollIntoView()")
    picture(leo, "story-6-meeting-mode")
    end(leo, county)
    send(leo, hana)

    chapters.hands_over(leo, county, plan)
    chapters.accepts(hana, name="story-7-handed-over")
    chapters.looks_again(hana, child, plan)
    _it_is_over(leo, sam, mira, plan)


def _the_mother_leaves_one_out(person, leo, begun, plan):
    """Two browsers: what Ines has open at the practice is closed at the moment that Mira says so."""
    ines, mira = person("gp", **DESK), person("", **PHONE)
    theirs = ines.open(f"/assessments/{begun.ref}/")
    theirs.get_by_text(OWN_WORDS).wait_for()
    invites(leo, plan, sees="I want to sleep in my own bed")
    comes_to_her_plan(mira, mira.is_well)
    chapters.leaves_one_out(mira)
    theirs.reload()
    assert OWN_WORDS not in shown(theirs)
    ines.is_well()
    return mira


def _it_is_over(leo, sam, mira, plan):
    """The next meeting is called off, all can be read, and the family's page says how it stands."""
    assert "called off" in shown(leo.open("/"))
    leo.is_well()
    page = sam.open(f"/plans/{plan.ref}/")
    assert "Closed" in shown(page) and "Thank you for not asking twice." in shown(page)
    sam.is_well()
    picture(sam, "story-8-finished-well")
    assert "We have finished" in shown(mira.open("/by-link/family/"))
    mira.is_well()
    picture(mira, "story-9-her-page")
