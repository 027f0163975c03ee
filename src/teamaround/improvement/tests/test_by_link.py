"""An owner without an account: the letter, the link and its code, what it opens, and when it opens nothing more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.accounts.guests import letters
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.rules import Link
from teamaround.accounts.models import Account
from teamaround.accounts.rules import setting_up
from teamaround.agencies import services as agencies
from teamaround.audit.models import Entry
from teamaround.improvement import jobs
from teamaround.improvement.models import Action, AskedOwner, Update
from teamaround.improvement.queries import asking as queries
from teamaround.improvement.queries import months as months_of
from teamaround.improvement.queries import plans
from teamaround.improvement.rules import asking as rules
from teamaround.improvement.rules.months import Asking
from teamaround.improvement.services import asking
from teamaround.improvement.services import months as services
from teamaround.kernel.refusal import Refusal

from .plans import WHOLE, adds, begins, moves

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
HERE = "/by-link/actions/"


@pytest.fixture
def posted(settings, django_capture_on_commit_callbacks):
    """Letters as they leave, when what is done in the block is committed."""
    settings.MAIL = "sent"
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def plan(world, keeper):
    """Two actions of Nina Ash, who works for the police and has no account; one of Leo Marsh."""
    with acting(setting_up(), now=world.now) as by:
        nina = agencies.add_practitioner(
            agency_id=world.agency["minds"].pk, name="Nina Ash", role="Inspector", email="nina@police.example",
            started_on=date(2020, 1, 1), by=by, now=world.now, line_manager_id=world.practitioner["gp"].pk,
        )  # fmt: skip
    world.practitioner["nina"] = nina
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, replace(WHOLE, words="Train everybody"), owner="nina")
    adds(world, keeper, plan, replace(WHOLE, words="Somebody else's"))
    return moves(world, keeper, plan)


def asks(world, keeper, plan, at=None):
    now = at or world.now
    with acting(keeper, now=now):
        return asking.ask(ref=plan.ref, site="https://ta.example", by=keeper, now=now)


def letter(to="nina@police.example", nth=-1):
    return [each for each in mail.outbox if each.to == [to]][nth].body


def arrives(posted):
    """Nina opens the link of her newest letter and types its code."""
    client = Client()
    line = next(each for each in letter().splitlines() if "/by-link/open/" in each)
    answer = client.get(line.removeprefix("https://ta.example"))
    assert answer["Location"] == "/by-link/" and "Nina" not in client.get("/by-link/").content.decode()
    with posted():
        client.post("/by-link/", {"once": "code"})
    code = next(each.rsplit(" ", 1)[1] for each in letter().splitlines() if each.startswith("Your code is "))
    assert client.post("/by-link/code/", {"code": code})["Location"] == HERE
    return client


def asked_by_link(world, keeper, plan, posted):
    with posted():
        asks(world, keeper, plan)
    return arrives(posted)


def said(**changes):
    return {
        "progress": "under-way", "words": "Begun in two areas", "delivery": "green", "impact": "early", "once": str(changes),
    } | changes  # fmt: skip


def ref_of(plan, nth=0):
    return plans.actions(plan)[nth].ref


def test_the_letter_names_what_is_asked_and_no_sign_in_for_who_has_none(world, keeper, plan, posted):
    with posted():
        assert asks(world, keeper, plan)[Asking.ASKED] == 3
    body = letter()
    assert "Dot Vale at Ashby Green School asks you to say how your actions of a plan stand" in body
    assert "Tell children what was found" in body and "Train everybody" in body
    assert "Somebody else" not in body and "sign in" not in body
    assert f"/improvement/plans/{plan.ref}/mine/" in letter("lead@helpers.example")


def test_by_link_and_code_she_says_how_it_stands_and_puts_it_right_until_the_freeze(
    world, keeper, plan, posted
):
    client = asked_by_link(world, keeper, plan, posted)
    text = client.get(HERE).content.decode()
    assert "Train everybody" in text and "Somebody else" not in text and "2 actions without a word" in text
    mine = f"{HERE}{ref_of(plan)}/"
    assert "complete when evidence shows it" in client.get(mine).content.decode()
    amber = client.post(mine, said(delivery="amber"))
    assert amber.status_code == 422 and "Say what will be done to put it right" in amber.content.decode()
    assert client.post(mine, said())["Location"] == HERE
    row = Update.objects.get()
    assert row.month == NOVEMBER and row.by_name == "Nina Ash, Head of Voice, by link"
    assert "Begun in two areas" in client.get(mine).content.decode(), "what she said is there to be put right"
    client.post(mine, said(progress="not-begun", words="I was wrong"))
    assert months_of.last_update(Action.objects.get(ref=ref_of(plan))).words == "I was wrong"
    shown = client.post(
        f"{mine}evidence/", {"shows": "delivery", "basis": "", "words": "Register", "once": "e"}
    )
    assert shown["Location"] == mine and "Register" in client.get(mine).content.decode()
    assert client.post(mine, said(progress="complete"))["Location"] == HERE
    with acting(keeper, now=world.now):
        frozen = services.freeze(ref=plan.ref, month=NOVEMBER, said="Board", by=keeper, now=world.now)
    assert "Nina Ash" not in frozen.told and "Begun in two areas" in frozen.told
    late = client.post(mine, said(words="Too late"))
    assert late.status_code == 403 and not Update.objects.filter(words="Too late").exists()
    assert client.get(HERE)["Location"] == "/by-link/"
    assert "You have finished here" in client.get("/by-link/").content.decode()


def test_what_is_not_asked_of_her_is_not_there_and_every_look_and_word_is_audited(
    world, keeper, plan, posted
):
    client = asked_by_link(world, keeper, plan, posted)
    other = next(each.ref for each in plans.actions(plan) if each.content.words == "Somebody else's")
    for path in (f"{HERE}{other}/", f"{HERE}{other}/evidence/", f"{HERE}AC-000000000/"):
        assert client.get(path).status_code == 404 == client.post(path, said(once=path)).status_code
    client.get(f"{HERE}{ref_of(plan)}/")
    client.post(f"{HERE}{ref_of(plan)}/", said())
    guest = Account.objects.get(is_guest=True, name__startswith="Nina Ash, Head of Voice")
    acts = list(Entry.objects.filter(account_id=guest.pk).order_by("pk").values_list("act", "about"))
    assert ("improvement.looked_by_link", ref_of(plan)) in acts and (
        "improvement.updated",
        ref_of(plan),
    ) in acts
    for path in ("/improvement/plans/", f"/improvement/plans/{plan.ref}/", "/"):
        assert client.get(path)["Location"].startswith("/sign-in/")


def test_a_link_sent_on_is_useless_without_the_code_and_five_wrong_ones_end_it(world, keeper, plan, posted):
    with posted():
        asks(world, keeper, plan)
    line = next(each for each in letter().splitlines() if "/by-link/open/" in each)
    thief = Client()
    thief.get(line.removeprefix("https://ta.example"))
    assert thief.get(HERE)["Location"] == "/by-link/"
    with posted():
        thief.post("/by-link/", {"once": "code"})
    right = next(each.rsplit(" ", 1)[1] for each in letter().splitlines() if each.startswith("Your code is "))
    for nth in range(5):
        thief.post("/by-link/code/", {"code": "000000" if right != "000000" else "111111", "once": str(nth)})
    thief.post("/by-link/code/", {"code": right, "once": "right"})
    assert thief.get(HERE)["Location"] == "/by-link/"
    with acting(keeper, now=world.now):
        sent = queries.invitation_to(AskedOwner.objects.get(owner=world.practitioner["nina"]))
        assert guests.link_of(sent, at=world.now) is Link.GUESSED and sent.child_id is None


def test_reminded_she_has_a_new_link_and_then_her_manager_is_told(world, keeper, plan, posted):
    client = asked_by_link(world, keeper, plan, posted)
    with posted():
        assert asks(world, keeper, plan, world.now + timedelta(days=3))[Asking.REMINDED] == 3
    assert "Nothing has been said of them yet" in letter()
    assert client.get(HERE).status_code == 403, "the link before opens nothing"
    assert arrives(posted).get(HERE).status_code == 200
    with posted():
        assert asks(world, keeper, plan, world.now + timedelta(days=6))[Asking.ESCALATED] == 2
    told = letter("gp@practice.example")
    assert "Train everybody (Nina Ash)" in told and "need no account" in told
    assert sum(asks(world, keeper, plan, world.now + timedelta(days=9)).values()) == 0
    assert AskedOwner.objects.filter(owner=world.practitioner["nina"]).count() == 1


def test_it_is_over_when_she_leaves_or_the_action_is_somebody_elses(world, keeper, plan, posted):
    client = asked_by_link(world, keeper, plan, posted)
    Action.objects.filter(owner=world.practitioner["nina"]).update(owner=world.practitioner["lead"])
    assert "nothing more to say" in client.get(HERE).content.decode()
    Action.objects.update(owner=world.practitioner["nina"])
    assert client.get(HERE).status_code == 200
    type(world.practitioner["nina"]).objects.filter(email="nina@police.example").update(
        ended_on=world.today - timedelta(days=1)
    )
    assert client.get(HERE).status_code == 403


def test_a_link_runs_out_a_fortnight_after_its_month():
    assert rules.last_day(NOVEMBER) == date(2026, 12, 14)
    assert rules.last_day(date(2026, 12, 1)) == date(2027, 1, 14)


def test_a_keeper_sees_how_a_link_stands_sends_a_new_one_and_takes_it_back(
    world, keeper, plan, posted, sign_in
):
    with posted():
        asks(world, keeper, plan)
    ref = AskedOwner.objects.get(owner=world.practitioner["nina"]).ref
    client, here = sign_in("data"), f"/improvement/asked/{ref}/"
    assert here in client.get(f"/improvement/plans/{plan.ref}/months/").content.decode()
    text = client.get(here).content.decode()
    assert "Not opened yet" in text and "nina@police.example" in text and "14 December 2026" in text
    with posted():
        client.post(here, {"do": "send", "once": "s"})
    assert sum("nina@police.example" in each.to for each in mail.outbox) == 2
    client.post(here, {"do": "end", "once": "e"})
    assert "Taken back" in client.get(here).content.decode()
    assert client.get("/improvement/asked/AO-000000000/").status_code == 404
    assert sign_in("councillor").get(here).status_code == 403


def test_without_e_mail_the_keeper_passes_the_link_on_and_no_manager_is_told(
    world, keeper, plan, settings, sign_in
):
    settings.MAIL = "by-hand"
    asks(world, keeper, plan)
    ref = AskedOwner.objects.get(owner=world.practitioner["nina"]).ref
    client = sign_in("data")
    shown = client.post(f"/improvement/asked/{ref}/", {"do": "show", "once": "a"}).content.decode()
    assert "/by-link/open/" in shown
    asks(world, keeper, plan, world.now + timedelta(days=3))
    assert asks(world, keeper, plan, world.now + timedelta(days=6))[Asking.ESCALATED] == 0
    assert "not set up" in jobs.ask_owners(world.now)


def test_by_itself_each_is_asked_reminded_and_escalated_once_on_working_days(
    world, keeper, plan, posted, sign_in, settings
):
    settings.ADDRESS = "https://ta.example"
    here = f"/improvement/plans/{plan.ref}/months/"
    client = sign_in("data")
    monday = world.now + timedelta(days=7 - world.now.weekday())
    assert "about 0 actions" in jobs.ask_owners(monday).lower(), "nobody wanted it"
    client.post(here, {"do": "by-itself", "once": "on"})
    assert "in the name of Dot Vale" in client.get(here).content.decode()
    with posted():
        assert "no working day" in jobs.ask_owners(monday - timedelta(days=1))
        assert "about 3 actions" in jobs.ask_owners(monday)
        assert "about 0 actions" in jobs.ask_owners(monday)
        assert "about 3 actions" in jobs.ask_owners(monday + timedelta(days=3))
    assert "Nothing has been said" in letter() and "https://ta.example/by-link/open/" in letter()
    client.post(here, {"do": "by-hand", "once": "off"})
    assert "about 0 actions" in jobs.ask_owners(monday + timedelta(days=7))


def test_nobody_is_asked_by_itself_in_the_name_of_who_keeps_plans_no_more(
    world, keeper, plan, posted, sign_in, settings
):
    settings.ADDRESS = "https://ta.example"
    sign_in("data").post(f"/improvement/plans/{plan.ref}/months/", {"do": "by-itself", "once": "on"})
    Account.objects.filter(pk=keeper.account_id).update(ends_on=world.today - timedelta(days=1))
    assert "about 0 actions" in jobs.ask_owners(world.now + timedelta(days=7 - world.now.weekday()))


def test_a_frozen_month_is_asked_about_no_more(world, keeper, plan):
    with acting(keeper, now=world.now):
        services.freeze(ref=plan.ref, month=NOVEMBER, said="Board", by=keeper, now=world.now)
        with pytest.raises(Refusal, match="frozen"):
            asking.ask(ref=plan.ref, site="https://ta.example", by=keeper, now=world.now)


def test_many_letters_leave_with_the_background(world, keeper, plan, posted, monkeypatch):
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    with posted():
        asks(world, keeper, plan)
    assert not mail.outbox
    assert letters.send_waiting(now=world.now) == 2 and "/by-link/open/" in letter()


def test_her_page_asks_the_database_no_more_for_more_actions(world, keeper, plan, posted):
    client = asked_by_link(world, keeper, plan, posted)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(HERE).status_code == 200
        return len(found)

    few = asked()
    Action.objects.update(owner=world.practitioner["nina"])
    assert asked() == few <= 22


def test_an_owner_is_named_by_their_address_alone(world, keeper, plan, sign_in):
    from teamaround.improvement.pages.actions import owner_at

    assert owner_at("nina@police.example", on=world.today) == (world.practitioner["nina"].pk, "Nina Ash")
    with pytest.raises(Refusal, match="Nobody with that address"):
        owner_at("nobody@police.example", on=world.today)
