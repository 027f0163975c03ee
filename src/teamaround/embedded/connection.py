"""The two connections of an installation: the owner's, for migrations, and the site's own."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .places import secret, short_name, state_folder, write_private
from .problem import Problem

ENGINE = "django.db.backends.postgresql"
OWNER, APP, DATABASE = "teamaround_owner", "teamaround_app", "teamaround"
PASSED_ON = "TEAMAROUND_CONNECTIONS"
FILE = "connections.json"
DJANGOS_OWN = ("pool", "server_side_binding")

Settings = dict[str, Any]


@dataclass(frozen=True)
class Connections:
    """Both connections in the shape of an entry of Django's DATABASES."""

    owner: Settings
    app: Settings

    def pass_on(self, environment: MutableMapping[str, str]) -> None:
        """Hand the connections to a child process; its environment is its own account's secret."""
        environment[PASSED_ON] = self.as_json()

    def write(self, state: Path) -> None:
        """Leave the connections for other commands of the same installation."""
        draft = state / f".{FILE}.{os.getpid()}"
        write_private(draft, self.as_json())
        draft.replace(state / FILE)

    def as_json(self) -> str:
        return json.dumps(asdict(self))


def connections() -> Connections:
    """The connections of the installation at hand, for Django's settings.

    When no database has been started yet they lead nowhere, and using them fails; reading
    them does not, so that tools which only look at the settings need no database.
    """
    return read(os.environ)


def read(source: Mapping[str, str] | Path) -> Connections:
    """From an environment (handed on, or DATABASE_URL), or from an installation's state folder."""
    if isinstance(source, Path):
        return _from_file(source)
    if source.get(PASSED_ON):
        return Connections(**json.loads(source[PASSED_ON]))
    if source.get("DATABASE_URL"):
        return external(source["DATABASE_URL"], source.get("DATABASE_APP_URL", ""), state_folder())
    return _from_file(state_folder())


def _from_file(state: Path) -> Connections:
    path = state / FILE
    if path.exists():
        return Connections(**json.loads(path.read_text()))
    nowhere = str(state / "not-started")
    return Connections(
        owner=settings(user=OWNER, password="", host=nowhere),
        app=settings(user=APP, password="", host=nowhere),
    )


def settings(*, user: str, password: str, host: str, name: str = DATABASE, port: str = "") -> Settings:
    """One entry of Django's DATABASES."""
    return {
        "ENGINE": ENGINE, "NAME": name, "USER": user, "PASSWORD": password,
        "HOST": host, "PORT": port,
    }  # fmt: skip


def external(url: str, app_url: str, state: Path) -> Connections:
    """Connections to a database that somebody else runs; without an address for the site's
    role, that role is teamaround_app with a password that we keep.
    """
    owner = from_url(url, called="DATABASE_URL")
    if app_url:
        app = from_url(app_url, called="DATABASE_APP_URL")
        if app["USER"] == owner["USER"]:
            raise Problem(
                "DATABASE_APP_URL must name another role than DATABASE_URL: the site may not "
                "use the role that owns the tables."
            )
        return Connections(owner, app)
    where = short_name(Path("/", owner["HOST"] or "socket", owner["PORT"] or "5432", owner["NAME"]))
    return Connections(
        owner,
        {**owner, "USER": APP, "PASSWORD": secret(f"app-at-{where}", state=state)},
    )


def from_url(url: str, *, called: str) -> Settings:
    """`postgresql://user:password@host:port/name?sslmode=require` as an entry of DATABASES."""
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    try:
        port = str(parts.port or "")
    except ValueError:
        port = "?"
    if parts.scheme not in ("postgres", "postgresql") or not name or port == "?" or not parts.username:
        raise Problem(f"{called} should read postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))
    entry = settings(
        user=unquote(parts.username), password=unquote(parts.password or ""),
        host=host, name=name, port=port,
    )  # fmt: skip
    return {**entry, "OPTIONS": options} if options else entry


def for_psycopg(entry: Settings) -> dict[str, Any]:
    """The same connection as psycopg takes it."""
    pairs = {
        "dbname": entry["NAME"], "user": entry["USER"], "password": entry["PASSWORD"],
        "host": entry["HOST"], "port": entry["PORT"],
    }  # fmt: skip
    options = {name: value for name, value in entry.get("OPTIONS", {}).items() if name not in DJANGOS_OWN}
    return {**{name: value for name, value in pairs.items() if value}, **options}
