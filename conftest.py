"""A database for each test process, made by the owner's role and used by the site's."""

from __future__ import annotations

import contextlib
import copy
import itertools
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from hypothesis import HealthCheck

hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")  # a machine may be busy: no test fails because it was slow

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday


def pytest_configure(config: pytest.Config) -> None:
    """Use the tests' own installation when nobody chose another (a plain `pytest`)."""
    if "TEAMAROUND_INSTALLATION" not in os.environ:
        os.environ["TEAMAROUND_INSTALLATION"] = "test"
    os.environ["TEAMAROUND_DEMO"] = "1"


def _on_admin(sql: str) -> None:
    import psycopg
    from django.conf import settings

    from teamaround.embedded.connection import for_psycopg

    with psycopg.connect(**for_psycopg(settings.DATABASES["owner"]), autocommit=True) as session:
        session.execute(sql)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request) -> Iterator[None]:
    """Fresh databases for this process, copied from one that is migrated once and then left alone.

    Nobody connects to the migrated one again, so it can be copied whatever a test left open. Tests
    about the small world have a copy in which it stands already: making it takes longer than most
    tests. What a test writes is taken back, there as in the empty one.
    """
    from teamaround.site.migrating import migrate

    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    name = f"teamaround_test_{worker}_{os.getpid()}"
    _on_admin(f'CREATE DATABASE "{name}_migrated"')
    _migrated.append(f"{name}_migrated")
    with django_db_blocker.unblock():
        _point_at(f"{name}_migrated")
        migrate(from_nothing=True)
        _close()
        _copy(name)
        _usual.update(empty=name, blocker=django_db_blocker)
        _turn(to_world=_wants_world(request._pyfuncitem))
    yield
    with django_db_blocker.unblock():
        _close()
    _point_at_admin()
    for made in (name, f"{name}_world", f"{name}_migrated"):
        _drop(made)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Turn to the database in which a test belongs before anything opens it."""
    if _usual:
        with _usual["blocker"].unblock():
            _turn(to_world=_wants_world(item))


def _wants_world(item: Any) -> bool:
    """Whether a test is about the small world at the usual noon, in a database that is not its own."""
    known = getattr(item, "_fixtureinfo", None)
    if known is None or "world" not in item.fixturenames or "own_database" in item.fixturenames:
        return False
    return len(known.name2fixturedefs.get("noon", ())) == 1


def _turn(*, to_world: bool) -> None:
    from django.db import connections

    name = _usual["empty"] + ("_world" if to_world else "")
    if to_world and "world" not in _usual:
        _make_world(name)
    if connections["default"].settings_dict["NAME"] != name:
        _close()
        _point_at(name)


def _make_world(name: str) -> None:
    from django.db import transaction
    from tests.world import make

    from teamaround.kernel import clock

    _close()
    _copy(name)
    with clock.fixed(NOON), transaction.atomic():
        _usual["world"] = make(NOON)


_admin_name: list[str] = []
_migrated: list[str] = []
_usual: dict[str, Any] = {}  # the empty database's name, and the world when it is made


def _copy(name: str) -> None:
    """Copy the migrated database and turn to the copy."""
    _on_other(f'CREATE DATABASE "{name}" TEMPLATE "{_migrated[0]}"')
    _point_at(name)


def _point_at(name: str) -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        entry = connections[alias].settings_dict
        if not _admin_name:
            _admin_name.append(entry["NAME"])
        connections[alias].close()
        entry["NAME"] = name
        entry["OPTIONS"] = {key: value for key, value in entry["OPTIONS"].items() if key != "pool"}


def _point_at_admin() -> None:
    from django.conf import settings

    settings.DATABASES["owner"]["NAME"] = _admin_name[0]


def _close() -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()


_copies = itertools.count(1)


@pytest.fixture
def own_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A copy of the empty database for tests that commit, and for servers in other threads."""
    from django.db import connections

    usual = connections["default"].settings_dict["NAME"]
    name = f"{usual}_{next(_copies)}"
    with django_db_blocker.unblock():
        _close()
        _copy(name)
        with contextlib.ExitStack() as stack:
            stack.callback(_back, usual, name)
            yield name


def _back(usual: str, name: str) -> None:
    _close()
    _point_at(usual)
    _drop(name)


def _drop(name: str) -> None:
    """Drop a database; one that autovacuum is at work in, which no owner may end, is tried again."""
    from psycopg.errors import InsufficientPrivilege, ObjectInUse

    for _ in range(40):
        try:
            _on_other(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            return
        except (InsufficientPrivilege, ObjectInUse):
            time.sleep(0.25)


def _on_other(sql: str) -> None:
    from django.db import connections

    kept = connections["owner"].settings_dict["NAME"]
    from django.conf import settings

    settings.DATABASES["owner"]["NAME"] = _admin_name[0]
    try:
        _on_admin(sql)
    finally:
        settings.DATABASES["owner"]["NAME"] = kept


@pytest.fixture
def noon() -> Iterator[datetime]:
    """The clock held at a Friday noon."""
    from teamaround.kernel import clock

    with clock.fixed(NOON):
        yield NOON


@pytest.fixture
def world(request, db, noon):
    """The small world of tests/world.py; the clock stands at noon, and what the test does to it is its own."""
    from tests.world import make

    return copy.deepcopy(_usual["world"]) if _wants_world(request.node) else make(noon)


@pytest.fixture
def sign_in(client, world):
    """`sign_in("senco")` gives a browser-like client in which that person is signed in, purpose stated."""

    def enter(who: str, *, purpose: str = "help"):
        from django.conf import settings

        client.force_login(world.account[who], settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session["seen_at"] = world.now.timestamp()
        if purpose:
            session["purpose"] = {"purpose": purpose, "at": world.now.timestamp()}
        session.save()
        return client

    return enter
