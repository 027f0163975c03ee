"""Two records that may be one child: noted by anybody, decided by two of the index team."""

from datetime import date
from types import SimpleNamespace

import pytest

from teamaround.accounts.door import acting
from teamaround.index import reviewing, services
from teamaround.index.models import FirstLook, Merge, PairToReview, Pointers
from teamaround.index.rules import PairAnswer, PairState
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people.services import NewName
from teamaround.sharing.services import seal_identity

from .two_records import acts, answer, look, note, open_assessment, propose, separate, two_records

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(world):
    return two_records(world)


# noting


def test_a_pair_is_noted_once_whoever_notes_it_and_in_whatever_order(world, two):
    first = note(world, two)
    with acting(world.viewer("gp"), now=world.now) as viewer:
        again = services.note_pair(
            one_id=two.one.pk, other_id=two.other.pk, because=["same"], by=viewer, now=world.now
        )
    assert first == again and first.noted_because == ["same mother"]
    assert acts("index.pair_noted").get().children == sorted([two.one.pk, two.other.pk])


def test_what_may_not_be_noted(world, two):
    far = world.child(by="neighbour", authority_id=world.brindle)
    with pytest.raises(Refusal, match="same record"):
        note(world, SimpleNamespace(one=two.one, other=two.one))
    with pytest.raises(NotVisible):
        note(world, SimpleNamespace(one=two.one, other=far))
    with pytest.raises(Refusal, match="Write why"):
        note(world, two, because=(" ",))


def test_a_sealed_identity_and_another_authoritys_child_are_never_part_of_a_pair(world, two):
    far = world.child(authority_id=world.brindle)
    with acting(world.viewer("neighbour"), now=world.now) as viewer:
        services.record_involvement(child_id=far.pk, by=viewer, now=world.now, starts_on=date(2024, 1, 1))
    with acting(world.viewer("index"), now=world.now) as viewer:
        services.record_involvement(
            child_id=two.one.pk, by=viewer, now=world.now, starts_on=date(2024, 1, 1),
            agency_id=world.agency["brindle-care"].pk,
        )  # fmt: skip
    with pytest.raises(Refusal, match="two authorities"):
        note(world, SimpleNamespace(one=two.one, other=far), who="neighbour")
    with acting(world.viewer("index"), now=world.now) as viewer:
        seal_identity(child_id=two.other.pk, by=viewer, now=world.now, because="New identity")
    with pytest.raises(NotVisible):
        note(world, two)
    with pytest.raises(Refusal, match="sealed"):
        note(world, two, who="index")


def test_no_list_links_an_identity_that_was_sealed_since(world, two):
    pair = note(world, two)
    with acting(world.viewer("index"), now=world.now) as viewer:
        assert list(reviewing.waiting(viewer)) == [pair]
        seal_identity(child_id=two.other.pk, by=viewer, now=world.now, because="New identity")
        assert not reviewing.waiting(viewer) and reviewing.pair(viewer, pair.ref) is None
    with pytest.raises(Refusal, match="sealed"):
        propose(world, pair, two.one)


# deciding


def test_two_different_people_decide(world, two):
    pair = propose(world, note(world, two), two.one)
    with pytest.raises(Refusal, match="other than the person"):
        answer(world, pair, PairAnswer.SAME, who="index")
    assert not Merge.objects.exists()
    answer(world, pair, PairAnswer.SAME)
    merged = Merge.objects.get()
    assert (merged.kept_id, merged.joined_id) == (two.one.pk, two.other.pk)
    assert merged.proposed_by.name == "Ivo Penn" and merged.merged_by.name == "Una Reid"
    both = sorted([two.one.pk, two.other.pk])
    for act in ("index.pair_proposed", "index.pair_answered", "index.merged"):
        assert acts(act).get().children == both


def test_nothing_is_joined_that_nobody_proposed(world, two):
    with pytest.raises(Refusal, match="first propose"):
        answer(world, note(world, two), PairAnswer.SAME)


@pytest.mark.parametrize("who", ["senco", "governance", "neighbour"])
def test_only_the_index_team_decides(world, two, who):
    pair = note(world, two)
    with pytest.raises(NotVisible):
        propose(world, pair, two.one, who=who)
    with pytest.raises(NotVisible):
        answer(world, pair, PairAnswer.DIFFERENT, who=who)


def test_each_refusal_of_a_proposal_is_a_sentence(world, two):
    pair = note(world, two)
    with pytest.raises(Refusal, match="which record to keep"):
        propose(world, pair, SimpleNamespace(ref="C-NOBODY"))
    with pytest.raises(Refusal, match="in a sentence"):
        propose(world, pair, two.one, because="same")
    with pytest.raises(Refusal, match="meanwhile"):
        propose(world, pair, two.one, version=7)
    pair = propose(world, pair, two.one)
    with pytest.raises(Refusal, match="already proposed"):
        propose(world, pair, two.other, who="index_two")


def test_twins_are_warned_about_in_words(world):
    one = world.child()
    twin = world.child(names=(NewName("Bodil", "Lindqvist"),), identifiers=())
    pair = note(world, SimpleNamespace(one=one, other=twin))
    with acting(world.viewer("index"), now=world.now):
        compared = reviewing.compared(pair)
    assert "same date of birth" in compared.agree and "given name differs" in compared.differ
    assert any("twin" in words for words in compared.warnings)
    with pytest.raises(Refusal, match="twins"):
        propose(world, pair, one, warnings_read=False)


def test_two_children_are_remembered_as_two(world, two):
    pair = answer(world, note(world, two), PairAnswer.DIFFERENT)
    assert pair.state == PairState.DIFFERENT
    assert note(world, two, who="gp").state == PairState.DIFFERENT
    assert PairToReview.objects.count() == 1 and acts("index.pair_noted").count() == 1
    with pytest.raises(Refusal, match="decided already"):
        answer(world, pair, PairAnswer.NOT_SURE)


def test_not_sure_leaves_the_pair_open_with_what_was_found_out(world, two):
    pair = propose(world, note(world, two), two.one)
    pair = answer(world, pair, PairAnswer.NOT_SURE, because="Waiting for the school")
    assert (pair.state, pair.kept_id, pair.note) == (PairState.OPEN, None, "Waiting for the school")
    assert propose(world, pair, two.other).state == PairState.PROPOSED


def test_an_open_assessment_goes_along_with_its_child(world, two):
    """Whichever record is kept, and though both may have one: what is open speaks before what is closed."""
    open_assessment(world, two.one, state="closed")
    open_assessment(world, two.other)
    pair = answer(world, propose(world, note(world, two), two.one), PairAnswer.SAME)
    pointing = Pointers.objects.get(child=two.one)
    assert (pointing.assessment_ref, pointing.assessment_state) == (f"A-{two.other.pk}", "open")
    separate(world, pair)
    for child, state in ((two.one, "closed"), (two.other, "open")):
        pointing = Pointers.objects.get(child=child)
        assert (pointing.assessment_ref, pointing.assessment_state) == (f"A-{child.pk}", state)


# what the records alone tell somebody


def test_nobody_answers_before_they_have_looked_and_the_first_look_stays(world, two):
    pair = note(world, two)
    with acting(world.viewer("index"), now=world.now) as viewer, pytest.raises(Refusal, match="First say"):
        services.answer(
            ref=pair.ref, version=pair.version, answer=PairAnswer.DIFFERENT, because="They are cousins",
            by=viewer, now=world.now,
        )  # fmt: skip
    look(world, pair, said=PairAnswer.SAME)
    look(world, pair, said=PairAnswer.DIFFERENT)
    answer(world, pair, PairAnswer.DIFFERENT, who="index")
    kept = FirstLook.objects.get()
    assert (kept.said, kept.account_id) == ("same", world.viewer("index").account_id)
    assert acts("index.pair_looked_at").get().children == sorted([two.one.pk, two.other.pk])


def test_only_the_index_team_looks(world, two):
    pair = note(world, two)
    with pytest.raises(NotVisible):
        look(world, pair, who="senco")
