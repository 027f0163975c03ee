"""The pages of the counts: what a manager opens, what a councillor sees, and how often teams look again."""

import csv
import html
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.agencies import queries as agencies
from teamaround.assessments.tests.world import TODAY, acts
from teamaround.audit.models import Entry
from teamaround.episodes.rules.counts import COUNTS
from teamaround.episodes.tests import counted_world

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
FRAMES = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture
def story(world):
    """The two plans; the health visitor is a manager too."""
    world.everything.watches_over("health_visitor")
    return counted_world.build(world)


def shown(client, path, status=200):
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    assert answer.status_code == status, path
    asked = [row["sql"] for row in caught.captured_queries if not row["sql"].startswith(FRAMES)]
    assert len(asked) <= MOST_QUERIES, (path, len(asked))
    return html.unescape(answer.content.decode())


def test_a_manager_reads_every_number_with_its_sentence_and_opens_each(world, story, sign_in):
    client = sign_in("health_visitor")
    page = shown(client, "/counts/")
    for count in COUNTS.values():
        assert count.sentence in page and f"/counts/{count.key}/" in page
        assert "Asha" not in page
    assert "32 days" in page and "half of them within 32 days" in page
    for key in COUNTS:
        shown(client, f"/counts/{key}/")
    shown(client, "/counts/nonsense/", status=404)


def test_what_is_behind_is_named_within_reach_and_the_look_is_kept(world, story, sign_in):
    page = shown(sign_in("health_visitor"), "/counts/without-lead/")
    assert "Asha Lindqvist" in page and "Edda" not in page
    assert "1 more that you may not open." in page
    assert f"/plans/{story.first.ref}/" in page and story.second.ref not in page
    look = Entry.objects.order_by("-pk").first()
    assert look.children == [world.child_id]
    page = shown(sign_in("health_visitor"), "/counts/ended/?reason=needs_met")
    assert "1 that you may not open." in page and "Edda" not in page


def test_r25_a_councillor_sees_no_child_no_small_number_and_no_period_of_their_own(world, story, sign_in):
    client = sign_in("councillor")
    for path in (
        "/counts/",
        *(f"/counts/{key}/" for key in COUNTS if not COUNTS[key].is_of_today),
        "/counts/file/",
    ):
        page = shown(
            client, f"{path}?since-day=1&since-month=10&since-year=2026&which=others&reason=needs_met"
        )
        assert "Lindqvist" not in page and "Okafor" not in page and 'href="/plans/' not in page
        assert "Too few to show" in page and ("1 October 2025" in page or "2025-10-01" in page)
    shown(client, "/counts/late-now/", status=404)
    assert "not shown" in shown(client, "/counts/")


def test_the_file_has_every_number_with_its_sentence(world, story, sign_in):
    client = sign_in("health_visitor")
    answer = client.get("/counts/file/")
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert len(rows) == len(COUNTS) and len(heading) == 8
    by_title = {row[0]: row for row in rows}
    joined = by_title["One assessment, not many: Joined, not repeated"]
    assert joined[1] == COUNTS["joined"].sentence and joined[2:5] == ["1", "3", "33%"]


def test_the_period_and_whose_work_are_chosen_and_mistakes_are_said(world, story, sign_in):
    client = sign_in("health_visitor")
    days = "since-day=1&since-month=9&since-year=2026&until-day=30&until-month=9&until-year=2026"
    page = shown(client, f"/counts/first-meeting/?{days}")
    assert "1 September 2026 to 30 September 2026" in page and "32 days" in page
    whose = world.everything.agency["school"].ref
    page = shown(client, f"/counts/joined/?{days}&whose={whose}")
    assert "Ashby Green School, 1 September 2026" in page
    page = shown(
        client, "/counts/?since-day=1&since-month=9&since-year=2026&until-day=&until-month=&until-year=", 422
    )
    assert "Say up to which day." in page
    shown(client, f"/counts/?{days}&whose=G-000000000", 422)


def test_how_often_teams_look_again_is_chosen_by_managers_who_work_on_plans(world, story, sign_in):
    client = sign_in("health_visitor")
    day = {"starts_on-day": TODAY.day, "starts_on-month": TODAY.month, "starts_on-year": TODAY.year}
    assert client.post("/counts/looking-again/", {"weeks": "90", **day, "once": "a"}).status_code == 422
    assert client.post("/counts/looking-again/", {"weeks": "8", **day, "once": "b"}).status_code == 302
    page = shown(client, "/counts/looking-again/")
    assert "At least every 8 weeks." in page and "agencies.review_cycle_set" in acts()
    assert "At least every 8 weeks." in shown(client, "/counts/")
    client = sign_in("councillor")
    page = shown(client, "/counts/looking-again/")
    assert "Every 8 weeks" in page and "Keep" not in page
    assert client.post("/counts/looking-again/", {"weeks": "2", **day, "once": "c"}).status_code == 422
    assert agencies.review_weeks(world.everything.ashby, on=TODAY) == 8


def test_the_next_day_is_suggested_by_the_cycle(world, story, sign_in):
    client = sign_in("senco")
    assert "12 February 2027" in shown(client, f"/plans/{story.first.ref}/review/")
    page = shown(client, f"/plans/{story.first.ref}/review/day/")
    assert "12 February 2027" in page and 'value="10"' in page  # the day that is set stays in the boxes


def test_the_counts_are_found_by_those_who_see_them(world, story, sign_in):
    assert 'href="/counts/"' in shown(sign_in("councillor"), "/")
    assert 'href="/counts/"' not in shown(sign_in("senco"), "/")


def test_r25_a_councillor_is_not_told_which_agencies_have_small_numbers(world, story, sign_in):
    page = shown(sign_in("councillor"), "/counts/joined/")
    assert "Ashby Green School" not in page and "It is not divided by place or agency" in page
    assert "Ashby Green School" in shown(sign_in("health_visitor"), "/counts/joined/")
