"""What happens by itself happens once a day, whoever else is at it; what fails keeps nobody else."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connections

from teamaround.kernel import clock
from teamaround.kernel.refusal import UNFORESEEN, Refusal
from teamaround.rounds import queries, services
from teamaround.rounds.models import Gone
from teamaround.rounds.rules import Round, has_begun

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Walk:
    """A round that counts how often it was gone."""

    def __init__(self, name="walk", fault=None):
        self.times, self.fault, self.round = [], fault, Round(name, self.go)

    def go(self, now):
        self.times.append(now)
        if self.fault:
            raise self.fault
        return f"Gone {len(self.times)}."


def go(*walks, at=NOON):
    with clock.fixed(at):
        return services.go([each.round for each in walks], now=at)


def test_a_round_begins_in_the_morning_of_london():
    walk = Walk().round
    assert not has_begun(walk, now=datetime(2026, 7, 1, 5, 59, tzinfo=UTC))
    assert has_begun(walk, now=datetime(2026, 7, 1, 6, 0, tzinfo=UTC))  # seven in summer
    assert not has_begun(walk, now=datetime(2026, 12, 1, 6, 30, tzinfo=UTC))


@pytest.mark.django_db
def test_a_round_is_gone_once_a_day_and_says_what_came_of_it():
    walk = Walk()
    assert queries.last("walk") is None
    assert go(walk, at=NOON - timedelta(hours=8)) == 0
    assert [go(walk), go(walk), go(walk, at=NOON + timedelta(hours=9))] == [1, 0, 0]
    assert go(walk, at=NOON + timedelta(days=1)) == 1
    found = queries.last("walk")
    assert (found.on, found.said, found.failed) == (NOON.date() + timedelta(days=1), "Gone 2.", False)
    assert found.ended_at == NOON + timedelta(days=1)


@pytest.mark.django_db
def test_one_that_fails_is_written_down_and_the_others_are_gone():
    refused = Walk("refused", Refusal("no-post", "E-mail is not set up."))
    broken, well = Walk("broken", ValueError("a person's words")), Walk("well")
    assert go(refused, broken, well) == 3
    assert (queries.last("refused").failed, queries.last("refused").said) == (True, "E-mail is not set up.")
    assert (queries.last("broken").failed, queries.last("broken").said) == (True, UNFORESEEN)
    assert queries.last("well").said == "Gone 1."


@pytest.mark.django_db
def test_the_log_of_a_fault_holds_its_kind_alone(caplog):
    go(Walk("broken", ValueError("a person's words")))
    assert "broken failed: ValueError" in caplog.text and "words" not in caplog.text


@pytest.mark.django_db
def test_one_that_fails_is_gone_again_after_an_hour_three_times_at_most():
    walk = Walk(fault=Refusal("no-post", "No."))
    for minutes, times in ((0, 1), (59, 1), (61, 2), (130, 3), (200, 3)):
        go(walk, at=NOON + timedelta(minutes=minutes))
        assert len(walk.times) == times
    walk.fault = None
    assert go(walk, at=NOON + timedelta(days=1)) == 1 and not queries.last("walk").failed


@pytest.mark.django_db
def test_one_that_broke_off_is_gone_again_when_its_process_must_be_dead():
    walk = Walk(fault=OperationalError("the database went away"))
    with pytest.raises(OperationalError):
        go(walk)
    assert queries.last("walk").ended_at is None
    walk.fault = None
    assert go(walk, at=NOON + timedelta(minutes=110)) == 0
    assert go(walk, at=NOON + timedelta(minutes=130)) == 1


@pytest.mark.django_db
def test_a_year_of_rounds_is_kept():
    go(Walk())
    assert services.forget(now=NOON + timedelta(days=399)) == 0
    assert services.forget(now=NOON + timedelta(days=402)) == 1


def test_of_several_processes_one_goes_it(own_database):
    walk, together = Walk(), Barrier(4)

    def process():
        together.wait()
        go(walk)
        connections.close_all()

    threads = [Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(walk.times) == Gone.objects.get().tries == 1


def test_links_in_letters_need_to_know_where_the_site_is(settings):
    settings.ADDRESS = ""
    with pytest.raises(Refusal, match="TEAMAROUND_ADDRESS"):
        services.site_address()
    settings.ADDRESS = "https://help.example"
    assert services.site_address() == "https://help.example"
