"""Brings the database's tables to what the program expects, with the owner's role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from teamaround.embedded import Connections, Problem
from teamaround.embedded.connection import for_psycopg

from . import children, grants

Say = Callable[[str], None]
Step = tuple[str, str]  # package, migration


def bring_up_to_date(connections: Connections, *, say: Say) -> int:
    """Run what has not run yet; how many steps that was. Cheap when nothing is to be done."""
    done = steps_done(connections)
    missing = steps_written() - done
    _refuse_newer(done)
    if not missing:
        return 0
    say(f"Preparing the tables ({len(missing)} steps)")
    if not children.run_to_end(migrate):
        raise Problem("The tables could not be prepared; nothing was half done. See the lines above.")
    return len(missing)


def migrate() -> None:
    """Django's own migrate, as the owner. In a process of its own: it leaves much in memory."""
    from django import db
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    grants.give(db.connections["owner"], role=settings.DATABASES["default"]["USER"])


def steps_written() -> set[Step]:
    """The migrations that the program's packages bring, told by their files' names."""
    from django.apps import apps

    return {
        (package.label, file.stem)
        for package in apps.get_app_configs()
        for file in Path(package.path).glob("migrations/[0-9]*.py")
    }


def steps_done(connections: Connections) -> set[Step]:
    """The migrations that the database has."""
    with psycopg.connect(**for_psycopg(connections.owner)) as session:
        there = session.execute("SELECT to_regclass('django_migrations')").fetchone()
        if not there or there[0] is None:
            return set()
        found = session.execute(sql.SQL("SELECT app, name FROM django_migrations")).fetchall()
    return {(app, name) for app, name in found}


def _refuse_newer(done: set[Step]) -> None:
    """A database that a newer Teamaround prepared must not be written by this one."""
    from django.apps import apps

    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("teamaround.")}
    unknown = sorted(step for step in done - steps_written() if step[0] in ours)
    if unknown:
        raise Problem(
            f"The database was prepared by another version of Teamaround (it has {unknown[0][0]} "
            f"{unknown[0][1]}, which this one does not know). Run that version, or a newer one."
        )
