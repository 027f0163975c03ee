"""Two records of one child: joined by two people, and separated again as they were."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.index import linking, reviewing, services
from teamaround.index.models import Key, Merge, PairToReview, Pointers
from teamaround.index.rules import PairAnswer, PairState, Wanted
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import portraits, queries, sealing, sources
from teamaround.people import services as people
from teamaround.people.rules import AttendanceKind, IdentifierKind, NameType, RelationshipType
from teamaround.people.services import (
    NewAddress,
    NewAttendance,
    NewCarer,
    NewIdentifier,
    NewName,
)
from teamaround.sharing.services import seal_identity

pytestmark = pytest.mark.django_db

Address, Child, Name, SealedDetails = (
    apps.get_model("people", name) for name in ("Address", "Child", "Name", "SealedDetails")
)
Standing = apps.get_model("sharing", "Standing")
OF_A_CHILD = (
    "people.Child", "people.Name", "people.Identifier", "people.Address", "people.Relationship",
    "people.Attendance", "people.FamilyMember", "people.Correction", "sharing.Standing",
    "sharing.Reach", "sharing.Shield", "index.Involvement", "index.Pointers",
    "index.ContactRequest", "index.SourceRecord",
)  # fmt: skip


def dump(*children):
    """Every row about these children, sealed ones opened, and the keys that lead to them."""
    found = {}
    for label in OF_A_CHILD:
        model = apps.get_model(label)
        field = "pk" if label == "people.Child" else "child_id"
        rows = model.objects.filter(**{f"{field}__in": children}).order_by("pk").values()
        found[label] = [json.dumps(row, default=str, sort_keys=True) for row in rows]
    found["sealed"] = [
        sealing.open_again(row.child_id, key_id=row.key_id, nonce=row.nonce, ciphertext=row.ciphertext)
        for row in SealedDetails.objects.filter(child_id__in=children).order_by("pk")
    ]
    found["keys"] = set(Key.objects.filter(child_id__in=children).values_list("child_id", "key", "is_hidden"))
    return found


def second_record(world, **changes):
    """The same child as somebody else wrote her down."""
    given = {
        "names": (NewName("Aisha", "Lindquist"), NewName("Ash", "", NameType.KNOWN_AS)),
        "born_on": date(2017, 3, 26),
        "addresses": (
            NewAddress("9 Old Road", "ZY3 3CC", date(2017, 1, 1), date(2018, 1, 1)),
            NewAddress("12 New Street", "ZY2 2BB", date(2020, 1, 1)),
        ),
        "identifiers": (
            NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0018"),
            NewIdentifier(IdentifierKind.AGENCY, "A7", world.agency["visiting"].pk),
        ),
        "carers": (
            NewCarer(RelationshipType.MOTHER, "Mira", "Lindqvist"),
            NewCarer(RelationshipType.GRANDMOTHER, "Greta", "Holm", is_main_carer=True),
        ),
        "attendances": (
            NewAttendance(world.agency["practice"].pk, AttendanceKind.GP_PRACTICE, date(2018, 4, 1)),
        ),
        **changes,
    }
    return world.child(**given)


@pytest.fixture
def two(world):
    """Two records of one child, with people around both."""
    one, other = world.child(), second_record(world)
    for child, who in ((one, "senco"), (other, "health_visitor")):
        with acting(world.viewer(who), now=world.now) as viewer:
            services.record_involvement(
                child_id=child.pk, by=viewer, now=world.now, starts_on=date(2024, 1, 1)
            )
    with acting(world.viewer("index"), now=world.now) as viewer:
        linking.keep_links(
            world.agency["visiting"].pk, {"A7": linking.Link(other.pk, "h")}, because="", now=world.now
        )
        services.ask_for_contact(child_id=other.pk, because="To ask", by=viewer, now=world.now)
        people.name_family(name="Lindqvist", child_ids=[other.pk], carer_ids=[], by=viewer, now=world.now)
    return SimpleNamespace(one=one, other=other)


def note(world, two, who="senco", because=("same mother",)):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.note_pair(
            one_id=two.other.pk, other_id=two.one.pk, because=because, by=viewer, now=world.now
        )


def propose(world, pair, keep, who="index", **changes):
    given = {"because": "The mother says so on the phone", "warnings_read": True, **changes}
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.propose_same(
            ref=pair.ref, version=given.pop("version", pair.version), kept_ref=keep.ref, by=viewer,
            now=world.now, **given,
        )  # fmt: skip


def answer(world, pair, said, who="index_two", because="Looked at both files", **changes):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.answer(
            ref=pair.ref, version=changes.get("version", pair.version), answer=said,
            because=because, by=viewer, now=world.now,
        )  # fmt: skip


def join(world, two):
    pair = propose(world, note(world, two), two.one)
    return answer(world, pair, PairAnswer.SAME)


def separate(world, pair, who="index", because="They are cousins"):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.unmerge(ref=pair.ref, because=because, by=viewer, now=world.now)


def state_of(world, two):
    with acting(world.viewer("index"), now=world.now):
        return dump(two.one.pk, two.other.pk)


def shield(world, child):
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.shield(
            child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )


def acts(act):
    return audit.asked_for(audit.Asked(acts=(act,)))


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


def open_assessment(world, child, state="open"):
    with acting(world.viewer("index"), now=world.now):
        services.note_common_assessment(
            child_id=child.pk, assessment_ref=f"A-{child.pk}", state=state, on=world.today,
            ask_agency_id=world.agency["school"].pk, ask_practitioner_id=None,
        )  # fmt: skip


def test_an_open_assessment_is_never_cut_off_from_its_child(world, two):
    pair = note(world, two)
    open_assessment(world, two.other)
    with pytest.raises(Refusal, match="Keep that record"):
        propose(world, pair, two.one)
    open_assessment(world, two.one)
    with pytest.raises(Refusal, match="Both records have an open"):
        propose(world, pair, two.one)


def test_an_assessment_opened_after_the_proposal_stops_the_joining(world, two):
    pair = propose(world, note(world, two), two.one)
    open_assessment(world, two.other)
    with pytest.raises(Refusal, match="Keep that record"):
        answer(world, pair, PairAnswer.SAME)


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
