"""The record in another database: read in from a dump, it is whole, and sealing goes on."""

import os
import subprocess
from pathlib import Path

import pytest
from django.db import connections

from teamaround.audit import sealed as record
from teamaround.audit import services
from teamaround.audit.models import Entry
from teamaround.audit.tests.test_append_only import WRITTEN, anchor, elsewhere, faults, write  # noqa: F401
from teamaround.embedded.places import secret, state_folder
from teamaround.embedded.programs import find_programs
from teamaround.embedded.roles import SUPERUSER


@pytest.fixture
def run():
    """Run a program of PostgreSQL as the server's superuser, as one who moves an installation would."""
    programs = find_programs()
    if not Path(programs.path("pg_restore")).exists() or os.environ.get("DATABASE_URL"):
        pytest.skip("This needs pg_dump and pg_restore, and a database that is our own.")
    host = connections["owner"].settings_dict["HOST"]
    who = {"PGHOST": host, "PGUSER": SUPERUSER, "PGPASSWORD": secret("superuser", state=state_folder())}

    def call(program, *arguments):
        command = [programs.path(program), *arguments]
        done = subprocess.run(command, env={**os.environ, **who}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return call


@pytest.fixture
def another(own_database, run):
    """Another database, empty as PostgreSQL makes it; `another()` goes over to it."""
    name = f"{own_database}_restored"
    run("createdb", "--template=template0", name)

    def point_at(name):
        for alias in ("default", "owner"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name

    yield lambda: point_at(name), name
    point_at(own_database)
    run("dropdb", "--force", name)


def test_a_dump_read_into_another_database_is_whole_and_goes_on(
    own_database, elsewhere, anchor, run, another, tmp_path  # noqa: F811
):  # fmt: skip
    for said in ("one", "two"):
        write(said)
        services.seal(anchor=anchor)
    elsewhere.execute(WRITTEN)  # a number that stays open, and of which the copy knows nothing
    write("three")
    services.seal(anchor=anchor)
    write("not sealed yet")
    before = list(record.whole_record())
    file = str(tmp_path / "dump")
    run("pg_dump", "--format=custom", "--file", file, own_database)
    go, name = another
    run("pg_restore", "--dbname", name, file)
    go()
    assert list(record.whole_record()) == before and faults(anchor) == []
    assert [gap.first for gap in record.gaps()] == [3]
    write("written here")
    assert services.seal(anchor=anchor) == 2 and services.seal(anchor=anchor) == 0
    assert faults(anchor) == []
    assert Entry.objects.order_by("id").last().said == "written here"
