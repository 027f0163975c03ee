"""Parts of papers made from a review and a plan as they stood at a moment."""

from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.committees import live
from teamaround.committees.rules.markup import Bullets, Paragraph, Subheading, Table, blocks, plain
from teamaround.improvement.rules.months import Progress, Rating, Typed
from teamaround.improvement.rules.planning import Move
from teamaround.improvement.services import months, reviewing
from teamaround.improvement.services.reviewing import NewFinding, NewJudgement

from .plans import WHOLE, adds, begins, moves

pytestmark = pytest.mark.django_db


def makes(key, keeper, ref, at):
    part = live.part(key)
    assert ref in dict(part.subjects(keeper, at))
    return part.make(keeper, ref, at)


@pytest.fixture
def plan(world, keeper):
    made = begins(world, keeper)
    rows = adds(world, keeper, made, WHOLE, WHOLE)
    moves(world, keeper, made, Move.AGREE)
    with acting(keeper, now=world.now):
        months.freeze(ref=made.ref, month=world.today, said="Board", by=keeper, now=world.now)
        typed = Typed(
            Progress.UNDER_WAY, Rating.AMBER, Rating.EARLY, "A | start.", "More hands", date(2026, 12, 24)
        )
        later = world.now + timedelta(days=20)
        months.write_update(ref=rows[0].ref, typed=typed, by=keeper, now=later)
    return made, later


def test_a_plan_is_told_as_it_stood_with_what_puts_it_right(world, keeper, plan):
    made, later = plan
    opening, table, more, recovery = blocks(makes("plan", keeper, made.ref, later + timedelta(hours=1)))
    assert isinstance(opening, Paragraph) and "1 “amber: at risk”" in plain(opening.runs)
    assert isinstance(table, Table) and len(table.rows) == 2 and plain(table.rows[0][5]) == "Amber: at risk"
    assert isinstance(recovery, Bullets) and plain(recovery.items[0]) == "(1) More hands, by 24 December 2026"
    before = blocks(makes("plan", keeper, made.ref, world.now))
    assert len(before) == 2 and "amber" not in plain(before[0].runs)
    assert isinstance(more, Paragraph)


def test_what_changed_since_the_frozen_month(world, keeper, plan):
    made, later = plan
    said = makes("changes", keeper, made.ref, later + timedelta(hours=1))
    assert "Since 20 November 2026" in said
    assert "how far it is, was “Not begun”, is “Under way”" in said
    assert "nothing has changed" in makes("changes", keeper, made.ref, world.now + timedelta(seconds=1))
    assert "No month" in makes("changes", keeper, made.ref, world.now - timedelta(days=1))


def test_what_a_review_found_is_told_in_the_inspectors_words(world, keeper, plan):
    ref = plan[0].review.ref
    with acting(keeper, now=world.now):
        here = {"authority_id": world.ashby, "ref": ref, "by": keeper, "now": world.now}
        reviewing.add_judgements(new=[NewJudgement("ilacs-grade", "good", "")], **here)
        reviewing.add_findings(new=[NewFinding("weakness", "Plans are thin.", ""), NewFinding("strength", "They know it.", "Leaders")], **here)  # fmt: skip
    found = blocks(makes("findings", keeper, ref, world.now))
    assert [type(each) for each in found] == [Paragraph, Table, Subheading, Bullets, Subheading, Bullets]
    assert plain(found[0].runs).startswith("Ashby 2026, led by Ofsted, was published on 1 September 2026.")
    assert plain(found[1].rows[0][1]) == "good" and found[4].words == "Leaders"
    assert plain(found[3].items[0]) == "To improve: Plans are thin."


def test_somebody_elses_plan_cannot_be_told(world, keeper, plan):
    assert plan[0].ref not in dict(live.part("plan").subjects(world.viewer("neighbour"), world.now))
