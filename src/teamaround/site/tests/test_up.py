"""The whole site as one command, and what it survives. It serves an installation of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from teamaround.embedded import SITE, connection, processes, running, serving

pytestmark = pytest.mark.slow
IDLE_LIMIT = 300_000  # kB in all, the database included


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A state folder of its own, removed with its database afterwards."""
    base = tmp_path_factory.mktemp("base")
    yield base
    if (base / SITE).exists():
        running.discard(base / SITE)


@pytest.fixture(scope="module")
def environment(base):
    dropped = ("DATABASE_URL", "TEAMAROUND_INSTALLATION", "TEAMAROUND_DEMO", connection.PASSED_ON)
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "TEAMAROUND_STATE": str(base), "PYTHONPATH": str(Path(__file__).parents[3])}


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(*words):
    return [sys.executable, "-P", "-m", "teamaround.site", *words]


def begin(environment, port):
    """Start the site; returns the process when it says that it is ready."""
    log = Path(environment["TEAMAROUND_STATE"]) / "said"
    with log.open("w") as said:
        process = subprocess.Popen(
            command("up", "--port", str(port)), env=environment, text=True,
            stdout=subprocess.PIPE, stderr=said, start_new_session=True,
        )  # fmt: skip
    for line in process.stdout:
        if "is ready" in line:
            return process
    process.stdout.close()
    raise AssertionError(f"the site ended with {process.wait()}: {log.read_text()}")


@pytest.fixture(scope="module")
def site(environment, port):
    process = begin(environment, port)
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    process.stdout.close()


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            return answer.status, json.load(answer)["status"]
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""
    except OSError:
        return 0, ""


def well_again(port, within=20):
    end = time.monotonic() + within
    while time.monotonic() < end:
        if health(port) == (200, "ok"):
            return True
        time.sleep(0.1)
    return False


def children_of(pid):
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def family(pid):
    return [pid, *(one for child in children_of(pid) for one in family(child))]


def server(base):
    """The process number of the site's database, as PostgreSQL itself keeps it.

    Not looked for among the processes: one that the database has just forked still wears its words.
    """
    data = running.home_of_data(base / SITE, running.account()) / "data"
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def test_it_is_well_and_a_second_one_is_told_so(site, environment, port, base):
    assert health(port) == (200, "ok")
    assert serving.who(base / SITE).pid == site.pid
    for wanted, code in ((port, 0), (port + 1, 1)):
        second = subprocess.run(
            command("up", "--port", str(wanted)), env=environment, capture_output=True, text=True, check=False
        )
        assert second.stdout == f"Teamaround is already running at http://127.0.0.1:{port}\n"
        assert second.returncode == code


def is_another_server(base, before):
    """Whether a new one has written its number; while it starts, there is none, or half of it."""
    try:
        return server(base) != before
    except (FileNotFoundError, IndexError, ValueError):
        return False


@pytest.mark.usefixtures("site")
def test_a_killed_database_comes_back_by_itself(port, base):
    before = server(base)
    os.kill(before, signal.SIGKILL)
    end = time.monotonic() + 20
    while not is_another_server(base, before):  # a session that outlives its server may still answer
        assert time.monotonic() < end
        time.sleep(0.1)
    assert well_again(port)


def test_killed_parts_come_back_by_themselves(site, port):
    for part in [pid for pid in children_of(site.pid) if not is_postgres(pid)]:
        os.kill(part, signal.SIGKILL)
    time.sleep(0.2)
    assert well_again(port)
    end = time.monotonic() + 10
    while len([pid for pid in children_of(site.pid) if not is_postgres(pid)]) < 2:
        assert time.monotonic() < end
        time.sleep(0.1)


def is_postgres(pid):
    return "postgres" in Path(f"/proc/{pid}/cmdline").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells shared memory apart")
def test_idle_it_is_small(site, port):
    assert health(port) == (200, "ok")
    assert 0 < sum(own_memory(pid) for pid in family(site.pid)) < IDLE_LIMIT


def own_memory(pid):
    """In KiB; none of a process that ended since it was listed, as the database's helpers do."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def test_a_killed_site_leaves_nobody_behind_and_the_next_takes_over(environment, port, base, site):
    members = [pid for pid in family(site.pid) if not is_postgres(pid)]
    database = server(base)
    site.kill()
    site.wait()
    next_one = begin(environment, port)
    try:
        assert well_again(port)
        assert server(base) == database
        assert not any(processes.is_alive(pid) for pid in members)
    finally:
        next_one.send_signal(signal.SIGTERM)
        assert next_one.wait(30) == 0
        next_one.stdout.close()
    assert not processes.is_alive(database)


def test_a_taken_port_is_said_in_a_sentence(environment, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        done = subprocess.run(
            command("up", "--port", str(number)), capture_output=True, text=True, check=False,
            env={**environment, "TEAMAROUND_STATE": str(tmp_path)},
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        f"teamaround: 127.0.0.1:{number} is used by another program. Choose another --port.\n"
    )
