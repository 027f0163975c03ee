"""Pages of agreement, plan, lead and worries: each path, each refusal, and nothing for outsiders."""

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments import services as assessing
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes import queries, services
from teamaround.episodes.tests.test_services import accept, name, plan

pytestmark = pytest.mark.django_db


def to(page, **kwargs):
    return reverse(page if ":" in page else f"episodes:{page}", kwargs=kwargs)


def words(answer):
    return answer.content.decode()


def on(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


AGREED = {
    "standing": "parental-responsibility", "given_by": "Mira Lindqvist", "how": "spoken", "may_store": "yes",
    "may_share": "yes", **on("given_on", TODAY),
}  # fmt: skip


# ---------------------------------------------------------------- agreement


@pytest.fixture
def begun(world):
    with opened(world.asha):
        return assessing.begin(child_id=world.child_id, by=world.asha, now=NOW)


def test_agreement_is_recorded_read_narrowed_and_withdrawn(world, begun, sign_in):
    client, visiting = sign_in("senco"), world.everything.agency["visiting"]
    assert "There is no plan" in words(client.get(to("of_child", child=world.child_ref)))
    page = to("agree", child=world.child_ref)
    assert "Mira Lindqvist" in words(client.get(page))
    assert client.post(page, AGREED).status_code == 422
    wrong = AGREED | {"given_by": "A neighbour", "another": visiting.ref}
    assert "parental responsibility" in words(client.post(page, wrong))
    assert client.post(page, AGREED | {"another": visiting.ref}).status_code == 302
    assert client.get(page)["Location"] == to("agreement", child=world.child_ref)
    shown = words(client.get(to("agreement", child=world.child_ref)))
    assert "In force" in shown and "Ashby Health Visiting" in shown
    found = client.get(to("of_child", child=world.child_ref))
    assert "/plans/E-" in found["Location"]

    leaving = to("withdraw", child=world.child_ref)
    assert "Stop sharing with Ashby Health Visiting" in words(client.get(leaving))
    assert client.post(leaving, {"agency": visiting.ref}).status_code == 302
    assert "could read it until" in words(client.get(to("agreement", child=world.child_ref)))
    assert client.post(leaving, {"agency": "G-NOBODY"}).status_code == 302
    assert client.post(leaving, {"because": "Had enough"}).status_code == 302
    shown = words(client.get(to("agreement", child=world.child_ref)))
    assert "Withdrawn" in shown and "No agreement is in force" in shown
    assert client.get(leaving)["Location"] == to("agreement", child=world.child_ref)
    assert "not in force" in words(client.get(found["Location"]))


def test_outsiders_find_nothing(world, episode, sign_in):
    client = sign_in("neighbour")
    for page in (
        *(
            to(one, child=world.child_ref)
            for one in ("of_child", "agreement", "agree", "withdraw", "worries:new")
        ),
        *(
            to(one, episode=episode.ref)
            for one in ("show", "add_action", "review", "close", "lead", "end_lead")
        ),
        to("action", action="T-NOTHERE00"),
        to("show", episode="E-NOTHERE00"),
        to("worries:show", worry="W-NOTHERE00"),
    ):
        assert client.get(page).status_code == 404, page


def test_those_who_may_only_know_of_the_child_are_told_whom_to_ask(world, episode, sign_in):
    client = sign_in("gp")
    assert "once the family has agreed" in words(client.get(to("of_child", child=world.child_ref)))
    assert client.get(to("show", episode=episode.ref)).status_code == 422


# ---------------------------------------------------------------- the plan


def test_the_plan_on_a_page(world, episode, sign_in):
    plan(world, episode)
    client = sign_in("senco")
    shown = words(client.get(to("show", episode=episode.ref)))
    assert "Ring the school nurse" in shown and "Due this week" in shown and "Nobody leads yet" in shown
    read = words(client.get(reverse("assessments:read", kwargs={"assessment": episode.assessment.ref})))
    assert "What happens next" in read and "Ring the school nurse" in read


def test_actions_through_the_pages(world, episode, sign_in):
    client, adding = sign_in("senco"), to("add_action", episode=episode.ref)
    assert client.get(adding).status_code == 200
    assert client.post(adding, {"what": "Tea together"}).status_code == 422
    typed = {"what": "Tea together", "who": "Gran", **on("by_on", TODAY)}
    assert client.post(adding, typed).status_code == 302
    with opened(world.asha):
        action = queries.actions(episode, today=TODAY)[0].action
    changing = to("action", action=action.ref)
    assert "Tea together" in words(client.get(changing))
    done = typed | {"state": "done", "progress": "Lovely", "version": "1"}
    assert client.post(changing, done).status_code == 302
    clash = client.post(changing, done | {"progress": "Mine"})
    assert clash.status_code == 409
    shown = words(clash)
    assert "Both texts" in shown and "Lovely" in shown and "Mine" in shown and 'value="2"' in shown
    assert client.post(changing, done | {"progress": "Mine", "version": "2"}).status_code == 302


def test_the_review_day(world, episode, sign_in):
    client, page = sign_in("senco"), to("review_day", episode=episode.ref)
    assert client.get(page).status_code == 200
    version = {"version": str(episode.version)}
    assert client.post(page, version).status_code == 422
    assert client.post(page, version | on("review_on", TODAY)).status_code == 302
    stale = client.post(page, version | on("review_on", TODAY))
    assert stale.status_code == 409 and "Somebody changed this" in words(stale)


def test_ending_the_work(world, episode, sign_in):
    client, page = sign_in("senco"), to("close", episode=episode.ref)
    assert client.get(page).status_code == 200
    assert client.post(page, {"what_changed": "x"}).status_code == 422
    assert client.post(page, {"reason": "needs_met", "what_changed": "All is well"}).status_code == 302
    shown = words(client.get(to("show", episode=episode.ref)))
    assert "What was needed has been done" in shown and "All is well" in shown
    assert "Plan from" in words(client.get(to("of_child", child=world.child_ref)))


# ---------------------------------------------------------------- leading


def test_a_lead_is_asked_and_accepts_through_the_pages(world, episode, sign_in):
    client, asking = sign_in("senco"), to("lead", episode=episode.ref)
    assert "Hana Wójcik" in words(client.get(asking))
    ref = world.everything.practitioner["health_visitor"].ref
    typed = {"practitioner": ref, "family_asked": "no"}
    assert client.post(asking, typed).status_code == 422
    assert client.post(asking, typed | {"family_asked": "yes"}).status_code == 302
    assert "was asked on" in words(client.get(to("show", episode=episode.ref)))
    answering = to("lead_answer", episode=episode.ref)
    assert client.get(answering)["Location"] == to("show", episode=episode.ref)

    client = sign_in("health_visitor")
    assert "You are asked to lead" in words(client.get(answering))
    assert client.post(answering, {"manager": "Jo"}).status_code == 422
    assert client.post(answering, {"manager": "Jo", "manager_knows": "on"}).status_code == 302
    assert "Working together" in words(client.get(to("show", episode=episode.ref)))
    ending = to("end_lead", episode=episode.ref)
    assert client.get(ending).status_code == 200
    assert client.post(ending, {"because": ""}).status_code == 422
    assert client.post(ending, {"because": "New post"}).status_code == 302
    assert "Nobody leads yet" in words(client.get(to("show", episode=episode.ref)))


def test_saying_no_and_taking_back(world, episode, sign_in):
    name(world, episode, world.cara)
    client, answering = sign_in("health_visitor"), to("lead_answer", episode=episode.ref)
    assert client.post(answering, {"answer": "no", "because": ""}).status_code == 422
    assert client.post(answering, {"answer": "no", "because": "On leave"}).status_code == 302
    name(world, episode, world.ben)
    client, back = sign_in("senco"), to("take_back", episode=episode.ref)
    assert client.get(back).status_code == 302
    assert client.post(back).status_code == 302
    assert client.post(back).status_code == 422


# ---------------------------------------------------------------- worries


def test_worried_now_through_the_pages(world, sign_in):
    client, page = sign_in("gp", purpose=""), to("worries:new", child=world.child_ref)
    shown = words(client.get(page))
    assert "ring 999" in shown and "Mira Lindqvist" in shown
    empty = client.post(page, {"what": "", "nearness": "now"})
    assert empty.status_code == 422 and "Say what worries you" in words(empty)
    sent = client.post(
        page, {"what": "A bruise", "nearness": "now", "telephone": "01632 960011", "once": "k"}
    )
    again = client.post(page, {"what": "A bruise", "nearness": "now", "once": "k"})
    assert sent.status_code == 302 and again["Location"] == sent["Location"]
    thanks = words(client.get(sent["Location"]))
    assert "Thank you for telling somebody" in thanks and "Sent, not read yet" in thanks
    assert client.get(to("worries:list")).status_code == 403
    assert client.post(sent["Location"], {"do": "receive"}).status_code == 422

    client = sign_in("duty")
    assert "Asha Lindqvist" in words(client.get(to("worries:list")))
    assert "A bruise" in words(client.get(sent["Location"]))
    assert client.post(sent["Location"], {"do": "receive"}).status_code == 302
    assert client.post(sent["Location"], {"do": "answer", "answer": ""}).status_code == 422
    answered = client.post(sent["Location"], {"do": "answer", "answer": "We visited"})
    assert answered["Location"] == to("worries:list")
    assert "No worry is waiting" in words(client.get(to("worries:list")))
    assert "We visited" in words(sign_in("gp").get(sent["Location"]))
    assert sign_in("senco").get(sent["Location"]).status_code == 404


def test_home_lists_what_waits_through_the_queries(world, episode):
    name(world, episode, world.cara)
    accept(episode, world.cara)
    with opened(world.cara):
        assert queries.open_counts(world.asha.authority_id).open == 1
        services.close_episode(ref=episode.ref, reason="moved_area", note="", by=world.cara, now=NOW)
        assert queries.open_counts(world.asha.authority_id).open == 0
        assert queries.manager_of(world.cara.practitioner_id) == ""
