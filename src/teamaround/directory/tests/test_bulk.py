"""Many entries at once are the same entries as one by one."""

import json
from dataclasses import replace

import pytest
from django.db import connection

from teamaround.accounts.door import acting
from teamaround.directory import bulk, queries, services
from teamaround.directory.rules.shapes import SERVICE
from teamaround.directory.services import NewPlace, NewService
from teamaround.kernel.refusal import Refusal

from .places import SECRET_LINE, key, sailing

pytestmark = pytest.mark.django_db


def new(name, **told):
    return NewService(organisation_id=key("sail"), name=name, id=key(name), **{**sailing(), **told})


def told(world, name):
    """An entry as the feed tells it, without what names this very entry."""
    rows = queries.services().filter(pk=key(name))
    entry = json.loads(queries.as_told(rows, SERVICE, whole=True, on=world.today).get()[1])

    def plain(value):
        if isinstance(value, dict):
            return {
                what: plain(each)
                for what, each in value.items()
                if not what.endswith("id") and what != "name"
            }
        return sorted(map(plain, value), key=str) if isinstance(value, list) else value

    return plain(entry)


def words(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words::text FROM directory_service WHERE id = %s", [key(name)])
        return {word for word in cursor.fetchone()[0].split() if not word.endswith(":1A")}


def test_the_same_entry_comes_out_either_way(world, small):
    with acting(world.viewer("index"), now=world.now) as by:
        services.add_service(new=new("Alphaone"), by=by, now=world.now)
        bulk.add_many(services=[new("Betatwo")], by=by, now=world.now)
    assert told(world, "Alphaone") == told(world, "Betatwo")
    assert words("Alphaone") == words("Betatwo")


def test_what_is_refused_alone_is_refused_among_many(world, small):
    hidden = replace(new("Rooms", description=f"At {SECRET_LINE}."), places=(NewPlace(key("rose")),))
    with pytest.raises(Refusal), acting(world.viewer("index"), now=world.now) as by:
        bulk.add_many(services=[new("Fine"), hidden], by=by, now=world.now)


@pytest.mark.parametrize(
    "told",
    [{"name": " "}, {"minimum_age": 9.0, "maximum_age": 3.0}, {"minimum_age": -1.0}, {"maximum_age": 400.0}],
)
def test_an_entry_that_cannot_be_is_refused_with_its_field(small, told):
    with pytest.raises(Refusal) as refused:
        small.add(**{"name": "Club", **told})
    assert refused.value.field in ("name", "minimum_age", "maximum_age")


def test_lists_of_terms_can_be_brought_again(world, small):
    with acting(world.viewer("index"), now=world.now) as by:
        before = services.settle_terms(by=by, now=world.now)
        assert services.settle_terms(by=by, now=world.now) == before > 60


def test_each_act_is_in_the_audit(world, small):
    from teamaround.audit.models import Entry

    acts = set(Entry.objects.filter(act__startswith="directory.").values_list("act", flat=True))
    assert acts == {
        "directory.terms_settled", "directory.organisation_added", "directory.location_added",
        "directory.service_added",
    }  # fmt: skip
