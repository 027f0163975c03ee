"""An agency's record that lies with the wrong child: moved, taken off, put back; the next file heeds it."""

from types import SimpleNamespace

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange.models import ImportRow
from teamaround.index import services
from teamaround.index.models import LinkEvent, SourceRecord
from teamaround.index.tests.two_records import dump, second_record, separate, shield
from teamaround.index.tests.two_records import join as join_records
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people.models import Identifier
from teamaround.sharing.models import Reach

from .test_services import outcomes, taken_in

pytestmark = pytest.mark.django_db
HEADINGS = ("Pupil ID", "Surname", "First name", "DOB", "Postcode", "Involved since")
ROW = ("S1", "Lindqvist", "Asha", "27/03/2017", "ZY1 1AA", "21/09/2026")
WHY = "The school rang: it is the cousin"


def sent(world, *rows):
    text = "\r\n".join(";".join(row) for row in (HEADINGS, *rows)) + "\r\n"
    return taken_in(world, text.encode())


def moved(world, child, other, *, with_involvements=True, who="index", because=WHY):
    record = SourceRecord.objects.get(source_key="child number s1")
    with acting(world.viewer(who), now=world.now) as by:
        return services.move_record(
            record=record.pk, child_id=child.pk, to_ref=other.ref, with_involvements=with_involvements,
            because=because, by=by, now=world.now,
        )  # fmt: skip


def taken_off(world, child, *, with_involvements=True):
    record = SourceRecord.objects.get(source_key="child number s1")
    with acting(world.viewer("index"), now=world.now) as by:
        return services.take_record_off(
            record=record.pk, child_id=child.pk, with_involvements=with_involvements, because=WHY, by=by,
            now=world.now,
        )  # fmt: skip


def put_back(world, event, child, who="index"):
    with acting(world.viewer(who), now=world.now) as by:
        return services.put_record_back(
            event=event.pk, child_id=child.pk, because="She rang again: it was right", by=by, now=world.now
        )


def state(world, *children):
    with acting(world.viewer("index"), now=world.now):
        return dump(*[child.pk for child in children])


@pytest.fixture
def laid(world):
    """Asha, with the school's record, and another child."""
    child, other = world.child(), second_record(world, identifiers=())
    sent(world, ROW)
    assert LinkEvent.objects.get().child_id == child.pk
    return child, other


def test_a_record_moves_with_its_number_involvement_and_reach(world, laid):
    child, other = laid
    event = moved(world, child, other)
    assert (event.how, event.before_id, event.child_id, event.not_child_id) == (
        "moved", child.pk, other.pk, child.pk,
    )  # fmt: skip
    assert list(other.involvements.values_list("agency__code", flat=True)) == ["school"]
    assert not child.involvements.exists()
    assert Identifier.objects.get(kind="agency").child_id == other.pk
    source = other.involvements.get().ref
    assert Reach.objects.get(source=source).child_id == other.pk


@pytest.mark.parametrize("with_involvements", [True, False])
def test_undoing_a_move_is_exact(world, laid, with_involvements):
    child, other = laid
    before = state(world, child, other)
    event = moved(world, child, other, with_involvements=with_involvements)
    assert state(world, child, other) != before
    put_back(world, event, child)
    assert state(world, child, other) == before
    assert outcomes(sent(world, ROW)) == ["unchanged"]


@pytest.mark.parametrize("with_involvements", [True, False])
def test_undoing_a_taking_off_is_exact(world, laid, with_involvements):
    child, other = laid
    before = state(world, child, other)
    event = taken_off(world, child, with_involvements=with_involvements)
    put_back(world, event, child)
    assert state(world, child, other) == before


def test_the_next_file_finds_the_new_child(world, laid):
    child, other = laid
    moved(world, child, other)
    changed = (*ROW[:2], "Aisha", *ROW[3:])
    kept = sent(world, changed)
    assert ImportRow.objects.get(of=kept).child_id == other.pk
    assert not child.involvements.exists()


def test_the_same_file_again_goes_to_the_new_child_too(world, laid):
    child, other = laid
    moved(world, child, other)
    kept = sent(world, ROW)
    assert ImportRow.objects.get(of=kept).child_id == other.pk
    assert LinkEvent.objects.count() == 2


def test_a_record_taken_off_is_never_laid_there_again(world, laid):
    child, _ = laid
    taken_off(world, child)
    assert child.involvements.get().ends_on == world.today
    kept = sent(world, ROW)
    assert ImportRow.objects.get(of=kept).child_id != child.pk


def test_a_record_put_back_is_laid_there_again(world, laid):
    child, _ = laid
    put_back(world, taken_off(world, child), child)
    kept = sent(world, (*ROW[:4], "ZY8 8HH", ROW[5]))
    assert ImportRow.objects.get(of=kept).child_id == child.pk


def test_a_move_is_undone_once_and_not_after_another_change(world, laid):
    child, other = laid
    event = moved(world, child, other)
    again = moved(world, other, child)
    with pytest.raises(Refusal, match="changed since"):
        put_back(world, event, child)
    put_back(world, again, other)
    put_back(world, event, child)
    with pytest.raises(Refusal):
        put_back(world, event, child)


def test_separating_two_records_leaves_a_moved_one_where_it_is(world, laid):
    child, other = laid
    third = second_record(world)
    pair = join_records(world, SimpleNamespace(one=other, other=child))
    moved(world, other, third)
    separate(world, pair)
    assert SourceRecord.objects.get(source_key="child number s1").child_id == third.pk


def test_nobody_but_the_team_that_keeps_the_child_moves_a_record(world, laid):
    child, other = laid
    for who in ("senco", "data", "governance"):
        with pytest.raises(NotVisible):
            moved(world, child, other, who=who)


def test_reasons_and_sensible_children_are_asked_for(world, laid):
    child, other = laid
    with pytest.raises(Refusal, match="sentence"):
        moved(world, child, other, because="no")
    with pytest.raises(Refusal, match="already"):
        moved(world, child, child)


def test_a_child_of_elsewhere_is_not_there(world, laid):
    child, _ = laid
    far = world.child(authority_id=world.brindle)
    with pytest.raises(Refusal, match="no record with this reference"):
        moved(world, child, far)


def test_a_record_moves_to_a_shielded_child_and_back(world, laid):
    child, other = laid
    shield(world, other)
    before = state(world, child, other)
    event = moved(world, child, other)
    with acting(world.viewer("senco"), now=world.now):
        assert not LinkEvent.objects.filter(agency=world.agency["practice"]).exists()
    put_back(world, event, child)
    after = state(world, child, other)
    assert after == before
