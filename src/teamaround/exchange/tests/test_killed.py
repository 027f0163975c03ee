"""A large file, killed half-way by the hand that no program can stop, goes on and doubles nobody."""

import os
import signal
import time

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import queries, services
from teamaround.exchange.models import Import
from teamaround.exchange.rules.progress import State
from teamaround.exchange.services import Said
from teamaround.kernel import clock
from teamaround.people.models import Child

from .many_rows import roll

ROWS = int(os.environ.get("TEAMAROUND_IMPORT_ROWS", "3000"))
FAULTY = ROWS * 3 // 100


@pytest.fixture
def settled_world(own_database):
    from tests.world import make

    return make(clock.now())


def begun(world, content):
    with acting(world.viewer("data")) as by:
        kept = services.receive(
            content=content, file_name="roll.csv", agency_id=by.agency_id, by=by, now=clock.now()
        )
        if kept.state == State.RECEIVED:
            services.settle(ref=kept.ref, said=Said(), by=by, now=clock.now())
        services.begin(ref=kept.ref, by=by, now=clock.now())
    return kept.ref


def in_its_own_process(work):
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return pid


def seen(world, ref):
    with acting(world.viewer("data")) as by:
        return queries.import_of(by, ref)


@pytest.mark.slow
def test_killed_half_way_it_goes_on_and_the_second_time_changes_nothing(settled_world):
    world, content = settled_world, roll(ROWS, FAULTY)
    ref = begun(world, content)
    by = world.viewer("data")
    pid = in_its_own_process(lambda: services.take_in(ref=ref, by=by, progress=lambda done, rows: None))
    while seen(world, ref).done < ROWS // 3:
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    half = seen(world, ref)
    assert half.state == State.RUNNING
    assert 0 < half.done < ROWS
    assert begun(world, content) == ref

    worked = time.process_time()
    kept = services.take_in(ref=ref, by=by, progress=lambda done, rows: None)
    assert (time.process_time() - worked) * 10_000 / ROWS < 45  # ours; the rest of a minute is the database's
    assert (kept.state, kept.rows, kept.refused) == (State.DONE, ROWS, FAULTY)
    with acting(by):
        assert queries.counts_of(kept).reconciles
        children = Child.objects.count()
    assert children == kept.new

    again = begun(world, content)
    assert again != ref
    second = services.take_in(ref=again, by=by, progress=lambda done, rows: None)
    with acting(by):
        assert Child.objects.count() == children
        assert Import.objects.count() == 2
    assert (second.new, second.matched) == (0, 0)
    assert second.unchanged == kept.new + kept.matched + kept.unchanged
