"""Pages of goals, reviews, endings and families with several children: each path, refusal and lost access."""

from datetime import date, timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes import queries, services
from teamaround.episodes.models import Action
from teamaround.episodes.rules.goals import GoalState, Settled
from teamaround.episodes.rules.planning import Planned
from teamaround.episodes.tests.test_goals import WISHED, do, wish
from teamaround.episodes.tests.test_pages import AGREED, on, to, words
from teamaround.episodes.tests.test_reviewing import NEXT, look_again
from teamaround.episodes.tests.test_services import accept, name
from teamaround.episodes.tests.test_together import brother, join

__all__ = ["brother"]
pytestmark = pytest.mark.django_db
GOAL = {"need": WISHED.need, "goal": WISHED.goal, "measure": WISHED.measure, "before": WISHED.before}
LONG = "x" * 200_000


def heard(child_ref):
    return {
        f"{child_ref}-child_heard": "there", f"{child_ref}-child_said": "I sleep",
        f"{child_ref}-parent_heard": "not_heard", f"{child_ref}-parent_why_not": "At work",
    }  # fmt: skip


def review_of(world, **more):
    return {
        **on("held_on", TODAY), "present": "Mum, Sam", "progress": "Calmer", **on("next_on", NEXT),
        **heard(world.child_ref), **more,
    }  # fmt: skip


# ---------------------------------------------------------------- goals


def test_goals_are_added_changed_and_settled(world, episode, sign_in):
    client, adding = sign_in("senco"), to("add_goal", episode=episode.ref)
    assert "in their own words" in words(client.get(adding)).lower()
    assert client.post(adding, GOAL | {"goal": ""}).status_code == 422
    long = client.post(adding, GOAL | {"need": LONG})
    assert long.status_code == 422 and LONG in words(long) and "fewer than 5,000" in words(long)
    assert client.post(adding, GOAL | {"goal": "أنام 😴"}).status_code == 302
    with opened(world.asha):
        (goal,) = queries.open_goals(episode, children=[world.child_id])
    acting = to("add_action", episode=episode.ref)
    typed = {"what": "Warm milk", "who": "Mum", **on("by_on", TODAY), "goal": goal.ref}
    assert client.post(acting, typed).status_code == 302
    shown = words(client.get(to("show", episode=episode.ref)))
    assert "أنام 😴" in shown and "Warm milk" in shown and "Two nights in seven" in shown

    changing = to("goal", goal=goal.ref)
    assert client.post(changing, GOAL | {"version": "1"}).status_code == 302
    clash = client.post(changing, GOAL | {"goal": "Mine", "version": "1"})
    assert clash.status_code == 409
    assert "Both texts" in words(clash) and "Mine" in words(clash) and WISHED.goal in words(clash)
    settling = to("settle_goal", goal=goal.ref)
    done = {"state": "reached", "after": "Sleeps well", "version": "2"}
    assert client.post(settling, done).status_code == 302
    late = client.post(settling, done | {"after": "Not quite"})
    assert late.status_code == 409 and "Sleeps well" in words(late) and "Not quite" in words(late)
    assert "Sleeps well" in words(client.get(to("show", episode=episode.ref)))
    assert "أنام" in words(client.get(changing))


def test_what_was_typed_stays_when_access_is_lost_in_mid_sentence(world, episode, sign_in):
    goal, client = wish(world, episode), sign_in("health_visitor")
    assert client.get(to("goal", goal=goal.ref)).status_code == 200
    with opened(world.asha):
        services.withdraw_agreement(child_id=world.child_id, because="", by=world.asha, now=NOW)
    for page, typed in (
        (to("goal", goal=goal.ref), GOAL | {"goal": "Half a sentence", "version": "1"}),
        (to("review", episode=episode.ref), review_of(world, progress="Half a sentence")),
        (to("add_goal", episode=episode.ref), GOAL | {"goal": "Half a sentence"}),
        (to("close", episode=episode.ref), {"reason": "needs_met", "what_changed": "Half a sentence"}),
    ):
        answer = client.post(page, typed)
        assert answer.status_code in (404, 422) and "Half a sentence" in words(answer), page


def test_outsiders_find_no_goals_and_no_reviews(world, episode, sign_in):
    goal, held = wish(world, episode), look_again(world, episode)
    for who, status in (("neighbour", {404}), ("gp", {404, 422})):
        client = sign_in(who)
        for page in (
            to("goal", goal=goal.ref), to("settle_goal", goal=goal.ref), to("read_review", review=held.ref),
            to("add_goal", episode=episode.ref), to("review", episode=episode.ref),
            to("review_day", episode=episode.ref), to("reopen", episode=episode.ref),
            to("children", episode=episode.ref),
        ):  # fmt: skip
            assert client.get(page).status_code in status, (who, page)


# ---------------------------------------------------------------- reviews


def test_a_review_through_the_page(world, episode, sign_in):
    goal, action = wish(world, episode), do(world, episode)
    client, page = sign_in("senco"), to("review", episode=episode.ref)
    asked = words(client.get(page))
    assert goal.goal in asked and action.what in asked and "Nobody has to tell again" in asked
    rows = {
        f"{goal.ref}-state": "partly", f"{goal.ref}-after": "Five nights", f"{goal.ref}-version": "1",
        f"{action.ref}-state": "done", f"{action.ref}-progress": "Each evening", f"{action.ref}-version": "1",
    }  # fmt: skip
    typed = review_of(world, **rows)
    both = client.post(page, typed | {"closes_for": "needs_met"})
    assert both.status_code == 422 and "Not both" in words(both) and "Five nights" in words(both)
    silent = {name: value for name, value in typed.items() if "child_" not in name}
    assert "say how they were heard" in words(client.post(page, silent))
    assert client.post(page, typed | on("held_on", date(1900, 1, 1))).status_code == 422
    assert "still to come" in words(client.post(page, typed | on("next_on", TODAY - timedelta(days=2))))
    long = client.post(page, typed | {f"{action.ref}-progress": LONG})
    assert long.status_code == 422 and LONG in words(long)
    undone = {f"{action.ref}-state": "not_needed", f"{action.ref}-progress": ""}
    assert "why it is no longer needed" in words(client.post(page, typed | undone))
    assert client.post(page, typed).status_code == 302

    with opened(world.asha):
        (held,) = queries.reviews(episode)
        assert queries.goal(goal.ref).after == "Five nights"
        assert queries.action(action.ref).progress == "Each evening"
    shown = words(client.get(to("show", episode=episode.ref)))
    assert to("read_review", review=held.ref) in shown
    read = words(client.get(to("read_review", review=held.ref)))
    assert "I sleep" in read and "At work" in read and "Calmer" in read


def test_a_review_that_meets_anothers_change_shows_both_texts(world, episode, sign_in):
    goal, client = wish(world, episode), sign_in("senco")
    with opened(world.cara):
        services.settle_goal(
            ref=goal.ref, version=1, settled=Settled(GoalState.WORKING_ON, "Theirs"), by=world.cara, now=NOW
        )
    rows = {f"{goal.ref}-state": "reached", f"{goal.ref}-after": "Mine", f"{goal.ref}-version": "1"}
    page, typed = to("review", episode=episode.ref), review_of(world, **rows)
    clash = client.post(page, typed)
    assert clash.status_code == 409
    assert "Theirs" in words(clash) and "Mine" in words(clash) and 'value="2"' in words(clash)
    assert client.post(page, typed | {f"{goal.ref}-version": "2"}).status_code == 302


def test_a_review_that_ends_in_a_reason_leads_to_finishing_well(world, episode, sign_in):
    goal, client = wish(world, episode), sign_in("senco")
    typed = review_of(world, closes_for="needs_met") | {
        f"next_on-{part}": "" for part in ("day", "month", "year")
    }
    typed |= {f"{goal.ref}-state": "working_on", f"{goal.ref}-after": "", f"{goal.ref}-version": "1"}
    onwards = client.post(to("review", episode=episode.ref), typed)
    assert onwards.status_code == 302 and "/close/?review=Y-" in onwards["Location"]
    assert "Finish it well" in words(client.get(to("show", episode=episode.ref)))
    finishing = words(client.get(onwards["Location"]))
    assert "How the goals came out" in finishing and "checked" in finishing
    told = {
        "reason": "needs_met",
        "what_changed": "She sleeps",
        "family_says": "Thank you",
        "call_later": "Sam",
    }
    rows = {f"{goal.ref}-state": "reached", f"{goal.ref}-after": "All week", f"{goal.ref}-version": "1"}
    assert client.post(to("close", episode=episode.ref), told | rows).status_code == 302
    shown = words(client.get(to("show", episode=episode.ref)))
    assert "She sleeps" in shown and "All week" in shown and "Open it again" in shown


def test_going_on_asks_the_family_anew(world, episode, sign_in):
    left, client = wish(world, episode), sign_in("senco")
    visiting = world.everything.agency["visiting"]
    page = to("reopen", episode=episode.ref)
    assert client.get(page).status_code == 302
    with opened(world.asha):
        services.close_episode(ref=episode.ref, reason="needs_met", by=world.asha, now=NOW)
    assert "Open it again" in words(client.get(to("of_child", child=world.child_ref)))
    assert left.goal in words(client.get(page))
    assert client.post(page, AGREED).status_code == 422
    assert client.post(page, AGREED | {"another": visiting.ref}).status_code == 302
    assert left.goal in words(client.get(to("show", episode=episode.ref)))


# ---------------------------------------------------------------- several children


def test_a_brother_joins_through_the_pages(world, episode, brother, sign_in):
    client, page = sign_in("senco"), to("children", episode=episode.ref)
    assert "Nils Lindqvist" in words(client.get(page))
    assert client.post(page, {"child": brother.ref}).status_code == 422
    agreeing = to("agree_for", episode=episode.ref, child=brother.ref)
    assert "agreement of their own" in words(client.get(agreeing))
    visiting = world.everything.agency["visiting"]
    assert client.post(agreeing, AGREED | {"another": visiting.ref}).status_code == 302
    found = client.get(to("of_child", child=brother.ref))
    assert found["Location"] == to("show", episode=episode.ref) + f"?child={brother.ref}"
    shown = words(client.get(found["Location"]))
    assert "The plan for Nils" in shown and "For Ash" in shown and "For Nils" in shown
    adding = to("add_goal", episode=episode.ref)
    assert client.post(adding, GOAL | {"child": brother.ref}).status_code == 302
    with opened(world.asha):
        assert len(queries.open_goals(episode, children=[brother.pk])) == 1
    leaving = to("child_leaves", episode=episode.ref, child=brother.ref)
    assert client.post(leaving, {"because": ""}).status_code == 422
    assert client.post(leaving, {"because": "Well again"}).status_code == 302


def test_a_child_whom_one_may_not_read_about_is_not_even_counted(world, episode, brother, sign_in):
    join(world, episode, brother, covered=[world.everything.agency["practice"].pk])
    wish(world, episode, child_id=brother.pk)
    shown = words(sign_in("health_visitor").get(to("show", episode=episode.ref)))
    assert "Nils" not in shown and WISHED.goal not in shown and "For Ash" not in shown
    his = words(sign_in("gp").get(to("show", episode=episode.ref)))
    assert "The plan for Nils" in his and WISHED.goal in his and "Ash" not in his.replace("Ashby", "")


def test_late_actions_are_on_the_home_page_of_those_who_owe_them(world, episode, sign_in):
    planned = Planned("Ring the grandmother", "", world.asha.practitioner_id, TODAY)
    with opened(world.asha):
        action = services.add_action(ref=episode.ref, planned=planned, by=world.asha, now=NOW)
        Action.objects.filter(pk=action.pk).update(by_on=TODAY - timedelta(days=2))
    name(world, episode, world.cara)
    accept(episode, world.cara)
    assert "Actions you agreed to" in words(sign_in("senco").get("/"))
    colleague = words(sign_in("teacher").get("/"))
    assert "Past its day at Ashby Green School" in colleague and "Ring the grandmother" in colleague
    lead = words(sign_in("health_visitor").get("/"))
    assert "past its day: Ashby Green School" in lead and "Ring the grandmother" not in lead
    plan = words(sign_in("health_visitor").get(to("show", episode=episode.ref)))
    assert "Ashby Green School: 1 action" in plan and "Nobody has to chase" in plan
