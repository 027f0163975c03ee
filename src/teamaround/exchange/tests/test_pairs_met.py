"""Pairs to review that files come upon, and children of another authority who are never named."""

import json
from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import services
from teamaround.exchange.models import WaitingRow
from teamaround.exchange.rules.waiting import Decision
from teamaround.exchange.sealing import Sealed, unseal
from teamaround.index import reviewing
from teamaround.index.models import PairToReview
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import services as people
from teamaround.people.models import Child
from teamaround.people.services import NewName

from .test_services import look, outcomes, taken_in

pytestmark = pytest.mark.django_db

ASHA = ("", "Lindqvist", "Asha", "27/03/2017", "ZY1 1AA", "")
TWIN = ("", "Lindqvist", "Astrid", "27/03/2017", "ZY1 1AA", "")
MARKER = ("", "Marker", "Only", "31/12/2015", "", "")  # settles the form of the dates


def twice(world, *, authority=None, name="Asha"):
    """A second record that is like Asha's."""
    return world.child(
        identifiers=(), carers=(), authority_id=authority or world.ashby, names=(NewName(name, "Lindqvist"),)
    )


def shield(world, child):
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=by, now=world.now)


def noted():
    return list(PairToReview.objects.values_list("one_id", "other_id"))


def said_of(row):
    return json.loads(unseal(Sealed(row.key_id, bytes(row.nonce), bytes(row.ciphertext)), bound_to=row.ref))


def test_a_row_that_may_mean_either_of_two_records_puts_them_before_the_reviewers(world):
    one, other = world.child(), twice(world)
    assert outcomes(taken_in(world, [ASHA, MARKER])) == ["needs_person", "new"]
    assert noted() == [(one.pk, other.pk)]
    pair = PairToReview.objects.get()
    assert pair.noted_because[0] == "a row of an agency's file may mean either"
    assert "same family name" in pair.noted_because
    with acting(world.viewer("index"), now=world.now) as by:
        assert list(reviewing.waiting(by)) == [pair]
    taken_in(world, [ASHA, MARKER, TWIN])
    assert noted() == [(one.pk, other.pk)]


def test_twins_in_the_index_are_no_pair(world):
    world.child()
    twice(world, name="Astrid")
    initial = ("", "Lindqvist", "A", "27/03/2017", "ZY1 1AA", "")
    assert outcomes(taken_in(world, [initial, MARKER])) == ["needs_person", "new"]
    assert noted() == []


def test_records_of_two_authorities_are_no_pair_and_the_other_is_not_named(world):
    one, other = world.child(), twice(world, authority=world.brindle)
    assert outcomes(taken_in(world, [ASHA, MARKER])) == ["needs_person", "new"]
    assert noted() == []
    row = WaitingRow.objects.get()
    assert said_of(row)["reasons"] == ["another authority may be responsible for this child"]
    with acting(world.viewer("index"), now=world.now) as by:
        waiting = services.show(by, row.ref, at=world.now)
        assert [face.id for face in waiting.contenders] == [one.pk]
        look(world, row)
        with pytest.raises(NotVisible):
            services.decide(
                ref=row.ref, decision=Decision.LAID, child_ref=other.ref, because="x", by=by, now=world.now
            )


@pytest.mark.parametrize("row", [ASHA, TWIN])
def test_a_child_whom_only_another_authority_keeps_is_neither_named_nor_reached(world, row):
    other = twice(world, authority=world.brindle)
    assert outcomes(taken_in(world, [row, MARKER])) == ["needs_person", "new"]
    kept = WaitingRow.objects.get()
    said = said_of(kept)
    assert said["reasons"] == ["another authority may be responsible for this child"]
    assert other.ref not in json.dumps(said)
    with acting(world.viewer("index"), now=world.now) as by:
        assert services.show(by, kept.ref, at=world.now).contenders == ()
        services.decide(
            ref=kept.ref, decision=Decision.REGISTERED, child_ref="", because="New", by=by, now=world.now
        )
    assert noted() == []


def test_a_child_registered_beside_a_record_very_like_it_is_put_before_the_reviewers(world):
    one, other = world.child(), twice(world)
    taken_in(world, [ASHA, MARKER])
    decided(world, Decision.REGISTERED)
    new = Child.objects.latest("pk")
    assert sorted(noted()) == [(one.pk, other.pk), (one.pk, new.pk), (other.pk, new.pk)]


def test_a_twin_registered_on_purpose_is_no_pair(world):
    world.child()
    taken_in(world, [TWIN, MARKER])
    decided(world, Decision.REGISTERED)
    assert noted() == []


def test_a_row_whose_child_was_shielded_while_it_waited_founds_nobody(world):
    child = world.child()
    taken_in(world, [TWIN, MARKER])
    shield(world, child)
    before = Child.objects.count()
    with pytest.raises(Refusal, match="must not be doubled"):
        decided(world, Decision.REGISTERED)
    assert Child.objects.count() == before


def test_shielded_records_are_never_a_pair_of_a_file(world):
    shield(world, world.child())
    twice(world)
    assert outcomes(taken_in(world, [ASHA, MARKER]))[0] == "quarantined"
    assert noted() == []


def decided(world, decision):
    row = WaitingRow.objects.get()
    look(world, row)
    with acting(world.viewer("index"), now=world.now) as by:
        services.decide(ref=row.ref, decision=decision, child_ref="", because="Looked", by=by, now=world.now)
