"""An organisation is written to when nobody has checked its entries, and says by the link what is still right (R34)."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.audit.models import Entry
from teamaround.directory import services
from teamaround.directory.jobs import REMINDERS
from teamaround.directory.models import Reminder, Service
from teamaround.directory.rules.freshness import Freshness, freshness
from teamaround.directory.rules.reminding import AGAIN_AFTER, hidden_from, is_due
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal
from teamaround.rounds import services as rounds
from teamaround.site.daily import ROUNDS

from .places import key

TODAY = date(2026, 11, 20)
SITE = "https://help.example"


@given(
    ago=st.integers(min_value=0, max_value=900),
    reminded=st.one_of(st.none(), st.integers(min_value=0, max_value=900)),
)
def test_only_what_is_old_is_reminded_of_and_not_twice_in_two_months(ago, reminded):
    on = TODAY - timedelta(days=ago)
    due = is_due(on, reminded_on=None if reminded is None else TODAY - timedelta(days=reminded), today=TODAY)
    old = freshness(on, today=TODAY) in (Freshness.OLD, Freshness.HIDDEN)
    assert not due or (old and (reminded is None or reminded >= AGAIN_AFTER.days) and ago < 600)
    assert due or not old or ago > 540 or (reminded is not None and reminded < AGAIN_AFTER.days)


@given(ago=st.integers(min_value=0, max_value=900))
def test_the_day_that_the_letter_names_is_the_day_on_which_it_is_found_no_more(ago):
    on = TODAY - timedelta(days=ago)
    assert (hidden_from(on) <= TODAY) is (freshness(on, today=TODAY) is Freshness.HIDDEN)


@pytest.fixture
def posted(settings):
    settings.MAIL, settings.EMAIL_BACKEND = "sent", "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def old(small):
    """Two entries of the sailors that nobody checked, one just checked, and one of an organisation without an address."""
    today = small.world.today
    small.add("Row", assured_on=today - timedelta(days=200))
    small.add("Paddle", assured_on=today - timedelta(days=400))
    small.add("Quiet room", "harbour", assured_on=today - timedelta(days=300))
    return small


def reminds(small, *, at=None, site=SITE):
    with acting(setting_up(), now=small.world.now) as by:
        return services.remind(site=site, by=by, now=at or small.world.now)


def link_in(body):
    return re.search(r"https://help\.example(/directory/still-right/\S+)", body)[1]


@pytest.mark.django_db
def test_one_letter_an_organisation_with_everything_that_is_old(
    old, posted, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        told = reminds(old)
    assert (told.letters, told.entries, told.without_address) == (1, 2, 1)
    letter = mail.outbox[0]
    assert letter.to == ["office@sail.example"] and "Young sailors" not in letter.body
    assert "- Row: last checked on 4 May 2026, found until 5 May 2027" in letter.body
    assert "- Paddle: found no more since 17 October 2026" in letter.body
    assert Entry.objects.get(act="directory.reminded").said == "2 services"


@pytest.mark.django_db
def test_nobody_is_written_to_again_before_two_months_are_over(old, posted):
    reminds(old)
    assert reminds(old).letters == 0
    assert reminds(old, at=old.world.now + timedelta(days=59)).letters == 0
    assert reminds(old, at=old.world.now + timedelta(days=60)).letters == 1


@pytest.mark.django_db
def test_where_e_mail_is_not_set_up_the_command_says_so(old, settings):
    settings.MAIL = "by-hand"
    with pytest.raises(Refusal, match="E-mail is not set up"):
        reminds(old)
    assert not Reminder.objects.exists()


@pytest.mark.django_db
def test_what_is_ticked_counts_as_checked_and_the_link_is_answered_once(
    client, old, posted, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reminds(old)
    link = link_in(mail.outbox[0].body)
    with clock.fixed(old.world.now):
        page = client.get(link).content.decode()
        assert "Row" in page and "Paddle" in page and "Young sailors" not in page
        assert client.post(link, {}).status_code == 422
        stranger = {"right": [str(key("Quiet room"))]}
        assert client.post(link, stranger).status_code == 422
        assert client.post(link, {"right": [str(key("Row"))]}).status_code == 302
        assert client.get(link).status_code == client.post(link, stranger).status_code == 404
        page = unescape(client.get(f"/directory/services/{key('Row')}/").content.decode())
    assert "Checked this month by Ashby Sail Trust" in page
    assert Service.objects.get(pk=key("Paddle")).assured_on < old.world.today - timedelta(days=365)
    assert Entry.objects.get(act="directory.confirmed").said == "Ashby Sail Trust: 1 service"


@pytest.mark.django_db
def test_a_link_ends_after_two_months_and_an_invented_one_leads_nowhere(client, old, posted):
    reminds(old)
    link = f"/directory/still-right/{Reminder.objects.get().pk}/"
    with clock.fixed(old.world.now + timedelta(days=61)):
        assert client.get(link).status_code == 404
    assert client.get(f"/directory/still-right/{key('x')}/").status_code == 404


def keeps(world):
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["governance"].pk, duty=Duty.KEEP_DIRECTORY, starts_on=date(2020, 1, 1), by=by,
            now=world.now,
        )  # fmt: skip


@pytest.mark.django_db
def test_keepers_see_when_somebody_was_reminded(world, sign_in, old, posted):
    reminds(old)
    keeps(world)
    assert "Reminded on 20 November 2026" in sign_in("governance").get("/keeping/directory/").content.decode()


@pytest.mark.django_db
def test_reminders_go_by_themselves_once_a_day_and_keepers_see_when(
    world, sign_in, old, posted, settings, django_capture_on_commit_callbacks
):
    assert REMINDERS in ROUNDS
    keeps(world)
    keeper = sign_in("governance")
    assert "It has not been done yet" in keeper.get("/keeping/directory/").content.decode()
    settings.ADDRESS = ""
    assert rounds.go([REMINDERS], now=world.now) == 1
    assert "could not be done on 20 November 2026. Say where the site is" in shown(keeper)
    settings.ADDRESS = SITE
    with django_capture_on_commit_callbacks(execute=True):
        assert rounds.go([REMINDERS], now=world.now + timedelta(hours=2)) == 1
        assert rounds.go([REMINDERS], now=world.now + timedelta(hours=4)) == 0
    assert [letter.to for letter in mail.outbox] == [["office@sail.example"]]
    assert "1 letter about 2 services. 1 service without an address to write to." in shown(keeper)
    assert Entry.objects.get(act="directory.reminded").account_ref == "U-REMINDERS"


def shown(keeper):
    return unescape(keeper.get("/keeping/directory/").content.decode())
