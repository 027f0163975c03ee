"""Whom the keys of rows lead to: only those who may be meant, in one statement."""

from datetime import date, timedelta

import pytest
from django.db import connection

from teamaround.accounts.door import acting
from teamaround.index import looking_up
from teamaround.index.looking_up import MAY_BE_BORN_ON, MOST_CANDIDATES, Asked, meet
from teamaround.index.reading import salt
from teamaround.index.rules import (
    AddressAsWritten,
    NameAsWritten,
    PersonAsWritten,
    are_born_apart,
    look_up_keys,
    standardise,
)
from teamaround.people.services import NewAddress, NewName

pytestmark = pytest.mark.django_db

BORN = date(2017, 3, 27)
ASHA = PersonAsWritten(names=(NameAsWritten(given="Asha", family="Lindqvist"),), born_on=BORN)


@pytest.fixture(autouse=True)
def index(world):
    with acting(world.viewer("index"), now=world.now) as viewer:
        yield viewer


def asked(person):
    standard = standardise(person)
    return Asked(standard, look_up_keys(standard, salt=salt()))


def namesake(world, born_on, **more):
    said = {"identifiers": (), "carers": (), "addresses": (NewAddress("1 Far Lane", "ZX9 9ZZ"),)}
    return world.child(born_on=born_on, **(said | more)).pk


def test_a_namesake_born_on_another_day_is_not_met_and_one_a_slip_away_is(world):
    namesake(world, date(2011, 8, 9))
    slip = namesake(world, date(2017, 3, 21))
    swapped = namesake(world, date(2017, 11, 4))
    assert meet([asked(ASHA)]).likely == [[slip]]
    other = PersonAsWritten(names=ASHA.names, born_on=date(2017, 4, 11))
    assert meet([asked(other)]).likely == [[swapped]]


def test_a_namesake_who_shares_a_home_is_met_whatever_the_day(world):
    home = PersonAsWritten(names=ASHA.names, born_on=BORN, addresses=(AddressAsWritten(postcode="ZX9 9ZZ"),))
    far = namesake(world, date(2011, 8, 9))
    assert meet([asked(home)]).likely == [[far]]


def test_those_under_most_keys_come_first_and_no_more_than_may_be_compared(world):
    several = [namesake(world, BORN, names=(NewName(f"Asha{n:c}", "Other"),)) for n in range(97, 97 + 3)]
    same = namesake(world, BORN)
    (likely,) = meet([asked(ASHA)]).likely
    assert likely[0] == same and set(likely) <= {same, *several} and len(likely) <= MOST_CANDIDATES


def test_namesakes_do_not_push_out_a_twin(world, monkeypatch):
    monkeypatch.setattr(looking_up, "MOST_CANDIDATES", 2)
    mira = (NewName("Asha Mira", "Lindqvist"),)
    namesakes = [namesake(world, date(2017, 3, day), names=mira) for day in (21, 22)]
    twin = namesake(world, BORN, names=(NewName("Bela", "Lindqvist"),))
    person = PersonAsWritten(names=(NameAsWritten(given="Asha Mira", family="Lindqvist"),), born_on=BORN)
    assert meet([asked(person)]).likely == [[twin, namesakes[0]]]


def test_every_row_meets_its_own_and_a_child_known_by_its_source_is_fetched_too(world):
    asha, ben = (
        namesake(world, BORN),
        namesake(world, date(2014, 5, 13), names=(NewName("Ben", "Carver"),)),
    )
    known = namesake(world, date(2009, 1, 8), names=(NewName("Zed", "Quill"),))
    both = PersonAsWritten(names=(NameAsWritten(given="Ben", family="Carver"),), born_on=date(2014, 5, 13))
    met = meet([asked(ASHA), asked(both), asked(ASHA)], known=[known, asha])
    assert met.likely == [[asha], [ben], [asha]]
    assert set(met.kept) == {asha, ben, known}
    assert {met.kept[child].authority_id for child in met.kept} == {world.ashby}


def test_nobody_is_met_by_a_row_that_says_nothing(world):
    namesake(world, BORN)
    met = meet([asked(PersonAsWritten())])
    assert met.likely == [[]] and not met.kept


def test_it_is_one_statement(world, django_assert_num_queries):
    world.child()
    with django_assert_num_queries(1):
        meet([asked(ASHA)] * 20)


def test_whom_the_statement_leaves_out_was_born_apart(world):
    """Every date that Python would still compare by is one that the statement lets through."""
    days = [BORN + timedelta(days=step) for step in range(-800, 800)]
    days += [date(year, 3, 27) for year in range(1990, 2026)] + [date(2027, 3, 17), date(1917, 3, 27)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.said FROM unnest(%s::text[]) AS d (said) WHERE {MAY_BE_BORN_ON.format(day='%s::date')}",
            [[day.isoformat() for day in days], BORN, BORN, BORN],
        )
        let_through = {date.fromisoformat(said) for (said,) in cursor.fetchall()}
    assert {day for day in days if not are_born_apart((BORN,), (day,))} <= let_through
    assert len(let_through) < len(days) / 3
