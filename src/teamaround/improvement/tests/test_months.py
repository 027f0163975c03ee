"""The month: updates, evidence, letters to owners, months frozen and made again, and their pages."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction

from teamaround.accounts.door import acting
from teamaround.improvement.queries import months as queries
from teamaround.improvement.queries import plans
from teamaround.improvement.rules.months import (
    Asking,
    Basis,
    Progress,
    Rating,
    Shows,
    Typed,
    digest,
)
from teamaround.improvement.rules.planning import Behind
from teamaround.improvement.services import amending, asking
from teamaround.improvement.services import months as services
from teamaround.kernel.refusal import NotVisible, Refusal

from .plans import WHOLE, adds, begins, moves

pytestmark = pytest.mark.django_db
WELL = Typed(Progress.UNDER_WAY, Rating.GREEN, Rating.EARLY, "Begun in two areas")
NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def plan(world, keeper):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, replace(WHOLE, words="Train everybody"))
    return moves(world, keeper, plan)


def says(world, plan, typed=WELL, nth=0, who="lead", at=None, **more):
    by, now = world.viewer(who), at or world.now
    with acting(by, now=now):
        return services.write_update(ref=plans.actions(plan)[nth].ref, typed=typed, by=by, now=now, **more)


def shows(world, plan, who="lead", basis=None):
    by = world.viewer(who)
    with acting(by, now=world.now):
        return services.add_evidence(
            ref=plans.actions(plan)[0].ref, shows=Shows.IMPACT if basis else Shows.DELIVERY, basis=basis, words="Audit of May",
            by=by, now=world.now,
        )  # fmt: skip


def freezes(world, keeper, plan, at=None, month=NOVEMBER):
    with acting(keeper, now=at or world.now):
        return services.freeze(
            ref=plan.ref, month=month, said="Board of 19 November", by=keeper, now=at or world.now
        )


def test_an_owner_says_how_it_stands_and_nobody_else_does(world, keeper, plan):
    says(world, plan)
    assert queries.progress(plans.actions(plan)[0].row) is Progress.UNDER_WAY
    for who in ("councillor", "senco"):
        with pytest.raises(NotVisible):
            says(world, plan, who=who)
    with pytest.raises(Refusal, match="or has not begun"):
        says(world, plan, month=date(2026, 12, 1))


def test_r32_an_action_for_a_conditional_recommendation_is_not_begun(world, plan):
    with pytest.raises(Refusal, match=r"subject to \(1\)"):
        says(world, plan, nth=1)
    says(world, plan, replace(WELL, progress=Progress.NOT_BEGUN), nth=1)


def test_r31_it_is_closed_by_the_judgement_of_somebody_else(world, keeper, plan):
    done = replace(WELL, progress=Progress.COMPLETE)
    with pytest.raises(Refusal, match="evidence"):
        says(world, plan, done)
    shows(world, plan)
    says(world, plan, done)
    closed = replace(WELL, progress=Progress.CLOSED, impact=Rating.GREEN)
    assert shows(world, plan, basis=Basis.DATA).is_by_owner
    with pytest.raises(Refusal, match="other than its owner"):
        says(world, plan, closed)
    assert not shows(world, plan, who="data", basis=Basis.VOICE).is_by_owner
    says(world, plan, closed)
    assert queries.progress(plans.actions(plan)[0].row) is Progress.CLOSED
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="rests on"):
        services.add_evidence(
            ref=plans.actions(plan)[0].ref, shows=Shows.IMPACT, words="x", by=keeper, now=world.now
        )


def test_a_frozen_month_is_made_again_byte_for_byte_whatever_happened_since(world, keeper, plan):
    says(world, plan)
    frozen = freezes(world, keeper, plan, at=world.now.astimezone(ZoneInfo("Asia/Tokyo")))
    assert digest(frozen.told) == frozen.digest
    later = world.now + timedelta(days=40)
    with acting(keeper, now=later):
        shown = plans.actions(plan)[0]
        amending.amend(
            ref=shown.ref, version=1, content=replace(shown.content, words="Something else"), behind=Behind.DECISION,
            said="Cabinet, minute 9", by=keeper, now=later,
        )  # fmt: skip
    red = replace(WELL, delivery=Rating.RED, recovery="Hire", recovery_on=later.date())
    says(world, plan, red, at=later)
    with acting(keeper, now=later):
        services.add_evidence(ref=shown.ref, shows=Shows.DELIVERY, words="Late", by=keeper, now=later)
    assert services.made_again(frozen) == frozen.told
    frozen.refresh_from_db()
    assert services.made_again(frozen) == frozen.told
    assert "Something else" in freezes(world, keeper, plan, at=later, month=date(2026, 12, 1)).told


def test_a_frozen_month_takes_no_more_words_and_is_not_frozen_twice(world, keeper, plan):
    freezes(world, keeper, plan)
    with pytest.raises(Refusal, match="is frozen"):
        says(world, plan)
    with pytest.raises(Refusal, match="frozen already"):
        freezes(world, keeper, plan)


def test_the_sites_own_role_cannot_change_a_frozen_month_or_what_was_said(world, keeper, plan):
    says(world, plan)
    freezes(world, keeper, plan)
    for table in ("month", "update", "evidence", "actionversion", "planmove"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE improvement_{table} SET id = id")


def asks(world, keeper, plan, at=None):
    now = at or world.now
    with acting(keeper, now=now):
        return asking.ask(ref=plan.ref, site="https://ta.example", by=keeper, now=now)


def test_owners_get_one_letter_then_a_reminder_and_then_their_manager_is_told(
    world, keeper, plan, settings, django_capture_on_commit_callbacks
):
    settings.MAIL = "sent"
    with django_capture_on_commit_callbacks(execute=True):
        assert asks(world, keeper, plan)[Asking.ASKED] == 2
    (letter,) = mail.outbox
    assert (
        letter.to == ["lead@helpers.example"]
        and f"https://ta.example/improvement/plans/{plan.ref}/mine/" in letter.body
    )
    assert "Tell children" in letter.body and "Train everybody" in letter.body
    assert sum(asks(world, keeper, plan).values()) == 0
    says(world, plan)
    with django_capture_on_commit_callbacks(execute=True):
        assert asks(world, keeper, plan, world.now + timedelta(days=3))[Asking.REMINDED] == 1
    assert "Tell children" not in mail.outbox[1].body and "Nothing has been said" in mail.outbox[1].body
    assert "/by-link/open/" in mail.outbox[1].body and "You need no account" in mail.outbox[1].body
    assert sum(asks(world, keeper, plan, world.now + timedelta(days=7)).values()) == 0  # nobody manages Leo


def posts(client, address, expect=302, **sent):
    answer = client.post(address, sent | {"once": f"{address}{len(str(sent))}{expect}"})
    assert answer.status_code == expect, (address, answer.content.decode()[-4000:])
    return answer["Location"] if expect == 302 else answer.content.decode()


def test_from_the_letter_to_the_update_and_from_all_plans_to_one_action_in_two_steps(
    world, keeper, plan, sign_in
):
    client, ref = sign_in("lead"), plans.actions(plan)[0].ref
    text = client.get(f"/improvement/plans/{plan.ref}/mine/").content.decode()
    assert "Say how it stands" in text and "No update this month" in text
    here = f"/improvement/actions/{ref}/update/"
    assert client.get(here).status_code == 200
    typed = {"progress": "under-way", "words": "Begun", "delivery": "amber", "impact": "early"}
    assert "Say what will be done to put it right" in posts(client, here, expect=422, **typed)
    day = world.today
    date_boxes = {"recovery_on-day": day.day, "recovery_on-month": day.month, "recovery_on-year": day.year}
    posts(client, here, recovery="Two more trainers", **typed, **date_boxes)
    posts(
        client, f"/improvement/actions/{ref}/evidence/", shows="delivery", basis="", words="Register of May"
    )
    cora = sign_in("councillor")
    assert f"/improvement/plans/{plan.ref}/" in cora.get("/improvement/plans/").content.decode()
    text = cora.get(f"/improvement/plans/{plan.ref}/").content.decode()
    assert f"/improvement/actions/{ref}/" in text and "Amber: at risk" in text and "Too early to tell" in text
    assert "Under way. " in text
    text = cora.get(f"/improvement/actions/{ref}/").content.decode()
    assert "Two more trainers" in text and "Register of May" in text and "Say how it stands" not in text
    assert cora.get(here).status_code == 404 == cora.post(here, {"once": "x"}).status_code


def test_a_keeper_asks_freezes_and_everybody_reads_what_changed(world, keeper, plan, sign_in):
    freezes(world, keeper, plan, month=date(2026, 10, 1))
    says(world, plan)
    client, here = sign_in("data"), f"/improvement/plans/{plan.ref}/months/"
    text = client.get(here).content.decode()
    assert "1 action without a word" in text.lower() and "October 2026" in text
    posts(client, here, do="ask")
    frozen = posts(client, here, do="freeze", month="2026-11-01", said="Board of 19 November")
    assert "frozen already" not in posts(
        client, here, expect=422, do="freeze", month="2026-11-01", said="again"
    )
    text = sign_in("councillor").get(frozen).content.decode()
    assert (
        "What changed since October 2026" in text
        and "Green: on course" in text
        and "Board of 19 November" in text
    )
    assert sign_in("councillor").post(here, {"do": "ask", "once": "y"}).status_code == 404
    kept = queries.months(plan).first()
    assert sign_in("data").get(f"{frozen}text/").content.decode() == kept.told
