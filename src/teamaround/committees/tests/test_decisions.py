"""What a meeting decided: kept beside what was recommended, sent on, carried out, and told in the next paper."""

from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.committees.models import Decision
from teamaround.committees.queries import decisions as queries
from teamaround.committees.queries import meetings as forward
from teamaround.committees.rules.decisions import Outcome, Resolved
from teamaround.committees.services import deciding
from teamaround.kernel.refusal import NotVisible, Refusal

from .papers import begins, cabinet, director, publishes, signs

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world, keeper):
    return cabinet(world, keeper)


@pytest.fixture
def paper(world, keeper, body):
    """Published, and put before the meeting today."""
    made = begins(world, keeper, body, on=world.today)
    signs(world, keeper, made)
    publishes(world, keeper, made)
    return made


def decides(world, keeper, paper, label, outcome, **more):
    with acting(keeper, now=world.now):
        return deciding.decide(
            ref=paper.ref, typed=Resolved(label, outcome, **more), by=keeper, now=world.now
        )


def test_noted_endorsed_and_changed_words_stand_beside_those_recommended(world, keeper, paper):
    assert decides(world, keeper, paper, "a", Outcome.NOTED).recommended == "note the report"
    with pytest.raises(Refusal, match="words as resolved"):
        decides(world, keeper, paper, "b", Outcome.CHANGED)
    with pytest.raises(Refusal, match="as recommended"):
        decides(world, keeper, paper, "b", Outcome.CHANGED, words=queries.asked_of(paper)["b"].words)
    with pytest.raises(Refusal, match="words of its own"):
        decides(world, keeper, paper, "b", Outcome.ENDORSED, words="other")
    made = decides(world, keeper, paper, "b", Outcome.CHANGED, words="ask the Director to begin in the north")
    assert made.resolved.endswith("north") and made.recommended.startswith("ask the Director")
    with pytest.raises(Refusal, match="has been entered"):
        decides(world, keeper, paper, "a", Outcome.NOTED)
    with pytest.raises(Refusal, match="no such recommendation"):
        decides(world, keeper, paper, "z", Outcome.NOTED)


def test_what_is_referred_comes_before_the_other_body(world, keeper, paper):
    other = cabinet(world, keeper, name="Scrutiny Committee")
    with pytest.raises(Refusal, match="Choose the body"):
        decides(world, keeper, paper, "a", Outcome.REFERRED)
    made = decides(world, keeper, paper, "a", Outcome.REFERRED, to_body=other.ref)
    (item,) = [each for each in forward.planned(keeper, on=world.today) if each.came_from_id]
    assert (
        item.body_id == other.pk
        and item.title == "Referred: How children are helped"
        and item.came_from == made
    )


def test_what_is_only_watched_comes_back_on_a_day(world, keeper, paper, body):
    with pytest.raises(Refusal, match="by which day"):
        decides(world, keeper, paper, "a", Outcome.MONITOR)
    back = world.today + timedelta(days=90)
    decides(world, keeper, paper, "a", Outcome.MONITOR, report_back_on=back)
    (item,) = [each for each in forward.planned(keeper, on=world.today) if each.came_from_id]
    assert (item.body_id, item.meeting_on) == (body.pk, back)


def test_r32_what_is_subject_to_another_waits_for_it(world, keeper, paper):
    post = director(world, keeper)
    due = world.today + timedelta(days=30)
    with pytest.raises(Refusal, match="subject to \\(b\\)"):
        decides(world, keeper, paper, "c", Outcome.DELEGATED, post_id=post.pk, due_on=due)
    decides(world, keeper, paper, "b", Outcome.AGREED)
    with pytest.raises(Refusal, match="Choose the post"):
        decides(world, keeper, paper, "c", Outcome.DELEGATED)
    with pytest.raises(Refusal, match="to be carried out"):
        decides(world, keeper, paper, "c", Outcome.DELEGATED, post_id=post.pk)
    with pytest.raises(Refusal, match="before the meeting"):
        decides(world, keeper, paper, "c", Outcome.DELEGATED, post_id=post.pk, due_on=date(2020, 1, 1))
    made = decides(
        world,
        keeper,
        paper,
        "c",
        Outcome.DELEGATED,
        post_id=post.pk,
        due_on=due,
        consulting="the Cabinet member",
    )
    assert made.consulting == "the Cabinet member"


def test_a_delegated_decision_is_on_its_holders_home_page_until_it_is_carried_out(
    world, keeper, paper, body, sign_in
):
    post = director(world, keeper)
    client = sign_in("data")
    for label, sent in (
        ("b", {"outcome": "agreed"}),
        ("c", {"outcome": "delegated", "post": post.pk, "consulting": "the Cabinet member", "due_on-day": "20", "due_on-month": "12", "due_on-year": "2026", "due_on_0": "20", "due_on_1": "12", "due_on_2": "2026"}),
    ):  # fmt: skip
        at = f"/papers/{paper.ref}/decided/{label}/"
        assert client.get(at).status_code == 200
        assert client.post(at, {**sent, "once": label}).status_code == 302
    made = Decision.objects.get(label="c")
    assert "In consultation" in client.get(f"/papers/{paper.ref}/decided/c/").content.decode()
    leo = sign_in("lead")
    home = leo.get("/").content.decode()
    assert "Decisions to carry out" in home and f"/decisions/{made.ref}/done/" in home
    assert "Decisions to carry out" not in sign_in("senco").get("/").content.decode()
    assert sign_in("senco").get(f"/decisions/{made.ref}/done/").status_code == 404
    leo = sign_in("lead")
    sent = {"words": "Settled with both districts.", "done_on-day": "20", "done_on-month": "11", "done_on-year": "2026", "done_on_0": "20", "done_on_1": "11", "done_on_2": "2026", "once": "d"}  # fmt: skip
    assert leo.post(f"/decisions/{made.ref}/done/", sent).status_code == 302
    assert f"/decisions/{made.ref}/done/" not in leo.get("/").content.decode()
    assert "Settled with both districts." in leo.get("/decisions/").content.decode()
    later = begins(world, keeper, body)
    client = sign_in("data")
    at = f"/papers/{later.ref}/parts/progress/fill/"
    assert "What came of decisions of: Cabinet" in client.get(at).content.decode()
    assert client.post(at, {"source": f"decided/{body.ref}", "once": "e"}).status_code == 302
    told = client.get(f"/papers/{later.ref}/").content.decode()
    assert "Carried out on 20 November 2026: Settled with both districts." in told


def test_what_was_done_has_words_and_a_day_that_has_been(world, keeper, paper):
    post = director(world, keeper)
    due = world.today + timedelta(days=5)
    made = decides(world, keeper, paper, "a", Outcome.AGREED, post_id=post.pk, due_on=due)
    here = {"ref": made.ref, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        for words, on, said in (
            (" ", world.today, "what was done"),
            ("x", due, "between the meeting and today"),
        ):
            with pytest.raises(Refusal, match=said):
                deciding.carry_out(words=words, done_on=on, **here)
        deciding.carry_out(words="Done", done_on=world.today, **here)
        with pytest.raises(Refusal, match="already"):
            deciding.carry_out(words="Done", done_on=world.today, **here)
    with pytest.raises(NotVisible):
        queries.decision(world.viewer("senco"), made.ref, on=world.today)


def test_nothing_is_decided_before_the_meeting_or_on_a_draft(world, keeper, body):
    ahead = begins(world, keeper, body)
    with pytest.raises(Refusal, match="still to come"):
        decides(world, keeper, ahead, "a", Outcome.NOTED)
    draft = begins(world, keeper, body, on=world.today)
    with pytest.raises(Refusal, match="no such recommendation"):
        decides(world, keeper, draft, "a", Outcome.NOTED)
