"""The program: its list of commands, its ways out."""

import errno
import subprocess
import sys

import pytest

from teamaround.embedded import DEMO, SITE, Problem, serving
from teamaround.kernel.refusal import Refusal
from teamaround.site import faults, installation, program


@pytest.fixture
def commands(monkeypatch):
    register = program.Register()
    monkeypatch.setattr(program, "collect", lambda: register)

    def add(name, run, **more):
        register.add(name, help="does it", run=run, needs_django=False, **more)

    return add


def stop(error):
    def run(chosen):
        raise error

    return run


def test_help_lists_every_command_with_one_line_and_does_not_load_django():
    code = (
        "import sys; from teamaround.site import program\n"
        "try: program.main(['--help'])\n"
        "except SystemExit as end: sys.exit(end.code or ('django' in sys.modules) * 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name, command in program.collect().commands.items():
        assert f"  {name} " in done.stdout
        assert command.help in done.stdout
        assert "\n" not in command.help


def test_words_reach_the_command_and_its_code_comes_back(commands):
    commands(
        "audit verify", lambda chosen: chosen.number, arguments=lambda p: p.add_argument("number", type=int)
    )
    assert program._run(["audit", "verify", "7"]) == 7


def test_unknown_words_are_refused_unless_the_command_takes_them(commands):
    commands("plain", lambda chosen: 0)
    commands("takes", lambda chosen: len(chosen.rest), arguments=lambda p: p.set_defaults(rest=[]))
    with pytest.raises(SystemExit):
        program._run(["plain", "--more"])
    assert program._run(["takes", "-k", "one", "--more"]) == 3


def test_an_unknown_command_is_a_sentence(commands, capsys):
    assert program._run(["dance"]) == 1
    assert "There is no command “dance”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Problem("Do this."), "Do this."),
        (Refusal("no", "Not before that."), "Not before that."),
        (OSError(errno.ENOSPC, "No space"), "The disk is full"),
    ],
)
def test_what_stands_in_the_way_ends_in_a_sentence(commands, capsys, error, said):
    commands("do", stop(error))
    assert program._run(["do"]) == 1
    assert said in capsys.readouterr().err


def test_the_unforeseen_is_written_to_a_file_without_what_it_said(commands, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("TEAMAROUND_STATE", str(tmp_path))
    commands("do", stop(ValueError("Zebedee Quartermaine, born 2017-03-27")))
    assert program._run(["do"]) == 1
    said = capsys.readouterr().err
    (file,) = (tmp_path / "faults").iterdir()
    assert str(file) in said
    assert "Traceback" not in said
    written = file.read_text()
    assert "ValueError" in written
    assert "test_program.py" in written
    assert "Zebedee" not in said + written


def test_a_command_on_what_was_never_made_says_what_to_do(commands, capsys, monkeypatch):
    from django.db import ProgrammingError
    from psycopg.errors import UndefinedTable

    def no_table(chosen):
        raise ProgrammingError("relation is not there") from UndefinedTable()

    monkeypatch.setenv("TEAMAROUND_INSTALLATION", "demo")
    commands("do", no_table)
    assert program._run(["do"]) == 1
    said = capsys.readouterr().err
    assert "Nothing has been made here yet under “demo”" in said and "./teamaround demo" in said


def test_debugging_shows_the_traceback(commands, monkeypatch):
    monkeypatch.setenv("TEAMAROUND_DEBUG", "1")
    commands("do", stop(ValueError("seen")))
    with pytest.raises(ValueError, match="seen"):
        program._run(["do"])
    assert faults.is_debugging()


def test_ctrl_c_is_quiet(commands, capsys):
    commands("do", stop(KeyboardInterrupt()))
    assert program._run(["do"]) == 130
    assert capsys.readouterr().err == "\nStopped.\n"


@pytest.fixture
def base(monkeypatch, tmp_path):
    monkeypatch.setenv("TEAMAROUND_STATE", str(tmp_path))
    for name in ("TEAMAROUND_INSTALLATION", "DATABASE_URL", "TEAMAROUND_DEMO", "DATABASE_APP_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in (SITE, DEMO):
        (tmp_path / name).mkdir()
    return tmp_path


def test_a_command_is_about_the_installation_that_is_there(base):
    assert installation.choose(None) == SITE
    (base / DEMO / "connections.json").touch()
    assert installation.choose(None) == DEMO
    (base / SITE / "connections.json").touch()
    assert installation.choose(None) == SITE
    assert installation.choose("demo") == DEMO


def test_a_command_is_about_the_installation_that_is_served(base):
    claim = serving.claim(base / DEMO, "http://127.0.0.1:8000")
    assert installation.choose(None) == DEMO
    other = serving.claim(base / SITE, "http://127.0.0.1:8001")
    with pytest.raises(Problem, match="--on site or --on demo"):
        installation.choose(None)
    claim.close()
    other.close()


def test_invented_people_never_go_into_somebodys_database(base, monkeypatch):
    import os

    monkeypatch.setenv("DATABASE_URL", "postgres://a:b@h/real")
    monkeypatch.setenv("DATABASE_APP_URL", "postgres://c:d@h/real")
    installation.enter(DEMO)
    assert os.environ["TEAMAROUND_DEMO"] == "1"
    assert "DATABASE_URL" not in os.environ
    assert "DATABASE_APP_URL" not in os.environ
