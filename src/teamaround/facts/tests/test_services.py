"""Taking facts, counting them again, and that nobody changes one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from teamaround.accounts.door import acting
from teamaround.audit.models import Entry
from teamaround.facts import queries, register, services
from teamaround.facts.rules.periods import month_ends_before
from teamaround.facts.rules.small_numbers import KeptBack
from teamaround.kernel.refusal import NotVisible, Refusal

from .conftest import among

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 31)


def takes(world, keeper, where="", over="year", as_at=OCTOBER):
    with acting(keeper, now=world.now):
        return services.take(
            "sheep", parameters={"where": where, "over": over}, as_at=as_at, by=keeper, at=world.now
        )


def test_a_fact_has_its_question_its_number_and_its_hash(world, keeper, flock):
    fact = takes(world, keeper)
    assert fact.ref.startswith("FA-") and fact.title == "Sheep that were counted"
    assert (fact.value, fact.n, fact.top) == (0.75, 40, 30)
    assert fact.shown == "75% (30 of 40 sheep)" and fact.number == "75%"
    assert fact.between == "between 60% and 86%"
    assert (fact.since, fact.as_at) == (date(2025, 11, 1), OCTOBER) and fact.where == "The whole area"
    assert fact.taken_by_name == keeper.name and len(fact.source_hash) == 64
    assert queries.fact(fact.ref) == fact and queries.fact("FA-000000000") is None
    assert queries.facts([fact.ref]) == {fact.ref: fact}
    assert flock.asked[0].authority_id == world.ashby
    assert Entry.objects.latest("pk").act == "facts.taken"


def test_counted_again_it_is_the_same_until_a_record_changes(world, keeper, flock):
    fact = takes(world, keeper)
    again = queries.again(fact.ref)
    assert again.is_same and again.shown == fact.shown and again.source_hash == fact.source_hash
    flock.answers[""] = among(31, 40)
    again = queries.again(fact.ref)
    assert not again.is_same and again.shown == "78% (31 of 40 sheep)"
    assert queries.fact(fact.ref) == fact
    assert flock.asked[0] == flock.asked[-1]
    with pytest.raises(NotVisible):
        queries.again("FA-000000000")


def test_what_is_kept_back_is_not_in_what_is_handed_out(world, keeper, flock):
    flock.answers[""] = among(3, 40)
    fact = takes(world, keeper)
    assert (fact.value, fact.top, fact.interval, fact.n) == (None, None, None, 40)
    assert fact.shown == "About fewer than 5 children, of 40 sheep" and fact.number == ""
    flock.answers[""] = among(1, 3)
    assert takes(world, keeper).n is None
    assert queries.again(fact.ref).shown == "It is about fewer than 5 children: too few to show"


def test_a_year_and_its_months_do_not_tell_the_small_one(world, keeper, flock):
    few = date(2026, 6, 30)
    flock.count = lambda asked: among(80, 120) if asked.since.year == 2025 else (
        among(2, 3) if asked.as_at == few else among(6 + asked.as_at.month, 12 + 2 * asked.as_at.month)
    )  # fmt: skip
    register._measures["sheep"] = replace(register.measure("sheep"), count=flock.count)
    year = takes(world, keeper)
    assert year.value is not None
    with acting(keeper, now=world.now):
        months = services.take_months(
            "sheep", where="", ends=month_ends_before(date(2026, 11, 1), 12), by=keeper, at=world.now
        )
    hidden = [each for each in months if each.kept_back]
    assert [each.as_at for each in months if each.kept_back is KeptBack.ALL] == [few]
    assert [each.kept_back for each in hidden].count(KeptBack.BESIDE) == 1
    other = next(each for each in hidden if each.kept_back is KeptBack.BESIDE)
    assert other.value is None and other.n is None and "beside it" in other.shown
    assert queries.again(other.ref).is_same and queries.again(other.ref).shown == other.shown


def test_what_cannot_be_counted_is_refused(world, keeper, flock):
    with pytest.raises(Refusal, match="for that place"):
        takes(world, keeper, where="nowhere")
    with pytest.raises(Refusal, match="over 1 to 60 months"):
        takes(world, keeper, over="a week")
    with pytest.raises(Refusal, match="has not come"):
        takes(world, keeper, as_at=world.today + timedelta(days=1))
    with pytest.raises(Refusal, match="see counts or keep plans"):
        takes(world, world.viewer("senco"))
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="no such measure"):
        services.take("goats", parameters={}, as_at=OCTOBER, by=keeper, at=world.now)
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="for that place"):
        services.take("sheep", parameters={"colour": "black"}, as_at=OCTOBER, by=keeper, at=world.now)


def test_the_database_lets_nobody_change_a_fact(world, keeper, flock):
    takes(world, keeper)
    for told in ("UPDATE facts_fact SET shown = 'All'", "DELETE FROM facts_fact", "TRUNCATE facts_fact"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(told)


def test_even_the_owner_of_the_tables_changes_none(world, keeper, flock):
    """The role that migrates is refused as well: by the trigger, not by a missing right."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'facts_fact'::regclass AND tgenabled = 'O'"
        )
        found = {name for (name,) in cursor.fetchall()}
    assert {"facts_fact_keep", "facts_fact_keep_all"} <= found
