"""Whatever two records hold, joining and separating them gives back both."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teamaround.accounts.door import acting
from teamaround.index.rules import PairAnswer
from teamaround.people import services as people
from teamaround.people.models import Address
from teamaround.people.rules import AttendanceKind, IdentifierKind, NameType, RelationshipType
from teamaround.people.services import (
    NewAddress,
    NewAttendance,
    NewCarer,
    NewIdentifier,
    NewName,
)

from .two_records import answer, dump, note, propose, separate, shield

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2012, 1, 1), date(2024, 1, 1))
GIVEN = st.sampled_from(["Asha", "Aisha", "ASHA", "Bo", "Noor"])
FAMILY = st.sampled_from(["Lindqvist", "Lindquist", "Holm"])
NAMES = st.lists(
    st.builds(NewName, GIVEN, FAMILY, st.sampled_from([NameType.KNOWN_AS, NameType.FORMER])),
    max_size=3,
)
ADDRESSES = st.lists(
    st.builds(
        NewAddress, st.sampled_from(["4 Mill Lane", "9 Old Road"]),
        st.sampled_from(["ZY1 1AA", "ZY3 3CC"]), DAYS,
    ),
    max_size=2,
)  # fmt: skip
NUMBERS = st.lists(
    st.builds(
        NewIdentifier, st.just(IdentifierKind.NHS_NUMBER), st.sampled_from(["9990000018", "9990000026"])
    ),
    max_size=2,
)
CARERS = st.lists(
    st.builds(
        NewCarer, st.sampled_from([RelationshipType.MOTHER, RelationshipType.FATHER]), GIVEN,
        FAMILY, is_main_carer=st.booleans(),
    ),
    max_size=2,
)  # fmt: skip
RECORDS = st.fixed_dictionaries(
    {
        "legal": st.builds(NewName, GIVEN, FAMILY), "names": NAMES, "addresses": ADDRESSES,
        "identifiers": NUMBERS, "carers": CARERS, "born_on": DAYS,
        "agencies": st.lists(st.sampled_from(["school", "practice"]), max_size=2),
        "is_shielded": st.booleans(),
    }
)  # fmt: skip
LATER = st.sets(st.sampled_from(["address", "name", "number", "carer"]))


def registered(world, facts):
    kinds = {"school": AttendanceKind.SCHOOL, "practice": AttendanceKind.GP_PRACTICE}
    child = world.child(
        names=(facts["legal"], *facts["names"]), born_on=facts["born_on"],
        addresses=tuple(facts["addresses"]), identifiers=tuple(facts["identifiers"]),
        carers=tuple(facts["carers"]),
        attendances=tuple(
            NewAttendance(world.agency[code].pk, kinds[code], date(2021, 9, 1))
            for code in facts["agencies"]
        ),
    )  # fmt: skip
    if facts["is_shielded"]:
        shield(world, child)
    return child


def edited(world, child, later):
    """What happens to the kept record while the two are one."""
    with acting(world.viewer("index"), now=world.now) as by:
        on = {"child_id": child.pk, "because": "later", "by": by, "now": world.now}
        if "address" in later:
            new = NewAddress("1 Later Way", "ZY4 4DD")
            people.change_address(new=new, is_correction=False, **on)
        if "name" in later:
            people.change_name(type=NameType.LEGAL, given="New", family="Name", is_correction=False, **on)
        if "number" in later:
            people.record_identifier(new=NewIdentifier(IdentifierKind.NHS_NUMBER, "9990000034"), **on)
        if "carer" in later:
            on.pop("because")
            people.record_carer(new=NewCarer(RelationshipType.AUNT, "Later", "Aunt"), **on)


def state(world, *children):
    with acting(world.viewer("index"), now=world.now):
        return dump(*[child.pk for child in children])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=RECORDS, other=RECORDS, later=LATER)
def test_joining_and_separating_gives_back_both(world, one, other, later):
    kept, joined = registered(world, one), registered(world, other)
    both, theirs = state(world, kept, joined), state(world, joined)
    pair = propose(world, note(world, SimpleNamespace(one=kept, other=joined)), kept)
    pair = answer(world, pair, PairAnswer.SAME)
    edited(world, kept, later)
    separate(world, pair)
    assert state(world, joined) == theirs
    if not later:
        assert state(world, kept, joined) == both


def test_what_is_sealed_stands_in_the_order_in_which_it_was_recorded(world):
    """Wherever the rows lie on the disk: one that was written to again lies behind the others."""
    old = NewAddress("9 Old Road", "ZY3 3CC", date(2015, 1, 1), date(2019, 1, 1))
    child = world.child(addresses=(old, NewAddress("4 Mill Lane", "ZY1 1AA", date(2019, 1, 1))))
    first, second = Address.objects.filter(child=child).order_by("pk")
    Address.objects.filter(pk=first.pk).update(address_key="elsewhere")
    shield(world, child)
    (sealed,) = state(world, child)["sealed"]
    assert [row["id"] for row in sealed["Address"]] == [first.pk, second.pk]
