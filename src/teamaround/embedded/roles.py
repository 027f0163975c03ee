"""Roles, database and extensions of a private cluster.

`postgres`, the superuser, is for the launcher alone. `teamaround_owner` owns the tables and
migrates. `teamaround_app` is the site: it owns nothing, so row security holds for it.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from .connection import APP, DATABASE, OWNER
from .programs import EXTENSIONS

SUPERUSER = "postgres"
OWNER_MAY = "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"
APP_MAY = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION"

Session = psycopg.Connection[tuple[Any, ...]]


def prepare(*, host: str, superuser: str, owner: str, app: str) -> None:
    """Make the two roles, the extensions and the database; what is there already is put right.

    `superuser`, `owner` and `app` are passwords. The extensions go into template1 first, so
    that the database and every test database are born with them.
    """
    with _session(host, superuser, "template1") as session:
        put_role(session, OWNER, OWNER_MAY, owner)
        put_role(session, APP, APP_MAY, app)
        put_extensions(session)
        there = session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
    if not there:
        with _session(host, superuser, "postgres") as session:
            _make_database(session)


def _session(host: str, password: str, name: str) -> Session:
    return psycopg.connect(
        host=host,
        user=SUPERUSER,
        password=password,
        dbname=name,
        autocommit=True,
        connect_timeout=10,
    )


def put_role(session: Session, name: str, may: str, password: str) -> None:
    """Make a role, or give it these rights and this password; the password travels scrambled."""
    there = session.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    scrambled = session.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    session.execute(
        sql.SQL("{verb} ROLE {name} {may} PASSWORD {password}").format(
            verb=sql.SQL("ALTER" if there else "CREATE"),
            name=sql.Identifier(name),
            may=sql.SQL(may),
            password=sql.Literal(scrambled.decode()),
        )
    )


def put_extensions(session: Session) -> None:
    """Make the extensions that the migrations build upon."""
    for name in EXTENSIONS:
        session.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))


def _make_database(session: Session) -> None:
    database, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
    session.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
    session.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    session.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(APP)))
