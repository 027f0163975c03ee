"""The record on PostgreSQL: added to and never changed, sealed, and every tampering by its owner found."""

import json
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction

from teamaround.audit import anchors, checking, services
from teamaround.audit import sealed as sealed_record
from teamaround.audit.models import Entry, Seal
from teamaround.embedded.connection import for_psycopg

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Somebody:
    account_id, account_ref, agency_id = 1, "U-1", 1
    source, request_id, purpose, on_behalf_of = "127.0.0.1", "r", "help", ""


@pytest.fixture
def anchor(tmp_path):
    return tmp_path / "anchors.jsonl"


@pytest.fixture
def nobody_writes(monkeypatch):
    """Other databases of the tests' server keep its oldest transaction back; here nobody else writes."""
    monkeypatch.setattr(sealed_record, "oldest_running_transaction", sealed_record.next_transaction)


@pytest.fixture
def sealed(own_database, anchor):
    """Three seals over two entries each."""
    for batch in range(3):
        for number in range(2):
            write(f"{batch}.{number}")
        services.seal(anchor=anchor)
    return anchor


def write(said="", **changes):
    with transaction.atomic():
        services.record("page.shown", by=Somebody, at=NOW, children=[3, 1, 3], said=said, **changes)


def faults(anchor):
    found = checking.verify(sealed_record.whole_record(), anchors=anchors.read(anchor))
    return [fault.sentence for fault in found]


def as_owner(*statements):
    """The tables' owner takes the guards down first, as somebody with the keys could."""
    with connections["owner"].cursor() as cursor:
        for table in ("audit_entry", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for table in ("audit_entry", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def refused(who, statement):
    with pytest.raises(DatabaseError), connections[who].cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_every_change_from_the_site_and_from_the_owner(sealed):
    for who in ("default", "owner"):
        for table, change in (("audit_entry", "said = 'x'"), ("audit_seal", "hash = 'x'")):
            refused(who, f"UPDATE {table} SET {change}")
            refused(who, f"DELETE FROM {table}")
            refused(who, f"TRUNCATE {table}")
    refused("default", "ALTER TABLE audit_entry DISABLE TRIGGER USER")
    assert Entry.objects.count() == 6 and Seal.objects.count() == 3
    assert faults(sealed) == []


def test_an_entry_cannot_be_written_outside_a_transaction_nor_its_number_chosen(own_database):
    with pytest.raises(RuntimeError):
        services.record("page.shown", by=Somebody, at=NOW)
    for _ in range(2):
        Entry.objects.create(at=NOW, account_ref="U-1", account_id=1, act="page.shown", xid=3, id=900)
    assert list(Entry.objects.order_by("id").values_list("id", "xid")) == [(1, 0), (2, 0)]


def test_what_is_rolled_back_leaves_no_entry(own_database):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.record("page.shown", by=Somebody, at=NOW)
        raise ZeroDivisionError
    assert not Entry.objects.exists()


def test_children_are_kept_once_each_and_in_order(own_database):
    write()
    assert Entry.objects.get().children == [1, 3]


def test_whole_and_sealed_once(sealed):
    assert faults(sealed) == []
    assert services.seal(anchor=sealed) == 0
    write("not sealed yet")
    assert faults(sealed) == []
    assert [facts.count for facts in sealed_record.seals()] == [2, 2, 2]


SLIPPED_IN = (
    "INSERT INTO audit_entry (id, xid, at, account_ref, account_id, act, purpose, children, about,"
    " said, source, request_id) SELECT -id, xid, at, account_ref, 7, act, purpose, children, about,"
    " 'late', source, request_id FROM audit_entry WHERE said = '0.1'"
)
CHANGED_PLACES = (
    "UPDATE audit_entry SET said = CASE said WHEN '0.0' THEN '2.0' ELSE '0.0' END"
    " WHERE said IN ('0.0', '2.0')"
)
TAMPERINGS = [
    (("UPDATE audit_entry SET said = 'no' WHERE said = '1.0'",), "Seal 2: an entry under it was changed"),
    (("UPDATE audit_entry SET children = '{9}' WHERE said = '2.1'",), "Seal 3: an entry under it was"),
    (("UPDATE audit_entry SET at = at + interval '1 us' WHERE said = '0.0'",), "Seal 1: an entry under"),
    (("DELETE FROM audit_entry WHERE said = '1.1'",), "Seal 2: 1 entry was removed"),
    (("DELETE FROM audit_seal WHERE number = 2",), "Seal 2 is missing"),
    (("DELETE FROM audit_seal WHERE number = 3",), "its end was cut off"),
    (("DELETE FROM audit_entry WHERE said LIKE '2.%'", "DELETE FROM audit_seal WHERE number = 3"), "cut off"),
    (("TRUNCATE audit_entry", "TRUNCATE audit_seal"), "Seals 1 to 3 are in the anchor file"),
    ((SLIPPED_IN,), "Entry -2 was slipped in"),
    (("UPDATE audit_entry SET id = -id WHERE said = '1.0'",), "Seal 2: 1 entry was removed"),
    (("UPDATE audit_seal SET holds = '1-3' WHERE number = 1",), "Seal 1: "),
    (("UPDATE audit_seal SET holds = 'x', format = 9 WHERE number = 3",), "Seal 3 does not"),
    (("UPDATE audit_seal SET holds = 'x' WHERE number = 3",), "Seal 3: 2 entries"),
    (("UPDATE audit_seal SET upto = 99 WHERE number = 2",), "Seal 3 does not follow"),
    ((CHANGED_PLACES,), "exchanged"),
]


def test_every_tampering_by_the_owner_is_found_and_named(sealed):
    as_owner(
        "CREATE TABLE kept_entry AS SELECT * FROM audit_entry",
        "CREATE TABLE kept_seal AS SELECT * FROM audit_seal",
    )
    for statements, words in TAMPERINGS:
        as_owner(*statements)
        assert any(words in fault for fault in faults(sealed)), (statements, faults(sealed))
        as_owner(
            "TRUNCATE audit_entry", "INSERT INTO audit_entry SELECT * FROM kept_entry",
            "TRUNCATE audit_seal", "INSERT INTO audit_seal SELECT * FROM kept_seal",
        )  # fmt: skip
        assert faults(sealed) == []


@pytest.fixture
def elsewhere(own_database):
    """Somebody else's connection to the same database."""
    settings = {**connections["default"].settings_dict, "OPTIONS": {}}
    with psycopg.connect(**for_psycopg(settings)) as slow:
        yield slow


WRITTEN = (
    "INSERT INTO audit_entry (at, account_ref, account_id, act, purpose, children, about, said, source, request_id)"
    " VALUES (now(), 'U-2', 2, 'page.shown', '', '{}', '', 'slow', '', '') RETURNING id"
)


def held():
    return [facts.holds for facts in sealed_record.seals()]


def test_a_transaction_that_stays_open_holds_no_seal_back(elsewhere, anchor):
    elsewhere.execute("SELECT pg_current_xact_id()")
    for said in ("one", "two"):
        write(said)
        assert services.seal(anchor=anchor) == 1
    assert faults(anchor) == []


def test_an_entry_that_commits_late_goes_under_a_later_seal(elsewhere, anchor, nobody_writes):
    write("before")
    assert elsewhere.execute(WRITTEN).fetchone() == (2,)
    write("after")
    assert services.seal(anchor=anchor) == 2 and services.seal(anchor=anchor) == 0
    assert [(gap.first, gap.last) for gap in sealed_record.gaps()] == [(2, 2)]
    elsewhere.commit()
    assert faults(anchor) == []
    assert services.seal(anchor=anchor) == 1
    assert held() == ["1,3", "2"] and sealed_record.gaps() == []
    assert faults(anchor) == []


def test_a_number_that_came_to_nothing_is_settled_when_its_transaction_has_ended(elsewhere, anchor):
    elsewhere.execute(WRITTEN)
    write("after")
    services.seal(anchor=anchor)
    write("and after")
    services.seal(anchor=anchor)
    assert [facts.empty for facts in sealed_record.seals()] == ["", ""]
    elsewhere.rollback()
    as_owner(SLIPPED_IN.replace("-id", "1").replace("0.1", "after"))
    assert faults(anchor) == []  # it may still be one that comes late
    as_owner("DELETE FROM audit_entry WHERE id = 1")


def test_nothing_slips_in_under_a_number_that_was_settled(elsewhere, anchor, nobody_writes):
    elsewhere.execute(WRITTEN)
    elsewhere.rollback()
    for said in ("one", "two"):
        write(said)
        services.seal(anchor=anchor)
    assert [facts.empty for facts in sealed_record.seals()] == ["", "1"]
    as_owner(SLIPPED_IN.replace("-id", "1").replace("0.1", "one"))
    assert faults(anchor) == [
        "Entry 1 was slipped in: seal 2 or one before it settled its number, without it."
    ]
    assert services.seal(anchor=anchor) == 0


def test_anchors_that_a_crash_kept_back_are_mended(sealed):
    lines = sealed.read_text().splitlines()
    sealed.write_text("\n".join(lines[:2]) + "\n" + lines[2][:20])
    assert services.mend_anchors(sealed) == 1
    assert [facts.number for facts in anchors.read(sealed)] == [1, 2, 3]
    assert faults(sealed) == []
    assert services.mend_anchors(sealed) == 0


def test_the_anchor_file_is_its_owners_alone(sealed):
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(sealed.read_text().splitlines()[0])) == {
        "number", "since", "upto", "count", "previous", "hash", "format", "holds", "empty",
    }  # fmt: skip
