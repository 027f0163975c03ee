"""A county written by hand, through the services and many at once: the same people come out."""

import pytest
from django.db import connection

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.assessments import queries as assessments
from teamaround.episodes import queries as episodes
from teamaround.index import queries as index
from teamaround.index.rules import Wanted
from teamaround.index.services import results, search
from teamaround.people import portraits, queries
from teamaround.site.demo.tests import tiny

pytestmark = pytest.mark.django_db
COUNTED = (
    "people_child", "people_name", "people_address", "people_identifier", "people_carer",
    "people_relationship", "people_attendance", "people_family", "people_familymember",
    "index_involvement", "index_key", "sharing_standing", "sharing_reach",
)  # fmt: skip


def viewer(key, purpose="help"):
    return accounts.viewer_by_email(f"{key}@example.org", today=tiny.TODAY, purpose=purpose)


def rows(table, columns="count(*)"):
    with acting(setting_up()), connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")
        return cursor.fetchall()


def found(who, now, **wanted):
    with acting(viewer(who), now=now) as by:
        kept = search(wanted=Wanted(**wanted), by=by, now=now)
        return [result.face for result in results(by, kept, at=now)]


def test_everybody_is_there_and_found_by_those_who_work_with_them(load, noon):
    members = load(tiny.county())
    assert [member["email"] for member in members] == ["ruth@example.org", "hazel@example.org"]
    assert rows("people_child") == [(7,)]
    [ada] = found("ruth", noon, name="ada marlow")
    with acting(viewer("ruth"), now=noon) as by:
        seen = portraits.portrait(by, ada.id, at=noon)
        around = index.involvements(by, ada.id, at=noon)
    assert seen.address.postcode == "ZY1 1AA" and seen.carers[0].name == "Mira Marlow"
    assert {row.agency for row in around} == {"Helpers", "Across", "A service that is not named here"}
    assert [row.ends_on for row in around if row.agency == "Helpers"] == [tiny.date(2025, 9, 1)]


def test_a_shielded_child_is_found_by_name_and_shows_no_address(load, noon):
    load(tiny.county())
    [cleo] = found("ruth", noon, name="cleo marlow")
    assert cleo.is_shielded
    with acting(viewer("ruth"), now=noon) as by:
        seen = portraits.portrait(by, cleo.id, at=noon)
    assert seen.hidden and seen.address is None and seen.school is None
    names = [face.name for face in found("ruth", noon, postcode="ZY1 1AA", age=9, on=tiny.TODAY)]
    assert "Cleo Marlow" not in names


def test_a_sealed_identity_is_kept_and_never_found(load, noon):
    load(tiny.county())
    assert not found("ruth", noon, name="tess marlow") and not found("hazel", noon, name="tess marlow")
    sealed = "people_name JOIN sharing_standing USING (child_id) WHERE is_sealed"
    assert rows(sealed, "given") == [("Tess",)]


def test_a_birth_is_recorded_on_the_record_begun_before_it(load, noon):
    load(tiny.county())
    [teo] = found("ruth", noon, name="teo ionescu")
    assert teo.born_on == tiny.date(2026, 9, 1)
    with acting(viewer("ruth"), now=noon):
        kept = {row.field: row.before for row in queries.corrections(teo.id)}
    assert kept["expected_on"] == "2026-08-25"
    [unborn] = [face for face in found("ruth", noon, name="ionescu baby") if face.is_unborn]
    assert unborn.name == "Unborn baby Ionescu"


def test_an_assessment_is_lived_through(load, noon):
    load(tiny.county())
    [cleo] = found("ruth", noon, name="cleo marlow")
    with acting(viewer("leo"), now=noon) as by:
        latest, before = assessments.of_child(cleo.id)
        voices = assessments.voices(latest, assessments.contributions(latest))
        parts = [part.state for part in assessments.contributions(latest)]
        episode = episodes.open_one(cleo.id)
        actions = list(episode.actions.order_by("pk").values_list("state", "progress"))
        pointers = index.pointers(cleo.id)
        assert assessments.reads(by, latest, at=noon)
    assert (latest.state, before.state) == ("begun", "closed")
    assert str(before.closed_on) == "2025-08-01"
    assert [voice.agency_name for voice in voices] == ["School", "Helpers"]
    texts = {str(box): answer.text for box, answer in voices[0].sheet.items()}
    assert texts["behaviour-needs"] == "Sleeps little" and texts["behaviour-view"] == "worker,parent"
    assert parts == ["given", "asked"]
    assert actions == [("done", "Made"), ("to_do", "")]
    assert episode.state == "active" and str(episode.review_on) == "2026-12-07"
    assert pointers.lead_practitioner.name == "Leo Bright"


def test_nothing_happened_after_now_or_before_it_could(load, noon):
    load(tiny.county())
    assert rows("audit_entry", "count(*) FILTER (WHERE at > '2026-11-20 12:00+00')") == [(0,)]
    begun_before_birth = rows("people_child WHERE registered_at::date < born_on", "born_on")
    assert begun_before_birth == [(tiny.date(2026, 9, 1),)]
    assert rows("sharing_reach", "bool_or(starts_at > coalesce(ends_at, 'infinity'))") == [(False,)]


def test_many_at_once_writes_what_the_services_write(load, db):
    from django.db import transaction

    plain = tiny.county((tiny.PLAIN,))
    facts = {
        "people_child": "ref, born_on, sex, ethnicity, version",
        "people_name": "given, family, type",
        "people_address": "lines, starts_on, ends_on, address_key",
        "people_identifier": "kind, value, passes_check",
        "people_carer": "ref, given, telephone",
        "people_relationship": "type, is_main_carer",
        "people_attendance": "kind, starts_on, ends_on",
        "people_family": "ref, name",
        "index_involvement": "ref, starts_on, ends_on, is_sensitive, version",
        "index_key": "key, kind, is_hidden",
        "sharing_reach": "source, kind, ends_at IS NULL",
        "sharing_standing": "is_shielded, is_sealed",
    }
    seen = []
    for in_bulk in (False, True):
        with transaction.atomic():
            load(plain, in_bulk=in_bulk)
            seen.append({table: rows(table, columns) for table, columns in facts.items()})
            transaction.set_rollback(True)
    for table in facts:
        assert seen[0][table] == seen[1][table], table


def test_in_bulk_what_has_a_story_still_goes_through_the_services(load, noon):
    load(tiny.county(), in_bulk=True)
    acts = dict(rows("audit_entry GROUP BY act", "act, count(*)"))
    assert acts["demo.loaded"] == 1 and acts["people.child_registered"] == 5
    assert rows("people_child") == [(7,)]
    assert [face.name for face in found("ruth", noon, name="bibi khan")] == ["Bee Khan"]
