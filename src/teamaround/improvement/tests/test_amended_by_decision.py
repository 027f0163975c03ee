"""A decision of a body amends an action that was agreed, and the next paper's progress tells it."""

from dataclasses import replace
from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.committees.rules.decisions import Outcome, Resolved
from teamaround.committees.services import deciding
from teamaround.committees.tests.papers import begins as begins_paper
from teamaround.committees.tests.papers import cabinet, publishes, signs
from teamaround.improvement.models import Amendment
from teamaround.improvement.queries import plans as queries
from teamaround.improvement.rules import decided as rules
from teamaround.improvement.rules.planning import Answer, Reply
from teamaround.improvement.services import amending

from .plans import WHOLE, adds, begins, moves
from .test_plan_pages import day, posts, typed

pytestmark = pytest.mark.django_db
SOONER = day("due_on", date(2027, 1, 15))


@pytest.fixture
def body(world, keeper):
    return cabinet(world, keeper)


def decides(world, keeper, body, label="b", outcome=Outcome.CHANGED, words="do it by mid-January"):
    """The Cabinet agrees (b) with changes; nobody is named to carry it out."""
    paper = begins_paper(world, keeper, body, on=world.today)
    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    with acting(keeper, now=world.now):
        return deciding.decide(
            ref=paper.ref, typed=Resolved(label, outcome, words=words), by=keeper, now=world.now
        )


def agreed(world, keeper, **options):
    plan = begins(world, keeper, **options)
    adds(world, keeper, plan, WHOLE, replace(WHOLE, words="Train everybody"))
    return moves(world, keeper, plan)


def progress(world, keeper, body, client):
    later = begins_paper(world, keeper, body)
    posts(client, f"/papers/{later.ref}/parts/progress/fill/", source=f"decided/{body.ref}")
    return client.get(f"/papers/{later.ref}/").content.decode()


def test_agreed_with_changes_it_amends_an_action_and_the_next_paper_tells_it(world, keeper, body, sign_in):
    decision, plan, client = decides(world, keeper, body), agreed(world, keeper), sign_in("data")
    choose = f"/improvement/decisions/{decision.ref}/amend/"
    assert choose in client.get(f"/papers/{decision.paper.ref}/decided/").content.decode()
    ref = queries.actions(plan)[0].ref
    assert f"{choose}{ref}/" in client.get(choose).content.decode()
    assert "do it by mid-January" in client.get(f"{choose}{ref}/").content.decode()
    assert "Nothing would change" in posts(client, f"{choose}{ref}/", expect=422, **typed("1"))
    amendment = posts(client, f"{choose}{ref}/", **typed("1", **SOONER))
    text = client.get(amendment).content.decode()
    assert "A decision of a body: Decision of Cabinet, 20 November 2026, (b), agreed with changes" in text
    plan.refresh_from_db()
    assert plan.stage == "amended" and queries.actions(plan)[0].row.due_on == date(2027, 1, 15)
    assert "already" in posts(client, f"{choose}{ref}/", expect=422, **typed("2", target="All"))
    other = queries.actions(plan)[1].ref
    posts(client, f"{choose}{other}/", **typed("1", words="Train everybody", target="All"))
    told = progress(world, keeper, body, client)
    assert "do it by mid-January. Agreed with changes. An amendment of “Tell children what was found”" in told
    assert "It changed: done by, from “28 February 2027” to “15 January 2027”." in told
    assert "“Half” to “All”" in told and "Not carried out yet" not in told
    decided = client.get(f"/papers/{decision.paper.ref}/decided/").content.decode()
    assert amendment in decided and Amendment.objects.filter(decision=decision.pk).count() == 2


def test_with_an_approver_outside_it_waits_and_refused_it_may_be_proposed_anew(world, keeper, body, sign_in):
    decision, client = decides(world, keeper, body), sign_in("data")
    plan = agreed(world, keeper, outside="The inspectorate")
    ref = queries.actions(plan)[0].ref
    here = f"/improvement/decisions/{decision.ref}/amend/{ref}/"
    posts(client, here, **typed("1", **SOONER))
    assert queries.actions(plan)[0].row.due_on == date(2027, 2, 28)
    assert "it waits for approval. It would change: done by" in progress(world, keeper, body, client)
    made = Amendment.objects.get()
    with acting(keeper, now=world.now):
        amending.answer(ref=made.ref, reply=Reply.REFUSE, said="Letter", by=keeper, now=world.now)
    assert "it was refused, and the plan stays as it was" in progress(world, keeper, body, client)
    posts(client, here, **typed("1", target="All"))


def test_a_draft_is_changed_itself_and_what_was_only_noted_changes_nothing(world, keeper, body, sign_in):
    decision, plan = decides(world, keeper, body), begins(world, keeper)
    adds(world, keeper, plan, WHOLE)
    client, ref = sign_in("data"), queries.actions(plan)[0].ref
    here = f"/improvement/decisions/{decision.ref}/amend/"
    assert "No plan has been agreed yet" in client.get(here).content.decode()
    assert "is a draft" in posts(client, f"{here}{ref}/", expect=422, **typed("1", **SOONER))
    noted = decides(world, keeper, body, label="a", outcome=Outcome.NOTED, words="")
    here = f"/improvement/decisions/{noted.ref}/amend/"
    assert here not in client.get(f"/papers/{noted.paper.ref}/decided/").content.decode()
    assert "changes no action" in client.get(here).content.decode()
    assert "Nothing was agreed" in posts(client, f"{here}{ref}/", expect=422, **typed("1", **SOONER))
    assert sign_in("lead").get(f"{here}{ref}/").status_code == 403


def test_a_change_is_told_with_its_words_unless_they_are_long():
    after = replace(WHOLE, words="x" * 200, target="")
    assert rules.told(Answer.MADE, WHOLE, after) == (
        "it is made. It changed: what will be done; what we aim for, from “Half” to nothing."
    )
