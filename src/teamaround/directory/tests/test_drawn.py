"""A page that was drawn before is given again only while nothing of it has changed, and with each visitor's own proofs."""

import re
from datetime import timedelta
from html import unescape

import pytest

from teamaround.accounts.door import acting
from teamaround.agencies.models import Agency
from teamaround.directory import services
from teamaround.directory.models import Location, Organisation, Phone, Service
from teamaround.directory.pages import drawn, finding
from teamaround.directory.pages.drawn import Drawn
from teamaround.directory.rules.capacity import Room, Taking
from teamaround.kernel import clock

from .places import key

pytestmark = pytest.mark.django_db
PATH = f"/directory/services/{key('Young sailors')}/"
PROOFS = re.compile(r'name="(csrfmiddlewaretoken|once)" value="([^"]*)"')


@pytest.fixture
def drawings(monkeypatch):
    """How often a page was drawn."""
    seen = []
    draw = finding._drawn
    monkeypatch.setattr(finding, "_drawn", lambda *told: seen.append(1) or draw(*told))
    return seen


def read(client, **headers):
    return unescape(client.get(PATH, **headers).content.decode())


def test_it_is_drawn_once_and_the_same_but_for_the_proofs(client, small, drawings):
    first, again = client.get(PATH), client.__class__().get(PATH)
    assert len(drawings) == 1
    one, other = first.content.decode(), again.content.decode()
    assert PROOFS.sub("", one) == PROOFS.sub("", other)
    names = [name for name, _ in PROOFS.findall(one)]
    assert names == ["csrfmiddlewaretoken", "once"]
    assert not {value for _, value in PROOFS.findall(one)} & {value for _, value in PROOFS.findall(other)}
    assert (
        first["Cache-Control"] == "no-cache" and "Cookie" in first["Vary"] and "__Host-csrf" in first.cookies
    )


def test_what_it_gives_again_can_be_sent(small, drawings):
    from django.test import Client

    Client().get(PATH)
    visitor = Client(enforce_csrf_checks=True)
    proof = dict(PROOFS.findall(visitor.get(PATH, secure=True).content.decode()))
    told = {"do": "keep", "csrfmiddlewaretoken": proof["csrfmiddlewaretoken"], "once": proof["once"]}
    answer = visitor.post(f"{PATH}keep/", told, secure=True, headers={"referer": "https://testserver/"})
    assert answer.status_code == 302 and len(drawings) == 1
    assert "Take off your shortlist" in visitor.get(PATH, secure=True).content.decode() and len(drawings) == 2
    assert "Take off" not in Client().get(PATH).content.decode() and len(drawings) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: Service.objects.filter(pk=key("Young sailors")).update(wait_time="Ten weeks."), "Ten weeks."),
        (lambda: Organisation.objects.filter(pk=key("sail")).update(name="Kite Trust"), "Kite Trust"),
        (lambda: Location.objects.filter(pk=key("quay")).update(name="The Old Mill"), "The Old Mill"),
        (lambda: Phone.objects.filter(number="01632 960102").update(number="01632 960155"), "01632 960155"),
        (lambda: Location.objects.filter(pk=key("quay")).update(is_confidential=True), ""),
    ],
)  # fmt: skip
def test_a_change_shows_at_once_whoever_made_it(world, client, small, change, words):
    before = read(client)
    with acting(world.viewer("index"), now=world.now):
        change()
    after = read(client)
    assert words in after and before != after
    assert words or "The Boathouse" not in after


def test_room_closing_and_age_show_at_once(world, client, small):
    read(client)
    Organisation.objects.filter(pk=key("sail")).update(
        agency=Agency.objects.get(pk=world.agency["helpers"].pk)
    )
    with acting(world.viewer("lead"), now=world.now) as by:
        services.say_room(
            service_id=key("Young sailors"), room=Room(Taking.NO, None, 6, ""), by=by, now=world.now
        )
    assert "6 weeks" in read(client)
    with clock.fixed(world.now + timedelta(days=200)):
        assert "Nobody has checked this page for six months" in read(client)
    Service.objects.filter(pk=key("Young sailors")).update(is_internal=True)
    assert client.get(PATH).status_code == 404


def test_each_language_has_its_own(client, small, drawings):
    other = client.__class__()
    read(client)
    other.get("/directory/?lang=cy")
    assert "Pwy sy’n ei redeg" in read(other) and "Who runs it" in read(client) and len(drawings) == 2


def test_who_is_signed_in_or_has_a_shortlist_has_it_drawn(sign_in, client, small, drawings):
    read(client)
    leo = sign_in("lead")
    read(leo)
    read(leo)
    assert len(drawings) == 3 and "ETag" not in leo.get(PATH)


def test_a_browser_that_has_it_is_told_so_until_something_changes(client, small, drawings):
    mark = client.get(PATH)["ETag"]
    same = client.get(PATH, headers={"if-none-match": mark})
    assert same.status_code == 304 and not same.content and same["ETag"] == mark and "Cookie" in same["Vary"]
    assert client.__class__().get(PATH, headers={"if-none-match": mark}).status_code == 200
    Service.objects.filter(pk=key("Young sailors")).update(alert="Moved.")
    assert client.get(PATH, headers={"if-none-match": mark}).status_code == 200


def test_only_the_last_ones_are_kept(rf, settings):
    some = Drawn(2)
    for number in range(4):
        some._keep(bytes([number]), [b"x"])
    assert list(some._known) == [b"\x02", b"\x03"]
    some._pieces(b"\x02")
    some._keep(b"\x09", [b"x"])
    assert list(some._known) == [b"\x02", b"\x09"] and drawn.MOST <= 1_000
