"""Whom a record may mean, asked of the whole index."""

from dataclasses import replace
from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.index import services
from teamaround.index.rules import (
    AddressAsWritten,
    Kind,
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
)
from teamaround.kernel.refusal import Refusal
from teamaround.people import services as people

pytestmark = pytest.mark.django_db

ASHA = PersonAsWritten(
    names=(NameAsWritten(given="Asha", family="Lindqvist"),),
    born_on=date(2017, 3, 27),
    addresses=(AddressAsWritten(lines="4 Mill Lane", postcode="ZY1 1AA"),),
)
NUMBER_ALONE = PersonAsWritten(numbers=(NumberAsWritten(kind="nhs_number", value="9990000018"),))
POSTCODE_AND_DAY = PersonAsWritten(
    born_on=date(2017, 3, 27), addresses=(AddressAsWritten(postcode="ZY1 1AA"),)
)
OTHER_NAME_SAME_DOOR = PersonAsWritten(
    names=(NameAsWritten(given="Bo", family="Renamed"),),
    born_on=date(2017, 3, 27),
    addresses=(AddressAsWritten(lines="4 Mill Lane", postcode="ZY1 1AA"),),
)
STRANGER = PersonAsWritten(names=(NameAsWritten(given="Zebedee", family="Quill"),), born_on=date(2011, 1, 5))


def judged(world, person, who="data"):
    with acting(world.viewer(who), now=world.now) as viewer:
        return services.judge_person(person, by=viewer, now=world.now)


def shield(world, child):
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.shield(
            child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )


def test_the_child_is_recognised(world):
    child = world.child()
    outcome = judged(world, ASHA)
    assert (outcome.kind, outcome.child_id) == (Kind.MATCH, child.pk)
    assert judged(world, STRANGER).kind is Kind.NONE


@pytest.mark.parametrize("person", [ASHA, NUMBER_ALONE, POSTCODE_AND_DAY, OTHER_NAME_SAME_DOOR])
def test_a_row_that_touches_a_shielded_child_is_kept_apart_and_names_nobody(world, person):
    child = world.child()
    shield(world, child)
    outcome = judged(world, person)
    assert outcome.is_quarantined and outcome.child_id is None
    assert outcome.touches == () and outcome.contenders == ()
    assert judged(world, person, who="index").touches == (child.pk,)


def test_a_carers_telephone_alone_does_not_keep_a_row_apart(world):
    shield(world, world.child())
    cousin = replace(STRANGER, telephones=("01632 960001",))
    assert not judged(world, cousin).is_quarantined


def test_a_row_like_a_sealed_identity_is_kept_apart(world):
    from teamaround.sharing.services import seal_identity

    child = world.child()
    with acting(world.viewer("index"), now=world.now) as viewer:
        seal_identity(child_id=child.pk, by=viewer, now=world.now, because="New identity")
    assert judged(world, ASHA).is_quarantined


def test_a_child_kept_next_door_is_never_matched_nor_named(world):
    child = world.child()
    outcome = judged(world, ASHA, who="neighbour")
    assert outcome.kind is Kind.POTENTIAL and outcome.child_id is None
    assert child.pk not in outcome.contenders
    assert outcome.reasons == ("a person needs to look at this row",)


def test_many_rows_take_as_many_queries_as_one(world, django_assert_max_num_queries):
    world.child()
    with acting(world.viewer("data"), now=world.now) as viewer, django_assert_max_num_queries(16):
        outcomes = services.judge_people([ASHA, STRANGER] * 250, by=viewer, now=world.now)
    assert [outcome.kind for outcome in outcomes[:2]] == [Kind.MATCH, Kind.NONE]


def test_more_than_five_hundred_and_the_wrong_duty_are_refused(world):
    viewer = world.viewer("data")
    with pytest.raises(Refusal, match="500"):
        services.judge_people([ASHA] * 501, by=viewer, now=world.now)
    with pytest.raises(Refusal, match="duties"):
        services.judge_person(ASHA, by=replace(viewer, duties=frozenset({Duty.SEE_COUNTS})), now=world.now)
