"""Pages about how records were matched ask the database few things, and no more when there is more to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import SampledLink, WaitingRow
from teamaround.exchange.rules import sampling
from teamaround.index import linking
from teamaround.index.models import LinkCount

from .test_services import ASHA, look, taken_in

pytestmark = pytest.mark.django_db
MOST = 20
TWIN = ("", "Lindqvist", "Abla", "27/03/2017", "ZY1 1AA", "")


def asked(client, path):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught.captured_queries)


def test_where_an_entry_comes_from(world, sign_in):
    child = world.child()
    taken_in(world, [ASHA])
    client, path = sign_in("index"), f"/children/{child.ref}/records/"
    few = asked(client, path)
    with acting(world.viewer("index"), now=world.now) as by:
        for number in range(12):
            laid = {f"child number x{number}": linking.Link(child.pk, "")}
            linking.keep_links(world.agency["practice"].pk, laid, because="", by=by, now=world.now)
    assert asked(client, path) <= min(few + 1, MOST + 5)


def test_a_row_that_waits_with_more_children(world, sign_in):
    world.child()
    taken_in(world, [TWIN])
    row = WaitingRow.objects.get()
    look(world, row)
    client, path = sign_in("index"), f"/files/waiting/{row.ref}/"
    few = asked(client, path)
    world.child(identifiers=())
    with acting(world.viewer("index"), now=world.now) as by:
        assert len(services.show(by, row.ref, at=world.now).compared) > 1
    assert asked(client, path) <= few + 2


def test_the_page_on_matching_and_links_to_check(world, sign_in, monkeypatch):
    monkeypatch.setattr(sampling, "ONE_IN", 1)
    world.child()
    taken_in(world, [ASHA])
    client = sign_in("index")
    few = [asked(client, path) for path in ("/matching/", "/files/checked/")]
    for code in ("practice", "visiting", "helpers"):
        for how in ("matched", "asked", "founded", "checked_same"):
            LinkCount.objects.create(
                agency=world.agency[code], month="2026-11-01", release=1, how=how, records=70
            )
    assert [asked(client, path) for path in ("/matching/", "/files/checked/")] == few
    assert max(few) <= MOST
    kept = SampledLink.objects.get()
    assert asked(client, f"/files/checked/{kept.ref}/") <= MOST + 5
