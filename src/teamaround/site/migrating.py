"""Brings the database's tables to what the program expects, with the owner's role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
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
    if not children.run_to_end(lambda: migrate(from_nothing=not done)):
        raise Problem("The tables could not be prepared; nothing was half done. See the lines above.")
    return len(missing)


def migrate(*, from_nothing: bool = False) -> None:
    """Django's own migrate, as the owner. In a process of its own: it leaves much in memory."""
    from django import db
    from django.conf import settings
    from django.core.management import call_command

    with models_drawn_alone() if from_nothing else nullcontext():
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    grants.give(db.connections["owner"], role=settings.DATABASES["default"]["USER"])


@contextmanager
def models_drawn_alone() -> Iterator[None]:
    """While the block lasts, a step draws anew the model that it changes, and no other.

    Django draws with it all that is related to it. Nearly everything here is related to a child
    or an account: that would be ten thousand drawings, and three quarters of the time in which
    tables are made from nothing. The tables come out the same, which a test holds. Where there
    are data, steps are taken Django's own way.
    """
    from django.db.migrations.state import ProjectState

    usual = ProjectState._find_reload_model  # type: ignore[attr-defined]
    ProjectState._find_reload_model = _alone  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = usual  # type: ignore[attr-defined]


def _alone(_: object, package: str, model: str, *_delay: object) -> set[tuple[str, str]]:
    return {(package, model)}


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
