"""`teamaround audit ...`: on a running database, and on a copy with no database at all."""

import os
import subprocess
import sys
from argparse import Namespace

import pytest
from django.db import transaction

from teamaround.audit.models import Entry
from teamaround.audit.tests.test_append_only import (  # noqa: F401
    as_owner,
    sealed,
    write,
)
from teamaround.embedded import Problem, state_folder
from teamaround.site.commands import audit


@pytest.fixture
def anchor(tmp_path):
    return tmp_path / "anchors.jsonl"


@pytest.fixture
def copy(sealed, tmp_path):  # noqa: F811
    file = tmp_path / "audit.jsonl"
    assert audit.export(Namespace(file=file)) == 0
    return file


def verify(capsys, **chosen):
    capsys.readouterr()
    chosen = {"export": None, "anchor": None} | chosen
    run = audit.verify if chosen["export"] else audit._verify_database
    code = run(Namespace(**chosen))
    return code, capsys.readouterr().out


def test_a_whole_record_is_called_whole(sealed, capsys):  # noqa: F811
    code, said = verify(capsys, anchor=sealed)
    assert code == 0 and "6 entries under 3 seals." in said and "cut off" in said


def test_a_tampered_one_is_named_and_ends_in_1(sealed, capsys):  # noqa: F811
    as_owner(
        "DELETE FROM audit_entry WHERE said = '0.0'", "UPDATE audit_entry SET said = 'x' WHERE said = '2.0'"
    )
    code, said = verify(capsys, anchor=sealed)
    assert code == 1
    assert "Seal 1: 1 entry was removed" in said and "Seal 3: an entry under it was changed" in said
    assert "Nothing was changed" not in said


def test_an_export_is_recorded_private_and_never_overwrites(copy):
    assert copy.stat().st_mode & 0o777 == 0o600
    assert Entry.objects.filter(act="audit.read", said="export").count() == 1
    assert '"said":"export"' in copy.read_text()
    with pytest.raises(Problem):
        audit.export(Namespace(file=copy))


def test_a_copy_is_checked_with_no_database_and_no_django(copy, sealed, tmp_path):  # noqa: F811
    elsewhere = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    words = ["audit", "verify", "--export", str(copy), "--anchor", str(sealed)]
    command = [sys.executable, "-m", "teamaround.site", *words]
    done = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "6 entries under 3 seals; 1 newer than the last seal." in done.stdout
    lines = copy.read_text().splitlines(keepends=True)
    copy.write_text("".join(lines[:5]))
    done = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "removed from" in done.stdout and "cut off" in done.stdout
    assert "Traceback" not in done.stderr


def test_every_line_taken_out_of_a_copy_is_found(copy, sealed, capsys):  # noqa: F811
    lines = copy.read_text().splitlines(keepends=True)
    for at in range(9):
        copy.write_text("".join(lines[:at] + lines[at + 1 :]))
        assert verify(capsys, export=copy, anchor=sealed)[0] == 1, at
    for at in range(8):
        copy.write_text("".join([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]))
        assert verify(capsys, export=copy, anchor=sealed)[0] == 1, at


def test_what_is_no_copy_is_said_in_words(tmp_path, capsys):
    file = tmp_path / "other.txt"
    file.write_text("hello\n")
    with pytest.raises(Problem, match="Line 1"):
        verify(capsys, export=file)
    with pytest.raises(Problem, match="cannot be read"):
        verify(capsys, export=tmp_path / "nothing")
    with pytest.raises(Problem, match="There is no file"):
        verify(capsys, export=file, anchor=tmp_path / "nothing")


def test_without_anchors_it_says_what_nobody_can_tell(copy, capsys):
    code, said = verify(capsys, export=copy)
    assert code == 0 and "nobody can tell" in said


def test_sealing_by_hand(own_database, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(audit, "state_folder", lambda: tmp_path)
    write("one")
    assert audit.seal(Namespace()) == 0
    assert "1 entries sealed" in capsys.readouterr().out
    assert audit.seal(Namespace()) == 0
    assert "Nothing new" in capsys.readouterr().out
    code, said = verify(capsys)
    assert code == 0 and "1 entries under 1 seals" in said


def test_the_server_keeps_its_anchors_where_the_command_looks(monkeypatch):
    from teamaround.audit import services
    from teamaround.site import serve

    kept = {}
    monkeypatch.setattr(services, "seal_until_stopped", lambda *, anchor: kept.update(anchor=anchor))
    serve.seal_audit(state_folder())
    assert kept["anchor"] == state_folder() / "audit-anchors.jsonl"


def test_many_entries_are_checked_in_little_memory(own_database, capsys, tmp_path):
    import tracemalloc

    from teamaround.audit import services

    anchor = tmp_path / "anchors.jsonl"
    with transaction.atomic():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_entry (at, account_ref, account_id, act, purpose, children, about, said, source, request_id)"
                " SELECT now(), 'U-2', 2, 'page.shown', '', '{1,2,3}', '', '', '', '' FROM generate_series(1, 30000)"
            )
    tracemalloc.start()
    services.seal(anchor=anchor)
    code, said = verify(capsys, anchor=anchor)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code == 0 and "30,000 entries under 1 seals" in said
    assert peak < 20_000_000
