"""A decision of a body becomes an action of a plan, and the next paper tells how it stands."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.committees.queries import decisions as decided
from teamaround.committees.rules.decisions import Outcome, Resolved
from teamaround.committees.services import deciding
from teamaround.committees.tests.papers import begins as begins_paper
from teamaround.committees.tests.papers import cabinet, director, publishes, signs
from teamaround.improvement.queries import plans as queries
from teamaround.improvement.rules.months import Progress, Rating, Typed
from teamaround.improvement.rules.planning import Move
from teamaround.improvement.services import months

from .plans import WHOLE, adds, begins, moves
from .test_plan_pages import day, posts, typed

pytestmark = pytest.mark.django_db
DECIDED_BY = date(2027, 1, 31)


@pytest.fixture
def body(world, keeper):
    return cabinet(world, keeper)


@pytest.fixture
def decision(world, keeper, body):
    """(b) is delegated to the director, whose post Leo Marsh holds, by the end of January."""
    paper = begins_paper(world, keeper, body, on=world.today)
    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    post = director(world, keeper)
    resolved = Resolved(
        "b", Outcome.DELEGATED, post_id=post.pk, consulting="the Cabinet member", due_on=DECIDED_BY
    )
    with acting(keeper, now=world.now):
        return deciding.decide(ref=paper.ref, typed=resolved, by=keeper, now=world.now)


def sent(plan, **changes):
    told = typed(version="") | {
        "answers": f"{plan.ref}/1", "owner_email": "lead@helpers.example", "approved": "",
        **day("due_on", DECIDED_BY),
    }  # fmt: skip
    return told | changes


def test_a_delegated_decision_becomes_an_action_and_the_next_paper_tells_how_it_stands(
    world, keeper, body, decision, sign_in
):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, WHOLE)
    moves(world, keeper, plan)
    client, here = sign_in("data"), f"/improvement/decisions/{decision.ref}/action/"
    assert here in client.get("/decisions/").content.decode()
    text = client.get(here).content.decode()
    assert "Director of Children’s Services" in text and "the Cabinet member" in text and "Cabinet, " in text
    assert 'value="31"' in text and "Plan of 2026: (2)" in text
    for wrong, said in (
        (day("due_on", date(2027, 2, 28)), "It was decided that it is done by 31 January 2027"),
        ({"measure": ""}, "nothing is added to it without how we will know"),
        ({"owner_email": "nobody@x.example"}, "works for an agency here"),
    ):
        found = posts(client, here, expect=422, **sent(plan, **wrong))
        assert said in found, found[found.find("error-summary") :][:1500]
    action = posts(client, here, **sent(plan))
    text = client.get(action).content.decode()
    assert "It carries out a decision of" in text and "Delegated: Director of Children’s Services" in text
    plan.refresh_from_db()
    assert plan.stage == "amended"
    assert plan.moves.latest("pk").said.startswith("Decision of Cabinet, 20 November 2026, (b), delegated")
    row = queries.actions(plan)[1].row
    assert (row.post_id, row.owner_id, row.due_on) == (
        decision.post_id,
        world.practitioner["lead"].pk,
        DECIDED_BY,
    )
    assert "is an action of a plan already" in posts(client, here, expect=422, **sent(plan, words="Again"))
    assert here not in client.get("/decisions/").content.decode()
    with acting(keeper, now=world.now):
        said = Typed(
            Progress.UNDER_WAY,
            Rating.AMBER,
            Rating.EARLY,
            "Both districts met.",
            "Meet weekly",
            date(2026, 12, 20),
        )
        months.write_update(ref=row.ref, typed=said, by=keeper, now=world.now)
    later = begins_paper(world, keeper, body)
    fill = f"/papers/{later.ref}/parts/progress/fill/"
    posts(client, fill, source=f"decided/{body.ref}")
    told = client.get(f"/papers/{later.ref}/").content.decode()
    assert "An action of “Plan of 2026”: under way in November 2026; delivery: amber" in told
    assert "Both districts met." in told and "Not carried out yet; to be done by 31 January 2027." in told
    decided_page = client.get(f"/papers/{decision.paper.ref}/decided/").content.decode()
    assert action in decided_page


def test_a_draft_simply_has_it_and_a_plan_with_an_approver_outside_asks_who_approved(
    world, keeper, decision, sign_in
):
    plan = begins(world, keeper, outside="The inspectorate")
    adds(world, keeper, plan, WHOLE, WHOLE)
    client, here = sign_in("data"), f"/improvement/decisions/{decision.ref}/action/"
    moves(world, keeper, plan, Move.AGREE)
    assert "The inspectorate must approve it" in posts(client, here, expect=422, **sent(plan))
    posts(client, here, **sent(plan, approved="Their letter of 4 December"))
    assert plan.moves.latest("pk").said.endswith("Their letter of 4 December")


def test_a_draft_takes_it_unfinished_and_says_so_in_progress(world, keeper, decision, sign_in):
    plan = begins(world, keeper)
    client, here = sign_in("data"), f"/improvement/decisions/{decision.ref}/action/"
    action = posts(client, here, **sent(plan, measure="", target=""))
    assert (
        "An action of “Plan of 2026”</a>: the plan is a draft." in client.get("/decisions/").content.decode()
    )
    assert plan.moves.count() == 0
    text = sign_in("lead").get("/decisions/").content.decode()
    assert action in text and "Make it an action" not in text


def test_what_is_carried_out_or_nobodys_is_no_action(world, keeper, decision, sign_in):
    plan = begins(world, keeper)
    with acting(keeper, now=world.now):
        deciding.carry_out(ref=decision.ref, words="Done", done_on=world.today, by=keeper, now=world.now)
    here = f"/improvement/decisions/{decision.ref}/action/"
    assert "any more" in posts(sign_in("data"), here, expect=422, **sent(plan))
    assert sign_in("lead").get(here).status_code == 403
    assert decided.by_id(decision.pk).post == "Director of Children’s Services"
