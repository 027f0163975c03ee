"""The ledger: what it keeps of each record that is laid to a child, and that it only grows."""

import pytest
from django.db import DatabaseError, transaction

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import WaitingRow
from teamaround.exchange.rules.waiting import Decision
from teamaround.index.models import Label, LinkCount, LinkEvent
from teamaround.people.models import Child, Identifier

from .test_services import ASHA, BEN, CARA, look, taken_in

pytestmark = pytest.mark.django_db
TWIN = ("S9", "Lindqvist", "Abla", "27/03/2017", "ZY1 1AA", "")


def events():
    return list(LinkEvent.objects.order_by("pk"))


def counted():
    return {row.how: row.records for row in LinkCount.objects.all()}


def lay(world, row, child):
    """Lay a row that waits to a child, as the index team."""
    with acting(world.viewer("index"), now=world.now) as by:
        services.decide(
            ref=row.ref, decision=Decision.LAID, child_ref=child.ref, because="Rang them", by=by, now=world.now
        )  # fmt: skip


def test_what_was_laid_by_itself_says_on_what_evidence(world):
    child = world.child()
    kept = taken_in(world, [ASHA, BEN])
    matched, founded = events()
    assert (matched.how, matched.child_id, matched.before_id) == ("matched", child.pk, None)
    assert (matched.source_key, matched.about, matched.release) == ("child number s1", kept.ref, 1)
    assert matched.by_id == world.account["data"].pk
    assert matched.bits == pytest.approx(sum(bits for _, bits in matched.steps), abs=0.05)
    assert sorted(
        words for words, _ in matched.steps if words in ("same date of birth", "same family name")
    ) == ["same date of birth", "same family name"]
    assert (founded.how, founded.steps) == ("founded", [])
    assert founded.child_id == Child.objects.exclude(pk=child.pk).get().pk
    assert counted() == {"matched": 1, "founded": 1}


def test_no_value_stands_in_the_evidence(world):
    world.child()
    taken_in(world, [ASHA])
    (event,) = events()
    said = str([event.steps, event.guards]).casefold()
    assert not any(value in said for value in ("asha", "lindqvist", "zy1", "2017", "mill"))


def test_a_file_sent_again_writes_nothing_whether_unchanged_or_changed(world):
    taken_in(world, [ASHA, BEN])
    before = events()
    taken_in(world, [ASHA, BEN])
    taken_in(world, [(*ASHA[:4], "ZY8 8HH", ""), BEN])
    assert events() == before
    assert counted() == {"founded": 2}


def test_two_rows_about_one_child_are_one_entry(world):
    world.child()
    taken_in(world, [ASHA, (*ASHA[:4], "ZY8 8HH", "")])
    assert [event.how for event in events()] == ["matched"]


def test_a_decision_is_kept_with_how_far_the_row_agreed(world):
    child = world.child()
    taken_in(world, [TWIN, CARA])
    row = WaitingRow.objects.get()
    look(world, row)
    lay(world, row, child)
    decided = events()[-1]
    assert (decided.how, decided.child_id, decided.about) == ("decided", child.pk, row.ref)
    assert decided.by_id == world.account["index"].pk
    assert decided.release == 1 and decided.steps and decided.bits is not None
    assert counted() == {"founded": 1, "asked": 1, "decided": 1}


def test_a_decision_is_weighed_before_the_row_is_written_to_the_child(world):
    child = world.child(identifiers=())
    taken_in(world, [(*TWIN[:5], "9990000018")])
    row = WaitingRow.objects.get()
    look(world, row)
    lay(world, row, child)
    numbers = set(Identifier.objects.filter(child=child).values_list("kind", flat=True))
    assert numbers == {"nhs_number", "agency"}
    decided = events()[-1]
    assert decided.how == "decided"
    assert not [words for words, _ in decided.steps if "number" in words]
    assert decided.bits == Label.objects.get().bits


def test_the_database_refuses_to_change_the_ledger(world):
    taken_in(world, [BEN])
    for change in (
        lambda: LinkEvent.objects.update(how="decided"),
        lambda: LinkEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert [event.how for event in events()] == ["founded"]


def test_an_agency_sees_its_own_entries_and_the_index_team_all(world):
    taken_in(world, [BEN])
    seen = {}
    for who in ("data", "gp", "index"):
        with acting(world.viewer(who), now=world.now):
            seen[who] = LinkEvent.objects.count()
    assert seen == {"data": 1, "gp": 0, "index": 1}


def test_an_involvement_tells_which_record_brought_it(world):
    heads = ("Pupil ID", "Surname", "First name", "DOB", "Service", "Involved since")
    row = ("S2", "Carver", "Ben", "13/05/2014", "", "21/09/2026")
    taken_in(world, (";".join(heads) + "\r\n" + ";".join(row) + "\r\n").encode())
    child = Child.objects.get()
    assert child.involvements.get().brought_by == "child number s2"
