"""From the letter to the page and out again, on a real database; nothing is opened that was not sent."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import opened
from teamaround.accounts.guests import door, letters, opening, queries, services
from teamaround.accounts.guests.models import Invitation, Letter
from teamaround.accounts.guests.opening import Opens
from teamaround.accounts.guests.rules import Ended, Kind, Link, Tried
from teamaround.accounts.guests.services import Guest
from teamaround.accounts.guests.standing import told
from teamaround.accounts.models import Account
from teamaround.kernel import clock
from teamaround.kernel.looks import collecting
from teamaround.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch):
    """A kind of link that opens a page of its own, and can be shut."""
    shut = {"why": "", "hides": False}
    opens = Opens(
        start="guests:left", asks="asks you for your view", why_closed=lambda *_: shut["why"],
        hides_agency=lambda _: shut["hides"],
    )  # fmt: skip
    monkeypatch.setitem(opening._kinds, Kind.FAMILY, opens)
    return shut


@pytest.fixture
def rosa(world, kind):
    """Rosa Finch, invited by the SENCO."""
    child = world.child()
    guest = Guest(Kind.FAMILY, "E-1", child.pk, "Rosa Finch", "Rosa@Example.org", "https://ta.example")
    with opened(world.viewer("senco")):
        return services.invite(guest=guest, by=world.viewer("senco"), now=world.now)


def link_in(row):
    body = Letter.objects.filter(invitation=row, is_code=False).latest("pk").body
    return re.search(r"https://ta\.example(/by-link/open/\S+/)", body)[1]


def code_for(row):
    body = Letter.objects.filter(invitation=row, is_code=True).latest("pk").body
    return re.search(r"\d{6}", body)[0]


def enters(client, row):
    """Rosa opens the link and types the code."""
    client.get(link_in(row))
    assert client.post(reverse("guests:link"))["Location"] == reverse("guests:code")
    return client.post(reverse("guests:code"), {"code": code_for(row)})


def said(client):
    answer = client.get(reverse("guests:link"))
    return answer.status_code, answer.content.decode()


def test_in_by_link_and_code(client, rosa):
    answer = client.get(link_in(rosa))
    assert answer["Location"] == "/by-link/" and answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    status, page = said(client)
    assert status == 200 and "Sam Oyelaran at Ashby Green School" in page and "r…@example.org" in page
    assert "Asha" not in page and "Lindqvist" not in page
    assert enters(client, rosa)["Location"] == "/by-link/left/"
    assert (
        client.session[door.INSIDE]["link"] == queries.by_link(queries.digest_of(link_in(rosa)[14:-1])).digest
    )
    assert said(client)[0] == 302


def test_the_letters_name_no_child_and_keep_no_text_once_sent(
    rosa, settings, world, django_capture_on_commit_callbacks
):
    settings.MAIL = letters.SENT
    child = world.child()
    with django_capture_on_commit_callbacks(execute=True), opened(world.viewer("senco")):
        guest = Guest(Kind.FAMILY, "E-2", child.pk, "Ola", "ola@example.org", "https://ta.example")
        made = services.invite(guest=guest, by=world.viewer("senco"), now=world.now)
        assert not mail.outbox
    [sent] = mail.outbox
    assert sent.to == ["ola@example.org"]
    for word in ("Asha", "Lindqvist", child.ref, "2017"):
        assert word not in sent.subject + sent.body
    letter = Letter.objects.get(invitation=made.pk)
    assert letter.body == "" and letter.sent_at == world.now
    secret = re.search(r"/by-link/open/(\S+)/", sent.body)[1]
    with connection.cursor() as cursor:
        for table in ("accounts_invitation", "accounts_letter", "audit_entry"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{secret}%"])
            assert cursor.fetchone()[0] == 0


def test_used_in_one_browser_it_does_not_open_in_another(client, rosa, world):
    from django.test import Client

    enters(client, rosa)
    other = Client()
    other.get(link_in(rosa))
    status, page = said(other)
    assert status == 200 and "This link has been used" in page and "Send me a new link" in page
    assert other.get(reverse("guests:code"))["Location"] == "/by-link/"
    assert other.post(reverse("guests:link")).status_code == 422  # a moment ago
    with clock.fixed(world.now + timedelta(minutes=5)):
        assert other.post(reverse("guests:link"))["Location"] == "/by-link/sent/"
        assert "newer e-mail" in said(other)[1]  # the old link opens nothing, for anybody
        assert enters(other, rosa)["Location"] == "/by-link/left/"


@pytest.mark.parametrize("because", [Ended.TAKEN_BACK, Ended.DONE])
def test_an_ended_link_says_so(client, rosa, world, because):
    with opened(world.viewer("senco")):
        services.end(ref=rosa.ref, because=because, by=world.viewer("senco"), now=world.now)
    client.get(link_in_before(rosa))
    assert said(client)[0] == 403


def link_in_before(row):
    """An ended link's letter is empty if it had not left; make its address known again."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.account', %s, true)", [str(row.guest_id)])
        Invitation.objects.filter(pk=row.pk).update(digest=queries.digest_of("known"))
        cursor.execute("SELECT set_config('teamaround.account', '', true)")
    return "/by-link/open/known/"


def test_a_late_link_says_so_and_a_made_up_one_tells_nothing(client, rosa, world):
    client.get(link_in(rosa))
    with clock.fixed(world.now + timedelta(days=15)):
        status, page = said(client)
        assert status == 403 and "run out" in page and "Sam Oyelaran" in page
    client.get("/by-link/open/made-up-by-somebody/")
    status, page = said(client)
    assert status == 403 and "does not open anything" in page and "Sam" not in page


def test_five_wrong_codes_end_the_link_and_the_inviter_is_told(client, rosa, world):
    client.get(link_in(rosa))
    client.post(reverse("guests:link"))
    wrong = "000000" if code_for(rosa) != "000000" else "111111"
    right = code_for(rosa)
    for left in (4, 3, 2):
        answer = client.post(reverse("guests:code"), {"code": wrong})
        assert answer.status_code == 422 and f"{left} more times" in answer.content.decode()
    assert "once more" in client.post(reverse("guests:code"), {"code": wrong}).content.decode()
    assert client.post(reverse("guests:code"), {"code": wrong})["Location"] == "/by-link/"
    status, page = said(client)
    assert status == 403 and "wrong code was typed five times" in page and "Ask Sam Oyelaran" in page
    assert client.post(reverse("guests:code"), {"code": right})["Location"] == "/by-link/"
    senco = world.viewer("senco")
    with opened(senco):
        assert [row.pk for row in queries.of_inviter(senco)] == [rosa.pk]
        services.renew(ref=rosa.ref, by=senco, now=world.now)
        assert not queries.of_inviter(senco)
    assert enters(client, rosa)["Location"] == "/by-link/left/"


def test_a_code_is_good_for_ten_minutes_and_another_waits_a_minute(client, rosa, world):
    client.get(link_in(rosa))
    client.post(reverse("guests:link"))
    assert "Wait a minute" in client.post(reverse("guests:link")).content.decode()
    with clock.fixed(world.now + timedelta(minutes=11)):
        late = client.post(reverse("guests:code"), {"code": code_for(rosa)})
        assert late.status_code == 422 and "no longer good" in late.content.decode()
        first = code_for(rosa)
        client.post(reverse("guests:link"))
        if first != code_for(rosa):
            assert client.post(reverse("guests:code"), {"code": first}).status_code == 422
        assert client.post(reverse("guests:code"), {"code": code_for(rosa)}).status_code == 302


def test_the_agency_of_a_shielded_child_is_not_named(client, rosa, kind):
    kind["hides"] = True
    client.get(link_in(rosa))
    page = said(client)[1]
    assert "Sam Oyelaran" in page and "Ashby Green School" not in page


def page_of(view):
    return door.guest(kind=Kind.FAMILY, writes=True)(view)


def request(rf, client, row, method="get", **headers):
    http = getattr(rf, method)("/by-link/x/", **headers)
    http.session = client.session
    http._dont_enforce_csrf_checks = True
    return http


def test_the_door_lets_in_only_while_everything_holds(client, rf, rosa, kind, world):
    seen = []

    def view(http):
        seen.append((http.viewer.name, http.viewer.duties, http.invitation.ref))
        return HttpResponse("in")

    page = page_of(view)
    assert page(request(rf, client, rosa))["Location"] == "/by-link/"
    assert page(request(rf, client, rosa, "post")).status_code == 401
    enters(client, rosa)
    answer = page(request(rf, client, rosa))
    assert answer.content == b"in" and answer["Cache-Control"] == "no-store"
    assert seen == [("Rosa Finch, by link", frozenset(), rosa.ref)]
    other = door.guest(kind=Kind.CONTRIBUTION)(view)
    assert other(request(rf, client, rosa)).status_code == 403
    kind["why"] = "The family changed its mind."
    assert b"changed its mind" in page(request(rf, client, rosa)).content
    kind["why"] = ""
    with clock.fixed(world.now + timedelta(minutes=31)):
        assert page(request(rf, client, rosa))["Location"] == "/by-link/"
    with opened(world.viewer("senco")):
        services.end(ref=rosa.ref, because=Ended.TAKEN_BACK, by=world.viewer("senco"), now=world.now)
    assert b"taken back" in page(request(rf, client, rosa)).content
    assert len(seen) == 1


def test_looks_are_written_down_with_the_invitation(client, rf, rosa):
    from teamaround.audit.models import Entry
    from teamaround.kernel.looks import touched

    def view(_http):
        touched([rosa.child_id])
        return HttpResponse("in")

    enters(client, rosa)
    page_of(view)(request(rf, client, rosa))
    look = Entry.objects.latest("pk")
    assert (look.act, look.about, look.children) == ("page.shown", rosa.ref, [rosa.child_id])
    assert look.purpose == f"by-link {rosa.ref}" and look.account_id == rosa.guest_id


def test_a_guest_is_in_no_list_and_cannot_sign_in(client, rosa, world):
    account = Account.objects.get(pk=rosa.guest_id)
    assert account.is_guest and not account.has_usable_password()
    assert accounts.account(account.ref) is None and accounts.account_by_email(account.email) is None
    assert accounts.viewer_by_email(account.email, today=world.today) is None
    assert account not in accounts.managers_list() and account in accounts.managers_list(guests_too=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=True)
    answer = client.post(reverse("account_login"), {"login": account.email, "password": ""})
    assert answer.status_code == 200 and "_auth_user_id" not in client.session


def test_row_security_shows_an_invitation_to_its_agency_its_guest_and_its_holder(rosa, world):
    def sees(viewer):
        with opened(viewer):
            return Invitation.objects.filter(pk=rosa.pk).exists()

    assert sees(world.viewer("teacher")) and not sees(world.viewer("gp"))
    row = queries.by_link(queries.digest_of(link_in(rosa)[14:-1]))
    assert row == rosa and sees(queries.guest_viewer(row))
    assert queries.by_link("") is None
    with collecting(), pytest.raises(DatabaseError), opened(world.viewer("gp")):
        Invitation.objects.create(
            ref="N-2", kind="family", about="E-1", child_id=rosa.child_id, invited_by_id=rosa.invited_by_id,
            agency_id=rosa.agency_id, guest=world.account["lead"], name="x", email="x@example.org", site="",
            digest="x", made_at=world.now, expires_at=world.now,
        )  # fmt: skip


def test_mail_that_fails_is_tried_again_and_given_up_in_words(rosa, settings, world, monkeypatch, caplog):
    settings.MAIL = letters.SENT

    def fails(self):
        raise ConnectionRefusedError("rosa@example.org said no")

    monkeypatch.setattr("teamaround.accounts.guests.letters.EmailMessage.send", fails)
    senco, at = world.viewer("senco"), world.now
    for _ in range(5):
        at += timedelta(hours=2)
        assert letters.send_waiting(now=at) == 0
    letter = Letter.objects.get(invitation=rosa.pk)
    assert (letter.tries, letter.next_try_at, letter.body) == (5, None, "")
    assert "rosa@" not in caplog.text
    with opened(senco):
        assert [row.pk for row in queries.of_inviter(senco)] == [rosa.pk]
        assert "Could not be sent" in told(rosa, at=at).post


def test_the_background_sends_what_a_page_could_not(rosa, settings, world):
    settings.MAIL = letters.SENT
    assert letters.send_waiting(now=world.now) == 0
    assert letters.send_waiting(now=world.now + timedelta(minutes=2)) == 1
    assert letters.send_waiting(now=world.now + timedelta(minutes=2)) == 0 and len(mail.outbox) == 1
    assert letters.forget(now=world.now + timedelta(days=31)) == 1


def test_without_mail_the_inviter_passes_on_link_and_code(client, world, kind, settings):
    settings.MAIL = letters.BY_HAND
    senco, child = world.viewer("senco"), world.child()
    guest = Guest(Kind.FAMILY, "E-3", child.pk, "Ola", "ola@example.org", "https://ta.example")
    with opened(senco):
        made = services.invite(guest=guest, by=senco, now=world.now)
        assert told(made, at=world.now).link_waits
        address = services.show_link(ref=made.ref, by=senco, now=world.now)
        with pytest.raises(Refusal):
            services.show_link(ref=made.ref, by=senco, now=world.now)
    client.get(address.removeprefix("https://ta.example"))
    assert "Telephone Sam Oyelaran" in said(client)[1]
    client.post(reverse("guests:link"))
    with opened(senco):
        row = Invitation.objects.get(pk=made.pk)
        code = told(Invitation.objects.select_related("agency").get(pk=row.pk), at=world.now).code
    assert client.post(reverse("guests:code"), {"code": code})["Location"] == "/by-link/left/"
    assert not mail.outbox


def test_entering_ends_whoever_was_signed_in_at_this_browser(sign_in, rosa):
    client = sign_in("teacher")
    enters(client, rosa)
    assert client.get("/")["Location"].startswith("/sign-in/")
    client.post(reverse("guests:leave"))
    assert door.INSIDE not in client.session


def test_an_ended_link_gives_no_code_and_takes_none(rosa, world):
    senco = world.viewer("senco")
    with opened(senco):
        services.end(ref=rosa.ref, because=Ended.TAKEN_BACK, by=senco, now=world.now)
        services.end(ref=rosa.ref, because=Ended.DONE, by=senco, now=world.now)
        row = Invitation.objects.select_related("agency", "guest").get(pk=rosa.pk)
        assert queries.link_of(row, at=world.now) is Link.TAKEN_BACK
    guest = queries.guest_viewer(row)
    with opened(guest):
        for act in (services.send_code, services.renew):
            with pytest.raises(Refusal):
                act(ref=rosa.ref, by=guest, now=world.now + timedelta(minutes=9))
        assert services.enter(ref=rosa.ref, code="1", by=guest, now=world.now) is Tried.ENDED
