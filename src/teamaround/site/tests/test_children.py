"""Processes that are kept alive."""

import os
import signal
import subprocess
import sys
import time

import pytest

from teamaround.embedded import processes
from teamaround.site import children
from teamaround.site.children import Child


def forever():
    while True:
        time.sleep(60)


@pytest.fixture
def child():
    child = Child("one", forever)
    yield child
    child.end(within=5)


def after_death(child, until):
    """Keep the child until something holds, as the watch does."""
    end = time.monotonic() + 10
    while not until():
        assert time.monotonic() < end
        child.keep()
        time.sleep(0.02)


def test_a_child_that_dies_is_started_again_more_slowly_each_time(child):
    assert child.keep()
    first, pause = child.pid, child.pause
    os.kill(first, signal.SIGKILL)
    after_death(child, lambda: child.pid not in (0, first))
    assert child.pause > pause
    assert processes.is_alive(child.pid)


def test_a_child_that_cannot_start_is_given_up():
    child = Child("one", lambda: sys.exit(children.GAVE_UP))
    child.keep()
    after_death(child, lambda: child.gave_up)
    assert child.keep() is False
    child.end(within=0)


def test_an_ended_child_is_gone(child):
    child.keep()
    pid = child.pid
    child.end(within=5)
    assert not processes.is_alive(pid)


def test_work_in_a_process_of_its_own_says_whether_it_worked(capfd):
    def fail():
        raise RuntimeError("a name")

    assert children.run_to_end(lambda: None)
    assert not children.run_to_end(fail)
    said = capfd.readouterr().err
    assert "RuntimeError" in said
    assert "a name" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_children_end_with_a_killed_parent():
    code = (
        "import time; from teamaround.site import children\n"
        "print(children.fork(lambda: time.sleep(60)), flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    pid = int(parent.stdout.readline())
    time.sleep(0.3)
    assert processes.is_alive(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 5
    while processes.is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not processes.is_alive(pid)
