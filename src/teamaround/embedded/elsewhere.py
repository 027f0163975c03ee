"""A database that somebody else runs, named in DATABASE_URL: looked at, and given the site's role."""

from __future__ import annotations

from typing import Any

import psycopg

from .connection import APP, Connections, Settings, for_psycopg
from .problem import Problem
from .programs import EXTENSIONS, OLDEST
from .roles import APP_MAY, Session, put_extensions, put_role

FLAGS = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"


def prepare_elsewhere(connections: Connections) -> str:
    """See that both roles get in and are what they should be; says which PostgreSQL it is."""
    with _session(connections.owner, "DATABASE_URL") as owner:
        version = owner.info.server_version
        if version < OLDEST * 10_000:
            raise Problem(
                f"The database is PostgreSQL {version // 10_000}; Teamaround needs {OLDEST} or newer."
            )
        _extensions(owner)
        if not _gets_in(connections.app):
            _make_app(owner, connections.app)
    _check_app(connections.app)
    where = connections.owner["HOST"] or "this machine"
    return f"PostgreSQL {version // 10_000} on {where}, from DATABASE_URL"


def _session(entry: Settings, called: str) -> Session:
    try:
        return psycopg.connect(**for_psycopg(entry), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1].split("FATAL:")[-1].strip()
        raise Problem(f"The database named in {called} does not let us in: {reason}.") from None


def _gets_in(entry: Settings) -> bool:
    try:
        psycopg.connect(**for_psycopg(entry), connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _extensions(owner: Session) -> None:
    there = {row[0] for row in owner.execute("SELECT extname FROM pg_extension")}
    missing = [name for name in EXTENSIONS if name not in there]
    try:
        if missing:
            put_extensions(owner)
    except psycopg.Error:
        orders = " ".join(f"CREATE EXTENSION {name};" for name in missing)
        raise Problem(f"Ask the database's administrator to run, in this database: {orders}") from None


def _make_app(owner: Session, app: Settings) -> None:
    """Make the site's role with the password we keep, when the owner may make roles."""
    is_super, _, makes_roles = _flags(owner)
    if app["USER"] != APP or not (is_super or makes_roles):
        raise Problem(
            f"The site's own role cannot sign in. Ask the database's administrator to run "
            f"CREATE ROLE {app['USER']} LOGIN PASSWORD '...'; GRANT CONNECT ON DATABASE "
            f"{app['NAME']} TO {app['USER']}; and put its address in DATABASE_APP_URL."
        )
    # Only a superuser may even name SUPERUSER, BYPASSRLS and REPLICATION; none is the default.
    put_role(owner, APP, APP_MAY if is_super else "LOGIN", app["PASSWORD"])
    owner.execute(
        psycopg.sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            psycopg.sql.Identifier(app["NAME"]), psycopg.sql.Identifier(APP)
        )
    )


def _check_app(app: Settings) -> None:
    with _session(app, "DATABASE_APP_URL") as session:
        is_super, passes_by, _ = _flags(session)
        owned = session.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relkind = 'r'"
        ).fetchone()
    if is_super or passes_by or (owned and owned[0]):
        raise Problem(
            f"The role {app['USER']} is a superuser, bypasses row security or owns tables. "
            "The site needs a role that is none of these: name one in DATABASE_APP_URL."
        )


def _flags(session: Session) -> tuple[Any, ...]:
    row = session.execute(FLAGS).fetchone()
    return row or (False, False, False)
