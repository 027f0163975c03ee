"""Two records of one child: joined, and separated again as they were."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps

from teamaround.accounts.door import acting
from teamaround.index import linking, reviewing, services
from teamaround.index.models import Key, PairToReview, Pointers
from teamaround.index.rules import PairAnswer, PairState, Wanted
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import portraits, queries, sources
from teamaround.people import services as people
from teamaround.people.rules import NameType
from teamaround.people.services import NewAddress

from .two_records import (
    acts,
    answer,
    dump,
    join,
    note,
    open_assessment,
    propose,
    second_record,
    separate,
    shield,
    state_of,
    two_records,
)

pytestmark = pytest.mark.django_db
Address, Child, Name = (apps.get_model("people", name) for name in ("Address", "Child", "Name"))
Standing = apps.get_model("sharing", "Standing")


@pytest.fixture
def two(world):
    return two_records(world)


# joining


def test_the_kept_record_holds_what_both_knew(world, two):
    join(world, two)
    with acting(world.viewer("index"), now=world.now) as viewer:
        seen = portraits.portrait(viewer, two.one.pk, at=world.now)
        involved = {row.agency for row in reviewing.queries.involvements(viewer, two.one.pk, at=world.now)}
    assert ("former", "Aisha", "Lindquist") in {(row.type, row.given, row.family) for row in seen.names}
    assert [row.given for row in seen.names].count("Ash") == 1
    assert seen.address.postcode == "ZY1 1AA"
    assert {row.postcode for row in seen.addresses} == {"ZY1 1AA", "ZY2 2BB", "ZY3 3CC"}
    assert {row.name for row in seen.carers} == {"Mira Lindqvist", "Greta Holm"}
    assert [row.is_main_carer for row in seen.carers].count(True) == 1
    assert len([row for row in seen.identifiers if row.kind == "nhs_number"]) == 1
    assert involved == {"Ashby Green School", "Ashby Health Visiting"}


def test_the_old_reference_leads_to_the_kept_record_and_every_key_too(world, two):
    join(world, two)
    assert not Key.objects.filter(child=two.other).exists()
    with acting(world.viewer("senco"), now=world.now) as viewer:
        assert queries.child_id(viewer, two.other.ref, at=world.now) == two.one.pk
        assert queries.face(viewer, two.other.pk, at=world.now).ref == two.one.ref
        for born_on in (date(2017, 3, 26), date(2017, 3, 27)):
            kept = services.search(
                wanted=Wanted(name="Aisha Lindquist", born_on=born_on), by=viewer, now=world.now
            )
            assert [row["child"] for row in kept.found] == [two.one.pk]
        assert linking.links(world.agency["visiting"].pk, ["A7"])["A7"].child_id == two.one.pk


def test_a_record_joined_meanwhile_is_not_joined_twice(world, two):
    third = world.child()
    late = note(world, SimpleNamespace(one=two.other, other=third))
    join(world, two)
    with pytest.raises(Refusal, match="in the meantime"):
        propose(world, late, third)
    with acting(world.viewer("index"), now=world.now) as viewer:
        assert late not in reviewing.waiting(viewer)
        again = services.note_pair(
            one_id=two.other.pk, other_id=third.pk, because=["same"], by=viewer, now=world.now
        )
    assert {again.one_id, again.other_id} == {two.one.pk, third.pk}


@pytest.mark.parametrize("which", ["one", "other"])
def test_the_strictest_shield_is_inherited(world, two, which):
    shield(world, getattr(two, which))
    join(world, two)
    assert Standing.objects.get(child=two.one).is_shielded
    assert not Address.objects.filter(child__in=[two.one, two.other]).exists()
    with acting(world.viewer("senco"), now=world.now) as viewer:
        assert portraits.portrait(viewer, two.one.pk, at=world.now).hidden
    with acting(world.viewer("index"), now=world.now) as viewer:
        assert portraits.portrait(viewer, two.one.pk, at=world.now).address.postcode == "ZY1 1AA"
        assert Key.objects.filter(child=two.one, is_hidden=True).exists()


# separating


@pytest.mark.parametrize("shielded", [(), ("one",), ("other",), ("one", "other")])
@pytest.mark.parametrize("pointing", ["", "closed"])
def test_separating_restores_both_to_the_last_row(world, two, shielded, pointing):
    for which in shielded:
        shield(world, getattr(two, which))
    if pointing:
        open_assessment(world, two.other, state=pointing)
    before = state_of(world, two)
    pair = join(world, two)
    assert state_of(world, two) != before
    separate(world, pair)
    assert state_of(world, two) == before
    assert PairToReview.objects.get().state == PairState.DIFFERENT
    assert acts("index.unmerged").get().said == "They are cousins"


def test_what_was_recorded_in_between_stays_with_the_kept_record(world, two):
    before = state_of(world, two)
    pair = join(world, two)
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.change_address(
            child_id=two.one.pk, new=NewAddress("1 Later Way", "ZY4 4DD"), is_correction=False,
            because="moved", by=viewer, now=world.now,
        )  # fmt: skip
        people.change_name(
            child_id=two.one.pk, type=NameType.LEGAL, given="Asha", family="Holm",
            is_correction=False, because="deed", by=viewer, now=world.now,
        )  # fmt: skip
    separate(world, pair)
    with acting(world.viewer("index"), now=world.now) as viewer:
        seen = portraits.portrait(viewer, two.one.pk, at=world.now)
        assert (seen.face.family, seen.address.postcode) == ("Holm", "ZY4 4DD")
        after = dump(two.other.pk)
    other = {json.loads(row)["id"] for row in after["people.Name"]}
    assert other == {row.pk for row in Name.objects.filter(child=two.other)}
    for label in ("people.Name", "people.Address", "people.Relationship", "index.Involvement"):
        theirs = [row for row in before[label] if json.loads(row)["child_id"] == two.other.pk]
        assert after[label] == theirs


def test_records_joined_one_after_another_are_separated_the_last_first(world, two):
    third = second_record(world, identifiers=())
    first = join(world, two)
    chain = SimpleNamespace(one=third, other=two.one)
    before = state_of(world, chain)
    second = join(world, chain)
    assert sources.joined_records([two.other.pk]) == {two.other.pk: third.pk}
    with pytest.raises(Refusal, match="Separate those two first"):
        separate(world, first)
    separate(world, second)
    assert state_of(world, chain) == before
    separate(world, first)
    assert not Child.objects.filter(merged_into__isnull=False).exists()


def test_separating_needs_the_index_team_a_reason_and_something_joined(world, two):
    pair = note(world, two)
    with pytest.raises(NotVisible):
        separate(world, pair)
    pair = answer(world, propose(world, pair, two.one), PairAnswer.SAME)
    with pytest.raises(NotVisible):
        separate(world, pair, who="senco")
    with pytest.raises(Refusal, match="two children after all"):
        separate(world, pair, because=" ")


def test_work_written_about_the_joined_record_points_from_the_kept_one(world, two):
    open_assessment(world, two.other, state="closed")
    pair = join(world, two)
    assert Pointers.objects.get().child_id == two.one.pk
    open_assessment(world, two.other, state="recent")
    assert Pointers.objects.get().assessment_state == "recent"
    with acting(world.viewer("index"), now=world.now):
        services.note_lead(
            child_id=two.one.pk, practitioner_id=world.practitioner["lead"].pk, since=world.today
        )
    separate(world, pair)
    assert Pointers.objects.get(child=two.one).lead_practitioner is not None
    assert Pointers.objects.get(child=two.one).assessment_ref == ""
    assert Pointers.objects.get(child=two.other).assessment_ref == f"A-{two.other.pk}"
