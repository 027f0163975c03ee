"""An organisation signs up, confirms its e-mail, is taken in by a person, and keeps its services by a link."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, passer_by, setting_up
from teamaround.audit.models import Entry
from teamaround.directory import jobs, queries, services
from teamaround.directory.busy import Busy
from teamaround.directory.models import Change, Organisation, Service, SignUp
from teamaround.directory.pages import coming_in, signing_up
from teamaround.directory.rules import joining
from teamaround.directory.rules.joining import Said, Stage
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from .places import SECRET_LINE, SECRET_POSTCODE, key

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Ashby Kite Club", "about": "We build kites with children from 6 to 12.", "contact": "Jo Penn",
    "email": "Jo@kites.example", "website": "https://kites.example", "charity_number": "1234 567",
}  # fmt: skip
KITES = {
    "name": "Kites on Sunday", "description": "Build a kite and fly it.", "telephone": "01632 960140", "needs": ["sport"],
    "minimum_age": "6", "maximum_age": "12", "is_free": "on", "address_1": "3 Hill Road", "city": "Ashby",
    "county": "Ashbyshire", "postcode": "zy11ab", "days": ["SU"], "opens_at": "10.30", "closes_at": "12:00",
}  # fmt: skip


@pytest.fixture(autouse=True)
def posted(settings, monkeypatch):
    settings.MAIL, settings.EMAIL_BACKEND = "sent", "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(signing_up, "sign_ups", Busy(100))
    monkeypatch.setattr(coming_in, "links", Busy(100))


@pytest.fixture
def keeper(world, sign_in):
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["governance"].pk, duty=Duty.KEEP_DIRECTORY, starts_on=date(2020, 1, 1), by=by,
            now=world.now,
        )  # fmt: skip
    return sign_in("governance")


class Provider:
    """Somebody of an organisation, at a browser and with a mailbox."""

    def __init__(self, client, capture, world):
        self.client, self.capture, self.now = client, capture, world.now

    def get(self, path):
        with clock.fixed(self.now):
            return self.client.get(path)

    def read(self, path):
        return unescape(self.get(path).content.decode())

    def post(self, path, told):
        with clock.fixed(self.now), self.capture(execute=True):
            return self.client.post(path, told)

    def signs_up(self, **changes):
        return self.post("/directory/sign-up/", TYPED | changes)

    def link(self):
        letter = next(each for each in reversed(mail.outbox) if "/yours/open/" in each.body)
        return re.search(r"http://\S+?(/directory/yours/open/\S+)", letter.body)[1]

    def code(self):
        return re.search(r"Your code is (\d{6})", mail.outbox[-1].body)[1]

    def comes_in(self, link=""):
        self.get(link or self.link())
        self.now += timedelta(seconds=61)
        self.post("/directory/yours/code/", {"do": "send"})
        return self.post("/directory/yours/code/", {"do": "enter", "code": self.code()})


@pytest.fixture
def jo(client, small, world, django_capture_on_commit_callbacks):
    return Provider(client.__class__(), django_capture_on_commit_callbacks, world)


@pytest.fixture
def taken_in(jo, keeper):
    """Jo's club is in the directory, and Jo is in."""
    jo.signs_up()
    jo.comes_in()
    row = SignUp.objects.get()
    path = f"/keeping/directory/organisations/{row.pk}/"
    assert keeper.post(path, {"do": "accept", "accept-which": "new"}).status_code == 302
    return jo


def test_nobody_sees_a_sign_up_before_its_e_mail_is_confirmed(jo, keeper, client):
    assert jo.signs_up()["Location"] == "/directory/sign-up/sent/"
    [letter] = mail.outbox
    assert letter.to == ["jo@kites.example"] and "Kite" not in letter.body and "Jo" not in letter.body
    row = SignUp.objects.get()
    assert (row.state, row.charity_number) == (Stage.SENT, "1234567")
    assert "Kite Club" not in keeper.get("/keeping/directory/").content.decode()
    assert keeper.get(f"/keeping/directory/organisations/{row.pk}/").status_code == 404
    assert jo.comes_in()["Location"] == "/directory/yours/"
    assert "Your e-mail is confirmed" in jo.read("/directory/yours/")
    assert "Ashby Kite Club" in keeper.get("/keeping/directory/").content.decode()
    assert not Organisation.objects.filter(name="Ashby Kite Club").exists()


def test_the_link_stays_in_no_address_opens_once_and_only_with_the_code(jo, client):
    jo.signs_up()
    link = jo.link()
    answer = jo.get(link)
    assert answer["Location"] == "/directory/yours/code/" and answer["Referrer-Policy"] == "no-referrer"
    assert jo.get("/directory/yours/")["Location"] == "/directory/yours/link/"
    jo.now += timedelta(seconds=61)
    jo.post("/directory/yours/code/", {"do": "send"})
    wrong = "000000" if jo.code() != "000000" else "111111"
    page = jo.post("/directory/yours/code/", {"do": "enter", "code": wrong})
    assert page.status_code == 422 and "you can try 4 more times" in page.content.decode()
    assert jo.post("/directory/yours/code/", {"do": "enter", "code": jo.code()}).status_code == 302
    other = Provider(client.__class__(), jo.capture, jo)
    other.get(link)
    assert other.get("/directory/yours/code/")["Location"] == "/directory/yours/link/"
    assert other.get("/directory/yours/")["Location"] == "/directory/yours/link/"
    jo.now += timedelta(minutes=31)
    assert jo.get("/directory/yours/")["Location"] == "/directory/yours/link/"


def test_five_wrong_codes_end_the_link(jo):
    jo.signs_up()
    jo.get(jo.link())
    jo.post("/directory/yours/code/", {"do": "send"})
    wrong = "000000" if jo.code() != "000000" else "111111"
    said = [jo.post("/directory/yours/code/", {"do": "enter", "code": wrong}).status_code for _ in range(5)]
    assert said == [422] * 4 + [302]
    assert jo.post("/directory/yours/code/", {"do": "enter", "code": jo.code()}).status_code == 302
    assert SignUp.objects.get().state == Stage.SENT


def test_a_new_link_goes_to_whoever_is_known_and_nobody_learns_who_that_is(taken_in):
    before, old = len(mail.outbox), taken_in.link()
    taken_in.now += timedelta(days=1)
    known = taken_in.post("/directory/yours/link/", {"email": "JO@kites.example"})
    unknown = taken_in.post("/directory/yours/link/", {"email": "nobody@kites.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == before + 1 and taken_in.link() != old
    assert taken_in.get("/directory/yours/")["Location"] == "/directory/yours/link/"
    assert taken_in.comes_in()["Location"] == "/directory/yours/"


def test_nobody_fills_anothers_mailbox_with_links(taken_in):
    before = len(mail.outbox)
    for _ in range(20):
        taken_in.now += timedelta(seconds=90)
        taken_in.post("/directory/yours/link/", {"email": "jo@kites.example"})
    assert len(mail.outbox) == before + joining.LINKS_QUICKLY - 1
    taken_in.now += timedelta(minutes=31)
    taken_in.post("/directory/yours/link/", {"email": "jo@kites.example"})
    assert len(mail.outbox) == before + joining.LINKS_QUICKLY


def test_a_keeper_says_that_it_is_one_that_is_here_already(jo, keeper):
    jo.signs_up(name="The Ashby Sail Trust Ltd", charity_number="0000001", website="")
    jo.comes_in()
    row = SignUp.objects.get()
    path = f"/keeping/directory/organisations/{row.pk}/"
    page = unescape(keeper.get(path).content.decode())
    assert "It has the same number" in page and "Yes: Ashby Sail Trust" in page
    assert keeper.post(path, {"do": "accept", "seen": [str(key("sail"))]}).status_code == 422
    unseen = keeper.post(path, {"do": "accept", "accept-which": "new"})
    assert unseen.status_code == 422 and "Look again" in unseen.content.decode()
    chosen = {"do": "accept", "accept-which": str(key("sail")), "seen": [str(key("sail"))]}
    assert keeper.post(path, chosen).status_code == 302
    assert keeper.post(path, chosen).status_code == 422
    assert Organisation.objects.count() == 2
    page = jo.read("/directory/yours/")
    assert "Young sailors" in page and "Staff supervision" not in page
    sailors = f"/directory/yours/{key('Young sailors')}/"
    told = {
        name: "" if value is None else value
        for name, value in queries.told(Service.objects.get(pk=key("Young sailors"))).items()
    }
    assert jo.post(sailors, told | {"wait_time": "A month."}).status_code == 302
    assert jo.post(sailors, {"do": "assure"}).status_code == 302
    assert jo.get(f"/directory/yours/{key('Rose refuge')}/").status_code == 404
    [change] = Change.objects.all()
    beside = unescape(keeper.get(f"/keeping/directory/{change.pk}/").content.decode())
    assert "Jo Penn, by the link of The Ashby Sail Trust Ltd" in beside and "A month." in beside
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"}).status_code == 302
    assert Service.objects.get(pk=key("Young sailors")).wait_time == "A month."


def test_declined_with_a_reason_that_is_told(jo, keeper):
    jo.signs_up()
    jo.comes_in()
    path = f"/keeping/directory/organisations/{SignUp.objects.get().pk}/"
    assert keeper.post(path, {"do": "decline", "decline-answer": ""}).status_code == 422
    with jo.capture(execute=True):
        assert (
            keeper.post(path, {"do": "decline", "decline-answer": "You sell double glazing."}).status_code
            == 302
        )
    assert "double glazing" in mail.outbox[-1].body and "double glazing" in jo.read("/directory/yours/")
    assert not Organisation.objects.filter(name="Ashby Kite Club").exists()
    assert jo.get("/directory/yours/new/").status_code == 404
    assert "double glazing" not in str(list(Entry.objects.values("said", "detail")))


def test_first_services_wait_for_a_keeper_and_are_then_found(taken_in, keeper, client):
    assert taken_in.post("/directory/yours/new/", KITES).status_code == 302
    assert "Waits for somebody to look" in taken_in.read("/directory/yours/")
    assert "Kites on Sunday" not in client.get("/directory/", {"q": "kites"}).content.decode()
    assert "a new service, from Ashby Kite Club" in keeper.get("/keeping/directory/").content.decode()
    [change] = Change.objects.all()
    page = unescape(keeper.get(f"/keeping/directory/{change.pk}/").content.decode())
    for words in (
        "A new service: Kites on Sunday",
        "Sport",
        "Sunday",
        "10:30",
        "3 Hill Road",
        "ZY1 1AB",
        "Yes",
    ):
        assert words in page, words
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"}).status_code == 302
    assert (
        "Kites on Sunday</a>"
        in client.get("/directory/", {"q": "kites", "place": "ZY1 1AB"}).content.decode()
    )
    service = Service.objects.get(name="Kites on Sunday")
    page = unescape(client.get(f"/directory/services/{service.pk}/").content.decode())
    for words in (
        "Sunday, 10:30 to 12:00",
        "3 Hill Road, Ashby, ZY1 1AB",
        "Free",
        "01632 960140",
        "by Ashby Kite Club",
    ):
        assert words in page, words
    assert "Kites on Sunday" in taken_in.read(f"/directory/yours/{service.pk}/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"needs": []}, "needs"), ({"description": ""}, "description"), ({"telephone": ""}, "telephone"),
        ({"city": ""}, "city"), ({"postcode": "x"}, "postcode"), ({"closes_at": ""}, "closes_at"),
        ({"opens_at": "noon"}, "opens_at"), ({"minimum_age": "13"}, "maximum_age"),
    ],
)  # fmt: skip
def test_a_new_service_says_enough(taken_in, changes, field):
    answer = taken_in.post("/directory/yours/new/", KITES | changes)
    assert answer.status_code == 422 and f'href="#id_{field}' in answer.content.decode()
    assert not Change.objects.exists()


def test_the_address_of_a_confidential_place_never_becomes_public(taken_in, keeper):
    told = KITES | {"address_1": SECRET_LINE, "postcode": SECRET_POSTCODE}
    assert taken_in.post("/directory/yours/new/", told).status_code == 302
    [change] = Change.objects.all()
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"}).status_code == 422
    assert not Service.objects.filter(name="Kites on Sunday").exists()


def test_an_ended_link_opens_nothing(taken_in, keeper):
    row = SignUp.objects.get()
    assert keeper.post(f"/keeping/directory/organisations/{row.pk}/", {"do": "end"}).status_code == 302
    assert taken_in.get("/directory/yours/")["Location"] == "/directory/yours/link/"
    before = len(mail.outbox)
    taken_in.now += timedelta(days=1)
    taken_in.post("/directory/yours/link/", {"email": "jo@kites.example"})
    assert len(mail.outbox) == before
    with pytest.raises(NotVisible), acting(passer_by(), now=taken_in.now) as by:
        services.send_new(key=row.pk, typed={}, by=by, now=taken_in.now)


def test_a_flood_is_calmly_stopped(jo, monkeypatch):
    said = [jo.signs_up(name=f"Club {number}").status_code for number in range(5)]
    assert said == [302] * 3 + [422] * 2
    monkeypatch.setattr(joining, "MOST_A_DAY", 4)
    said = [jo.signs_up(email=f"a{number}@b.example").status_code for number in range(3)]
    assert said == [302, 422, 422] and SignUp.objects.count() == 4
    monkeypatch.setattr(signing_up, "sign_ups", Busy(0))
    assert "Wait a minute" in jo.signs_up(email="c@d.example").content.decode()


def test_where_e_mail_is_not_set_up_nobody_can_sign_up(jo, settings):
    settings.MAIL = "by-hand"
    assert "sends no e-mail" in jo.read("/directory/sign-up/") and jo.signs_up().status_code == 422


def test_what_nobody_confirms_is_forgotten(jo):
    jo.signs_up()
    assert jobs.forget(now=jo.now + timedelta(days=13)) == 0
    assert jobs.forget(now=jo.now + timedelta(days=15)) == 1 and not SignUp.objects.exists()


def test_nothing_of_who_signs_up_stands_in_the_audit(taken_in):
    rows = str(list(Entry.objects.filter(act__startswith="directory.").values()))
    assert "Jo Penn" not in rows and "jo@kites" not in rows.lower()


def test_reminders_go_to_whoever_keeps_the_services(taken_in, small, world):
    SignUp.objects.update(organisation=key("sail"))
    small.add("Row", assured_on=world.today - timedelta(days=200))
    [(organisation, to)] = queries.to_remind(now=world.now)
    assert to == "jo@kites.example" and organisation.name == "Ashby Sail Trust"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"about": "Kites"}, "about"), ({"charity_number": "12"}, "charity_number"), ({"company_number": "x"}, "company_number")],
)  # fmt: skip
def test_a_sign_up_says_enough(changes, field):
    said = {"name": "Club", "about": "Kites for children in Ashby.", "contact": "Jo", "email": "a@b.example"}
    with pytest.raises(Refusal) as refused:
        joining.tidied(Said(**said | changes))
    assert refused.value.field == field
    assert joining.tidied(Said(**said, company_number="sc 123456")).company_number == "SC123456"
    with pytest.raises(Refusal):
        joining.after(Stage.SENT, joining.Step.ACCEPT)
