"""Registering, changing and shielding: what stood before is kept, and who did it is recorded."""

import secrets
from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.kernel import upns
from teamaround.kernel.ids import ALPHABET, drawn_by, is_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import portraits, queries, services
from teamaround.people.models import Child
from teamaround.people.rules import IdentifierKind, NameType, RelationshipType, Sex
from teamaround.people.services import NewAddress, NewCarer, NewIdentifier, NewName

pytestmark = pytest.mark.django_db


def seen_by(world, who, child):
    with acting(world.viewer(who), now=world.now) as viewer:
        return portraits.portrait(viewer, child.pk, at=world.now)


def doing(world, who, verb, **facts):
    with acting(world.viewer(who), now=world.now) as viewer:
        return verb(by=viewer, now=world.now, **facts)


def shield(world, child):
    doing(
        world, "index", services.shield, child_id=child.pk, because="Court order", review_on=date(2027, 1, 1)
    )


def test_a_registered_child_is_seen_by_those_of_the_authority(world):
    child = world.child()
    seen = seen_by(world, "senco", child)
    assert seen.face.name == "Asha Lindqvist"
    assert seen.face.called == "Ash"
    assert seen.address.postcode == "ZY1 1AA"
    assert seen.school.agency.name == "Ashby Green School"
    assert audit.asked_for(audit.Asked(acts=("people.child_registered",))).get().children == [child.pk]


def test_next_door_does_not_know_of_the_child(world):
    child = world.child()
    with pytest.raises(NotVisible):
        seen_by(world, "neighbour", child)


def test_a_number_is_seen_by_those_who_need_it(world):
    child = world.child()
    assert [row.value for row in seen_by(world, "gp", child).identifiers] == ["999 000 0018"]
    assert seen_by(world, "senco", child).identifiers == ()


def test_an_agencys_own_number_is_seen_by_that_agency_alone(world):
    child = world.child()
    own = NewIdentifier(IdentifierKind.AGENCY, "P-17", world.agency["school"].pk)
    doing(world, "senco", services.record_identifier, child_id=child.pk, new=own, because="our roll")
    assert [row.value for row in seen_by(world, "senco", child).identifiers] == ["P-17"]
    assert "P-17" not in [row.value for row in seen_by(world, "gp", child).identifiers]


def test_a_shielded_childs_pupil_number_and_main_carer_are_hidden_since_they_tell_where_the_child_is(world):
    upn = upns.made_for(authority=901, school=2042, year=21, serial=7)
    child = world.child(identifiers=(NewIdentifier(IdentifierKind.UPN, upn),))
    assert [row.value for row in seen_by(world, "senco", child).identifiers] == [upn]
    assert seen_by(world, "senco", child).carers[0].is_main_carer
    shield(world, child)
    for who, numbers in (("senco", []), ("index", [upn])):
        seen = seen_by(world, who, child)
        assert [row.value for row in seen.identifiers] == numbers
        assert [row.name for row in seen.carers] == ["Mira Lindqvist"]
        assert seen.carers[0].is_main_carer == bool(numbers)


def test_a_number_that_fails_its_check_is_kept_and_marked(world):
    child = world.child(identifiers=())
    wrong = NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0019")
    asked = {"child_id": child.pk, "new": wrong, "because": "letter"}
    with pytest.raises(Refusal, match="its check does not fit"):
        doing(world, "gp", services.record_identifier, **asked)
    doing(world, "gp", services.record_identifier, is_written_so=True, **asked)
    assert [row.passes_check for row in seen_by(world, "gp", child).identifiers] == [False]


def test_a_number_that_fails_its_check_never_replaces_one_that_passes(world):
    child = world.child()
    wrong = NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0019")
    doing(
        world, "gp", services.record_identifier, child_id=child.pk, new=wrong, because="letter",
        is_written_so=True,
    )  # fmt: skip
    assert [row.value for row in seen_by(world, "gp", child).identifiers] == ["999 000 0018"]
    kept = child.identifiers.get(value="999 000 0019")
    assert not kept.passes_check and kept.replaced_at and kept.because == "letter"


def test_a_good_number_replaces_one_that_fails(world):
    child = world.child(identifiers=(NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0019"),))
    good = NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0018")
    doing(world, "gp", services.record_identifier, child_id=child.pk, new=good, because="letter")
    assert [row.value for row in seen_by(world, "gp", child).identifiers] == ["999 000 0018"]


def test_the_page_says_at_once_that_a_number_fails_and_what_to_do(world, sign_in):
    child = world.child()
    address = f"/children/{child.ref}/particulars/number/"
    typed = {"kind": "nhs_number", "value": "1234567890", "because": "letter"}
    assert b"is_written_so" not in sign_in("senco").get(address).content
    page = sign_in("senco").post(address, typed)
    assert page.status_code == 422
    assert "its check does not fit" in page.content.decode() and b"is_written_so" in page.content
    assert sign_in("senco").post(address, typed | {"is_written_so": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"born_on": None}, "born_on"),
        ({"expected_on": date(2027, 1, 1)}, "born_on"),
        ({"born_on": date(2026, 11, 21)}, "born_on"),
        ({"born_on": date(1990, 1, 1)}, "born_on"),
        ({"born_on": None, "expected_on": date(2028, 1, 1)}, "expected_on"),
        ({"names": (NewName("Asha", " "),)}, "family"),
    ],
)
def test_a_child_that_cannot_be_is_refused(world, changes, field):
    with pytest.raises(Refusal) as refused:
        world.child(**changes)
    assert refused.value.field == field


def test_a_birth_keeps_the_expected_date_in_the_history(world):
    child = world.child(
        born_on=None, expected_on=date(2026, 12, 1), names=(NewName("", "Lindqvist", NameType.PLACEHOLDER),)
    )
    assert seen_by(world, "senco", child).face.name == "Unborn baby Lindqvist"
    doing(
        world, "senco", services.record_birth, child_id=child.pk, born_on=date(2026, 11, 18),
        given="Otto", family="Lindqvist", sex=Sex.MALE,
    )  # fmt: skip
    seen = seen_by(world, "senco", child)
    assert seen.face.name == "Otto Lindqvist" and seen.face.expected_on is None
    with acting(world.viewer("senco"), now=world.now):
        kept = {row.field: row.before for row in queries.corrections(child.pk)}
    assert kept["expected_on"] == "2026-12-01"


def test_a_child_is_born_once(world):
    child = world.child()
    with pytest.raises(Refusal, match="already recorded"):
        doing(
            world, "senco", services.record_birth, child_id=child.pk, born_on=date(2017, 3, 27),
            given="Asha", family="Lindqvist", sex=Sex.FEMALE,
        )  # fmt: skip


def test_a_changed_name_stays_as_a_former_one_and_a_misspelt_one_does_not(world):
    child = world.child()
    change = dict(child_id=child.pk, type=NameType.LEGAL, given="Asha", because="deed")
    doing(world, "senco", services.change_name, family="Marsh", is_correction=False, **change)
    assert [row.family for row in seen_by(world, "senco", child).names if row.type == "former"] == [
        "Lindqvist"
    ]
    doing(world, "senco", services.change_name, family="Marsch", is_correction=True, **change)
    names = seen_by(world, "senco", child).names
    assert [row.family for row in names if row.type == "former"] == ["Lindqvist"]
    assert [row.family for row in names if row.type == "legal"] == ["Marsch"]


def test_the_second_writer_is_refused_and_nothing_changes(world):
    child = world.child()
    change = dict(child_id=child.pk, version=1, because="told by the family")
    doing(world, "senco", services.change_particulars, changes={"gender": "girl"}, **change)
    with pytest.raises(Refusal) as refused:
        doing(world, "gp", services.change_particulars, changes={"gender": "boy"}, **change)
    assert refused.value.code == "changed-meanwhile"
    assert seen_by(world, "senco", child).child.gender == "girl"


def test_a_move_keeps_the_address_before_and_a_correction_replaces_it(world):
    child = world.child()
    moved = NewAddress("9 Ford Street", "ZY1 1AB", world.today)
    doing(
        world,
        "senco",
        services.change_address,
        child_id=child.pk,
        new=moved,
        is_correction=False,
        because="m",
    )
    assert [row.postcode for row in seen_by(world, "senco", child).addresses] == ["ZY1 1AB", "ZY1 1AA"]
    right = NewAddress("9 Ford Road", "ZY1 1AC", world.today)
    doing(
        world, "senco", services.change_address, child_id=child.pk, new=right, is_correction=True, because="c"
    )
    assert [row.postcode for row in seen_by(world, "senco", child).addresses] == ["ZY1 1AC", "ZY1 1AA"]


def test_children_at_one_door_are_a_household_unless_one_is_confidential(world):
    child = world.child()
    sibling = world.child(names=(NewName("Otto", "Marsh"),), born_on=date(2020, 1, 2))
    world.child(
        names=(NewName("Guest", "Hidden"),), born_on=date(2019, 5, 5),
        addresses=(NewAddress("4 Mill Lane, Ashby", "zy11aa", is_confidential=True),),
    )  # fmt: skip
    with acting(world.viewer("senco"), now=world.now):
        assert queries.children_at_same_address(child.pk, at=world.now) == [sibling.pk]


def test_a_shielded_child_has_no_address_in_the_open_tables(world):
    child = world.child()
    shield(world, child)
    seen = seen_by(world, "senco", child)
    assert seen.hidden and seen.address is None and seen.school is None
    assert seen.carers[0].telephone == "" and seen.carers[0].name == "Mira Lindqvist"
    with acting(world.viewer("index"), now=world.now):
        assert queries.Address.objects.filter(child=child).count() == 0
    assert seen_by(world, "index", child).address.postcode == "ZY1 1AA"
    doing(world, "index", services.lift_shield, child_id=child.pk, because="Order ended")
    assert seen_by(world, "senco", child).address.postcode == "ZY1 1AA"


def test_only_the_index_team_changes_a_shielded_child_and_it_stays_sealed(world):
    child = world.child()
    shield(world, child)
    moved = NewAddress("1 Safe House", "ZY9 9ZZ", world.today)
    change = dict(child_id=child.pk, new=moved, is_correction=False, because="moved")
    with pytest.raises(Refusal):
        doing(world, "senco", services.change_address, **change)
    doing(world, "index", services.change_address, **change)
    assert seen_by(world, "index", child).address.postcode == "ZY9 9ZZ"
    with acting(world.viewer("index"), now=world.now):
        assert queries.Address.objects.filter(child=child).count() == 0


def test_only_the_index_team_shields_and_lifts(world):
    child = world.child()
    with pytest.raises(Refusal, match="index team"):
        doing(world, "senco", services.shield, child_id=child.pk, because="x", review_on=world.today)
    with pytest.raises(Refusal, match="not shielded"):
        doing(world, "index", services.lift_shield, child_id=child.pk, because="x")


def test_a_relationship_is_corrected_or_ended_and_the_row_before_is_kept(world):
    child = world.child()
    new = NewCarer(RelationshipType.GRANDMOTHER, "Vera", "Holt", has_parental_responsibility=True)
    row = doing(world, "senco", services.record_carer, child_id=child.pk, new=new)
    change = dict(type=RelationshipType.GRANDMOTHER, is_main_carer=False, because="order ended")
    doing(
        world, "senco", services.change_relationship, relationship_id=row.pk, lives_with_child=False,
        has_parental_responsibility=False, ends_on=world.today - timedelta(days=1), **change,
    )  # fmt: skip
    assert [who.name for who in seen_by(world, "senco", child).carers] == ["Mira Lindqvist"]


def test_a_family_is_named_by_those_who_see_its_children(world):
    child, other = world.child(), world.child(names=(NewName("Otto", "Marsh"),), born_on=date(2020, 1, 2))
    both = [child.pk, other.pk]
    doing(world, "senco", services.name_family, name="Mill Lane", child_ids=both, carer_ids=[])
    with acting(world.viewer("senco"), now=world.now):
        family = queries.families_of(other.pk).get()
        assert sorted(queries.children_in_family(family.pk)) == sorted(both)
    with pytest.raises(NotVisible):
        doing(world, "neighbour", services.name_family, name="x", child_ids=both, carer_ids=[])


def test_a_death_is_not_before_the_birth(world):
    child = world.child()
    with pytest.raises(Refusal):
        doing(world, "senco", services.record_death, child_id=child.pk, died_on=date(2010, 1, 1))
    doing(world, "senco", services.record_death, child_id=child.pk, died_on=world.today)
    assert seen_by(world, "senco", child).face.died_on == world.today


def test_many_whose_references_meet_get_others(world):
    taken = world.child()
    drawn = iter([taken.ref, taken.ref])

    def draw(prefix):
        """The first two children draw a reference that somebody has."""
        ref = next(drawn, None) if prefix == "C" else None
        return number_of(ref) if ref else secrets.randbits(40)

    with acting(world.viewer("index"), now=world.now) as by, drawn_by(draw):
        made = services.register_children(news=[world.new_child(), world.new_child()], by=by, now=world.now)
        refs = set(Child.objects.filter(pk__in=[taken.pk, *made]).values_list("ref", flat=True))
    assert len(refs) == 3 and taken.ref in refs and all(is_ref(ref, "C") for ref in refs)


def number_of(ref):
    return sum(ALPHABET.index(letter) << (5 * place) for place, letter in enumerate(ref[2:10]))
