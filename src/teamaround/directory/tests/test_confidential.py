"""A confidential place is nowhere that the public can read, however it is read."""

import ast
import inspect

import pytest
from django.apps import apps
from django.db import connection

from teamaround.accounts.door import acting
from teamaround.directory import queries, services
from teamaround.directory.models import Location, PublicSought, tables
from teamaround.directory.queries import filtering, finding, seeking, understanding
from teamaround.directory.queries import public as reading
from teamaround.directory.services import NewAddress, NewLocation, NewPlace
from teamaround.kernel.refusal import Refusal

from .places import SECRET_LINE, SECRET_POSTCODE, key

pytestmark = pytest.mark.django_db
SECRETS = (
    SECRET_LINE,
    SECRET_POSTCODE,
    "Rose House",
    "960666",
    "54.0912",
    "2.0177",
    "Hidden Mews",
    str(key("rose")),
)


def views():
    return [model for model in apps.get_app_config("directory").get_models() if not model._meta.managed]


def test_no_view_holds_anything_of_it(small):
    assert len(views()) == 20
    for view in views():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(string_agg(v::text, ' '), '') FROM \"{view._meta.db_table}\" v")
            (text,) = cursor.fetchone()
        assert not [secret for secret in SECRETS if secret in text], view
        assert "Staff supervision" not in text and "960188" not in text, view
        assert "Ann Hush" not in text and "960199" not in text, view


def test_what_the_public_reads_is_made_of_views_alone():
    """The modules that public pages and the feed read with name no table but the lists of terms."""
    allowed = {"Taxonomy", "Term", "Word"} | {view.__name__ for view in views()}
    every = {model.__name__ for model in apps.get_app_config("directory").get_models()}
    for module in (reading, filtering, finding, seeking, understanding):
        named = {
            node.id for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Name)
        }
        assert named & every <= allowed, module.__name__


def test_relations_of_views_lead_to_views(small):
    for view in views():
        for field in view._meta.concrete_fields:
            if field.is_relation:
                assert field.related_model in (*views(), tables.Term), f"{view.__name__}.{field.name}"
        for related in view._meta.related_objects:
            assert related.related_model in views(), related


def test_the_database_itself_shows_it_to_nobody_who_is_not_named(world, small):
    """The wall: with no account set in the transaction, even the table gives no such row."""
    with connection.cursor() as cursor:
        for account, seen in (("", 0), ("1", 1)):
            cursor.execute("SELECT set_config('teamaround.account', %s, true)", [account])
            cursor.execute("SELECT count(*) FROM directory_location WHERE is_confidential")
            assert cursor.fetchone()[0] == seen
            cursor.execute("SELECT count(*) FROM directory_address WHERE postal_code = %s", [SECRET_POSTCODE])
            assert cursor.fetchone()[0] == seen


@pytest.mark.parametrize(
    "words", [f"Come to {SECRET_LINE.upper()}.", "We are at zy99qq", "Ask at ZY9 9 QQ", "17  hidden mews"]
)
@pytest.mark.parametrize("where", ["description", "application_process", "alert"])
def test_an_entry_may_not_say_where_its_confidential_place_is(small, where, words):
    with pytest.raises(Refusal, match="confidential"):
        small.add("Safe rooms", "harbour", places=(NewPlace(key("rose")),), **{where: words})


def test_an_open_place_may_be_named(small):
    small.add("Rowing", places=(NewPlace(key("quay")),), description="At 1 Quay Street, ZY1 1AA.")


def test_the_audit_does_not_name_it_either(world, small):
    from teamaround.audit.models import Entry

    with acting(world.viewer("index"), now=world.now) as by:
        where = NewLocation("Oak", NewAddress("2 Secret Way", "Ashby", "X", "ZY9 9QR"), is_confidential=True)
        services.add_location(new=where, by=by, now=world.now)
    said = " ".join(
        str(row) for row in Entry.objects.filter(act__startswith="directory.").values_list("said", "detail")
    )
    assert "Secret Way" not in said and "Oak" not in said and "Rose House" not in said


def test_the_service_itself_is_found_and_has_no_place(small, world):
    refuge = queries.service(key("Rose refuge"))
    assert refuge is not None and not refuge.places
    assert not [place for place in queries.places(on=world.today) if place.service_id == refuge.pk]
    assert queries.service(key("Staff supervision")) is None


def test_a_search_cannot_tell_where_a_confidential_place_is_from_the_moment_it_becomes_one(world, small):
    def spots():
        return PublicSought.objects.get(pk=key("Young sailors")).spots

    before = spots()
    assert before
    with acting(world.viewer("index"), now=world.now):
        quay = Location.objects.filter(pk=key("quay"))
        quay.update(name="The Old Mill")
        assert spots() == before
        quay.update(is_confidential=True)
        assert spots() == []
        quay.update(is_confidential=False, latitude=54.9)
        assert len(spots()) == 3 and spots() != before
