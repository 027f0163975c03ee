"""Dead, zombie and mistaken process numbers."""

import os
import signal
import subprocess
import sys

import pytest

from teamaround.embedded import processes

SLEEP = [
    sys.executable,
    "-c",
    "import time; print(flush=True); time.sleep(60)",
    "a-name",
]


@pytest.fixture
def sleeper():
    process = subprocess.Popen(SLEEP, stdout=subprocess.PIPE)
    process.stdout.readline()
    yield process
    process.stdout.close()
    process.kill()
    process.wait()


def test_a_living_process_is_known_by_what_it_was_started_with(sleeper):
    assert processes.is_alive(sleeper.pid)
    assert processes.was_given(sleeper.pid, "a-name")
    assert not processes.was_given(sleeper.pid, "a-nam")


def test_a_zombie_is_not_alive(sleeper):
    sleeper.kill()
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)
    assert processes.state_letter(sleeper.pid) == "Z"
    assert not processes.is_alive(sleeper.pid)
    assert not processes.was_given(sleeper.pid, "a-name")


def test_no_process_and_no_number_are_not_alive(sleeper):
    sleeper.kill()
    sleeper.wait()
    assert not processes.is_alive(sleeper.pid)
    assert not processes.is_alive(0)


def test_a_name_with_brackets_does_not_mislead(tmp_path):
    (tmp_path / "self").mkdir()
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "stat").write_text("7 (odd) Z name) S 1 7 7 0")
    assert processes.state_letter(7, proc=tmp_path) == "S"


def test_without_proc_ps_is_asked(sleeper, tmp_path):
    assert processes.is_alive(sleeper.pid, proc=tmp_path)
    assert processes.was_given(sleeper.pid, "a-name", proc=tmp_path)


def test_end_waits_until_it_is_gone(sleeper):
    assert processes.end(sleeper.pid, how=signal.SIGTERM, within=5)
    assert not processes.is_alive(sleeper.pid)
