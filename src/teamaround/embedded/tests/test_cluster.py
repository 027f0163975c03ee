"""A real private cluster: its roles, and what it survives."""

import os
import signal
import stat
import subprocess
import sys
import time

import psycopg
import pytest

from teamaround.embedded import Problem, processes, programs, running
from teamaround.embedded.connection import for_psycopg


def ask(entry, question, **other):
    with psycopg.connect(**{**for_psycopg(entry), **other}) as session:
        return session.execute(question).fetchall()


def test_neither_role_can_walk_through_row_security(database):
    rights = ask(
        database.connections.owner,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication "
        "FROM pg_roles WHERE rolname LIKE 'teamaround%' ORDER BY 1",
    )
    assert rights == [
        ("teamaround_app", False, False, False, False, False),
        ("teamaround_owner", False, False, True, False, False),
    ]
    owner = "SELECT rolname FROM pg_roles r JOIN pg_database d ON d.datdba = r.oid WHERE datname = %s"
    with psycopg.connect(**for_psycopg(database.connections.app)) as session:
        assert session.execute(owner, ["teamaround"]).fetchone() == ("teamaround_owner",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("CREATE TABLE mine (it int)")


def test_letters_extensions_and_safety(database):
    (row,) = ask(
        database.connections.app,
        "SELECT lower('ÅSA ŻÓŁĆ'), current_setting('server_encoding'), "
        "current_setting('listen_addresses'), current_setting('synchronous_commit'), "
        "current_setting('fsync'), (SELECT count(*) FROM pg_extension "
        "WHERE extname IN ('pg_trgm', 'btree_gist', 'btree_gin'))",
    )
    assert row == ("åsa żółć", "UTF8", "", "on", "on", 3)


def test_databases_made_later_have_the_extensions(database):
    entry = database.connections.owner
    with psycopg.connect(**for_psycopg(entry), autocommit=True) as session:
        session.execute("CREATE DATABASE later")
        assert ask(entry, "SELECT similarity('smith', 'smyth') > 0.3", dbname="later") == [(True,)]
        session.execute("DROP DATABASE later")


def test_without_the_password_nobody_gets_in(database):
    with pytest.raises(psycopg.OperationalError, match="authentication"):
        psycopg.connect(**{**for_psycopg(database.connections.app), "password": "wrong"})
    for folder in (database.cluster.data, database.cluster.sockets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_error_leaves_no_name_in_the_log(database):
    with pytest.raises(psycopg.errors.InvalidDatetimeFormat):
        ask(database.connections.owner, "SELECT 'Zebedee Quartermaine'::date")
    assert "Zebedee" not in database.cluster.log.read_text()


def remember(database, value):
    with psycopg.connect(**for_psycopg(database.connections.owner)) as session:
        session.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        session.execute("INSERT INTO kept VALUES (%s)", [value])


def kept(database):
    return [row[0] for row in ask(database.connections.owner, "SELECT value FROM kept ORDER BY 1")]


def test_a_killed_server_comes_back_with_everything_that_was_committed(database):
    remember(database, 1)
    before = database.cluster.pid()
    open_work = psycopg.connect(**for_psycopg(database.connections.owner))
    open_work.execute("INSERT INTO kept VALUES (99)")
    os.kill(before, signal.SIGKILL)
    while processes.is_alive(before) and database.is_up():
        time.sleep(0.01)
    assert not database.is_up()
    database.revive()
    open_work.close()
    assert database.is_up()
    assert database.cluster.pid() != before
    assert kept(database) == [1]


def test_a_zombie_server_does_not_stand_in_the_way(database):
    """Where nobody counts dead processes (a container without an init), its number stays taken."""
    remember(database, 2)
    pid = database.cluster.pid()
    process, database._process = database._process, None
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert processes.state_letter(pid) == "Z"
    database.revive()
    assert 2 in kept(database)
    process.wait()


def test_a_number_that_is_somebody_elses_now_does_not_stand_in_the_way(state):
    database = running.start(state)
    note = database.cluster.data / "postmaster.pid"
    lines = note.read_text().splitlines()
    database.stop()
    lines[0] = str(os.getpid())
    note.write_text("\n".join(lines))
    again = running.start(state)
    assert again.is_up()
    again.stop()
    assert not again.cluster.pid()


def test_a_second_command_uses_the_same_server_and_the_last_one_stops_it(state):
    one, two = running.start(state), running.start(state)
    assert one.cluster.pid() == two.cluster.pid()
    assert one.connections == two.connections
    one.stop()
    assert two.is_up()
    assert running.stop(state) is False
    two.stop()
    assert not two.is_up()
    assert running.stop(state) is True


def test_a_server_left_by_a_killed_command_is_taken_over(state):
    start = "import sys, os, signal; from pathlib import Path; from teamaround.embedded import running;"
    leave = "running.start(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    died = subprocess.run([sys.executable, "-c", start + leave, str(state)], check=False)
    assert died.returncode == -signal.SIGKILL
    database = running.start(state)
    assert database._process is None
    assert database.is_up()
    database.stop()
    assert not database.is_up()


def test_programs_of_another_version_are_refused_in_a_sentence(state, monkeypatch):
    running.start(state).stop()
    monkeypatch.setattr(running.Cluster, "major", 14)
    with pytest.raises(Problem, match="written by PostgreSQL 14"):
        running.start(state)


def test_a_database_whose_passwords_are_lost_is_set_aside(state):
    database = running.start(state)
    database.stop()
    (state / "secrets" / "superuser").unlink()
    said = []
    again = running.start(state, say=said.append)
    try:
        assert again.is_new
        assert "set aside" in said[0]
        assert len(list(again.cluster.home.glob("data.set-aside-*"))) == 1
    finally:
        again.stop()


def test_the_package_of_programs_will_do_where_nothing_is_installed(tmp_path, monkeypatch):
    wheel = next((p for p in map(programs._package, programs.WHEELS) if p), None)
    if wheel is None:
        pytest.skip("no package of PostgreSQL programs for this machine")
    monkeypatch.setenv("TEAMAROUND_POSTGRES", str(next(wheel.rglob("bin/initdb")).parent))
    tmp_path.chmod(0o700)
    database = running.start(tmp_path)
    try:
        (row,) = ask(database.connections.app, "SELECT lower('ÅSA'), similarity('smith', 'smyth') > 0")
        assert row == ("åsa", True)
    finally:
        database.stop()
        running.discard(tmp_path)
