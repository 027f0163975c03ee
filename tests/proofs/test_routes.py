"""Every address names its duty or is public; without the duty it is refused; reading writes nothing."""

import re

import pytest
from django.db import connection

from teamaround.accounts.door import PUBLIC, acting
from teamaround.accounts.guests.door import GUEST
from teamaround.accounts.rules import Duty
from teamaround.index import services as index

from .walking import routes

ALL = sorted(routes(), key=lambda found: found[0])
PAGES = [(place, view) for place, view in ALL if not place.startswith(("api/", "fhir/"))]
BY_DUTY = [(place, view) for place, view in PAGES if isinstance(view.duty, Duty)]
NOBODYS = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}
MAY_WRITE = {"audit_entry", "django_session", "site_cache"}
VISITORS = ("senco", "duty", "index", "governance", "data", "admin", "councillor")


@pytest.mark.parametrize(("place", "view"), ALL, ids=[place or "/" for place, _ in ALL])
def test_every_address_names_its_duty_or_is_public(place, view):
    assert hasattr(view, "duty"), f"{place} has not come through the door"
    named = view.duty
    if isinstance(named, dict):  # the API: a duty for each method
        assert named and all(
            duty is None or duty == PUBLIC or isinstance(duty, Duty) for duty in named.values()
        )
    else:
        assert named is None or named in (PUBLIC, GUEST) or isinstance(named, Duty)


def test_the_addresses_are_all_there():
    assert len(PAGES) > 60 and len(BY_DUTY) > 40


def test_no_address_can_carry_a_name_or_a_date_of_birth():
    for place, _ in PAGES:
        for name in re.findall(r"<(?:\w+:)?(\w+)>", place):
            assert name not in {"name", "given", "family", "born", "born_on", "nhs", "upn", "postcode"}, place


def address(place, known):
    """A pattern with references that exist, or with one that does not."""
    return "/" + re.sub(
        r"<(?:(\w+):)?(\w+)>",
        lambda found: known.get(found[2], NOBODYS.get(found[1], "X-000000000")),
        place,
    )


@pytest.fixture
def known(world):
    """References of what is there: a child, an involvement, a search, an audit entry."""
    from teamaround.index.rules import Wanted

    child = world.child()
    with acting(world.viewer("senco"), now=world.now) as by:
        ours = index.record_involvement(
            child_id=child.pk, by=by, now=world.now, starts_on=world.today, reason="reading"
        )
        search = index.search(wanted=Wanted(name="Asha Lindqvist"), by=by, now=world.now)
    from teamaround.audit.models import Entry

    return {
        "child": child.ref, "involvement": ours.ref, "search": search.ref,
        "entry": str(Entry.objects.latest("pk").pk), "account": world.account["gp"].ref,
    }  # fmt: skip


@pytest.mark.django_db
def test_without_signing_in_every_page_sends_to_sign_in(client, known):
    for place, view in PAGES:
        if view.duty == PUBLIC:
            continue
        answer = client.get(address(place, known))
        way_in = "/by-link/" if view.duty == GUEST else "/sign-in/"
        assert answer.status_code == 302 and answer["Location"].startswith(way_in), place
        assert answer["Cache-Control"] == "no-store", place
        assert client.post(address(place, known)).status_code in (401, 403), place


@pytest.mark.django_db
def test_without_the_duty_every_page_is_refused_whatever_it_is_about(sign_in, world, known):
    for who in ("councillor", "admin", "senco"):
        duties = world.viewer(who).duties
        client = sign_in(who)
        for place, view in BY_DUTY:
            if view.duty not in duties:
                assert client.get(address(place, known)).status_code == 403, (who, place)
                assert client.post(address(place, known), {"once": "a"}).status_code == 403, (who, place)


def written():
    """Rows put in, changed and removed so far in this transaction, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {name: (put, changed, removed) for name, put, changed, removed in cursor.fetchall()}


@pytest.mark.django_db
@pytest.mark.parametrize("who", VISITORS)
def test_reading_writes_nothing_but_that_somebody_read(sign_in, world, known, who):
    client, shown = sign_in(who), 0
    duties = world.viewer(who).duties
    for place, view in PAGES:
        if isinstance(view.duty, Duty) and view.duty not in duties:
            continue
        if "out/" in place:
            client = sign_in(who)
        before = written()
        answer = client.get(address(place, known))
        after = written()
        assert answer.status_code < 500, place
        changed = {table for table, rows in after.items() if rows != before.get(table)}
        assert changed <= MAY_WRITE, f"GET {place} wrote to {changed - MAY_WRITE}"
        shown += answer.status_code == 200
        if view.duty != PUBLIC and answer.status_code != 404:
            assert answer["Cache-Control"] == "no-store", place
    assert shown > 5


@pytest.mark.django_db
def test_a_page_with_a_child_is_never_kept_and_has_its_headers(sign_in, known):
    answer = sign_in("senco").get(f"/children/{known['child']}/")
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY" and answer["Referrer-Policy"] == "same-origin"
