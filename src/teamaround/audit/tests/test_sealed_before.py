"""An installation that sealed by transaction: its seals go on being checked, and the next one follows."""

import pytest
from django.core.management import call_command
from django.db import connections

from teamaround.audit import sealed as record
from teamaround.audit import services
from teamaround.audit.models import Seal
from teamaround.audit.rules import BY_NUMBER, BY_TRANSACTION, START, SealFacts
from teamaround.audit.tests.test_append_only import anchor, as_owner, faults, write  # noqa: F401
from teamaround.audit.tests.test_checking import sealed as made
from teamaround.site import grants

WRITTEN = (
    "INSERT INTO audit_entry (id, xid, at, account_ref, account_id, act, purpose, children, about, said,"
    " source, request_id) VALUES (%s, 0, now(), 'U-2', 2, 'page.shown', '', '{}', '', 'old', '', '')"
)


def migrate(step):
    call_command("migrate", "audit", step, database="owner", interactive=False, verbosity=0)
    grants.give(connections["owner"], role=connections["default"].settings_dict["USER"])


@pytest.fixture
def before(own_database):
    """Entries 1, 3 and 4 under a seal by transaction; 2 and 5 came later."""
    migrate("0003")
    with connections["owner"].cursor() as cursor:
        for number in (3, 1, 4, 2, 5):
            cursor.execute(WRITTEN, [number])
        cursor.execute("SELECT xid FROM audit_entry WHERE id = 2")
        upto = cursor.fetchone()[0]
    entries = [row for row in record.above(0) if row["xid"] < upto]
    entries.sort(key=lambda row: row["xid"])
    seal = made(SealFacts(1, 0, upto, 0, START, "", BY_TRANSACTION), entries)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_seal (number, since, upto, count, previous, hash, at)"
            " VALUES (%s, %s, %s, %s, %s, %s, now())",
            [seal.number, seal.since, seal.upto, seal.count, seal.previous, seal.hash],
        )
    migrate("0004")
    return seal


def test_old_seals_are_checked_and_the_next_one_follows_them(before, anchor):  # noqa: F811
    assert faults(anchor) == []
    write("new")
    assert services.mend_anchors(anchor) == 1
    assert services.seal(anchor=anchor) == 3
    assert [(facts.format, facts.holds) for facts in record.seals()] == [
        (BY_TRANSACTION, ""), (BY_NUMBER, "2,5-6"),
    ]  # fmt: skip
    assert faults(anchor) == [] and services.seal(anchor=anchor) == 0
    write("newer")
    services.seal(anchor=anchor)
    assert faults(anchor) == [] and Seal.objects.count() == 3


def test_what_is_done_to_old_entries_is_still_named(before, anchor):  # noqa: F811
    write("new")
    services.mend_anchors(anchor)
    services.seal(anchor=anchor)
    as_owner("UPDATE audit_entry SET said = 'x' WHERE id = 3")
    assert "Seal 1: an entry under it was changed" in faults(anchor)[0]
    as_owner("UPDATE audit_entry SET said = 'old' WHERE id = 3", "DELETE FROM audit_entry WHERE id = 2")
    assert faults(anchor) == ["Seal 2: 1 entry was removed from under it (2)."]
    as_owner("DELETE FROM audit_entry WHERE id = 4")
    assert "Seal 1: 1 entry was removed from under it." in faults(anchor)
