"""An installation's database while a command uses it: the last one out stops it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from . import cluster as clusters
from . import roles, sockets
from .account import account, home_of_data, within_reach
from .cluster import Cluster
from .connection import APP, FILE, OWNER, Connections, external, settings
from .elsewhere import prepare_elsewhere
from .locks import Lock, alone
from .places import secret
from .problem import Problem
from .programs import find_programs

Say = Callable[[str], None]
PATIENCE = 120  # seconds to wait for another command that starts or stops the same database


def _silent(sentence: str) -> None:
    """Say nothing."""


@dataclass
class Running:
    """A database in use. `cluster` is None when DATABASE_URL names one that others run."""

    state: Path
    connections: Connections
    says: str  # which PostgreSQL, in words
    cluster: Cluster | None = None
    is_new: bool = False
    _using: Lock | None = None
    _process: Popen[bytes] | None = field(default=None, repr=False)

    def is_up(self) -> bool:
        """False when our own server is gone. Costs two small reads, so ask as often as you like."""
        if self.cluster is None:
            return True
        if self._process is not None:
            self._process.poll()  # a server that died as our child is counted, not left a zombie
        return self.cluster.is_ready()

    def revive(self, *, say: Say = _silent) -> None:
        """Start the server again after it died."""
        if self.cluster is None:
            return
        with _starting(self.state):
            if self.is_up():
                return
            dead, self._process = self._process, _start_server(self.cluster, say=say)
            if dead is not None:
                dead.wait()

    def stop(self) -> None:
        """Leave the database; when nobody else uses it, stop it."""
        if self.cluster is None or self._using is None:
            return
        with _starting(self.state):
            if self._using.take(alone=True):
                clusters.stop(self.cluster)
                if self._process is not None:
                    self._process.wait()
            elif self._process is not None:
                self._process.returncode = 0  # others see to it now; Python need not warn of it
            self._using.close()
            self._using = None


def start(state: Path, *, throwaway: bool = False, say: Say = _silent) -> Running:
    """Bring an installation's database up, whatever became of it, and connect to it.

    `throwaway` gives up safety against a power cut for speed: for tests. Problem says in a
    sentence what stands in the way.
    """
    if os.environ.get("DATABASE_URL") and not throwaway:
        return _elsewhere(state)
    owner = account()
    place = Cluster(
        home=home_of_data(state, owner), sockets=sockets.folder_for(state, owner),
        account=owner, throwaway=throwaway,
    )  # fmt: skip
    using = Lock(state / "using")
    try:
        with _starting(state):
            using.take(alone=False, within=PATIENCE)
            return _bring_up(place, state, using, say=say)
    except BaseException:
        using.close()
        raise


def _bring_up(place: Cluster, state: Path, using: Lock, *, say: Say) -> Running:
    is_new = not _has_data(place, state, say=say)
    process = _start_server(place, state=state, say=say)
    connections = _connections(place, state)
    if process is not None or not (state / FILE).exists():
        _prepare(place, state)
    connections.write(state)
    says = f"PostgreSQL {place.major}, private, in {place.home}"
    return Running(state, connections, says, place, is_new, using, process)


def _elsewhere(state: Path) -> Running:
    url, app_url = os.environ["DATABASE_URL"], os.environ.get("DATABASE_APP_URL", "")
    connections = external(url, app_url, state)
    return Running(state, connections, prepare_elsewhere(connections))


def _has_data(place: Cluster, state: Path, *, say: Say) -> bool:
    """True when the cluster is there; one whose passwords are lost is set aside, not deleted."""
    if not place.exists:
        return False
    if (state / "secrets" / "superuser").exists():
        return True
    clusters.stop(place)
    aside = place.home / f"data.set-aside-{time.strftime('%Y%m%d-%H%M%S')}"
    place.data.rename(aside)
    say(f"An older database without its passwords was set aside in {aside}")
    return False


def _start_server(place: Cluster, *, state: Path | None = None, say: Say) -> Popen[bytes] | None:
    """Start the server if it does not run; None when it did."""
    if place.is_ready():
        return None
    programs = find_programs(major=place.major if place.exists else None)
    programs = within_reach(programs, place.account)
    if state is not None and not place.exists:
        say(f"Making a private database with PostgreSQL {programs.version}")
        clusters.make(place, programs, state)
    if place.pid():
        _wait_for_ready(place)
        return None
    return clusters.launch(place, programs, say=say)


def _wait_for_ready(place: Cluster) -> None:
    """A server that is still recovering, started by a command that was killed."""
    until = time.monotonic() + PATIENCE
    while place.pid() and not place.is_ready():
        if time.monotonic() > until:
            raise Problem(f"The database in {place.home} does not become ready. Its log: {place.log}")
        time.sleep(0.05)


def _connections(place: Cluster, state: Path) -> Connections:
    host = str(place.sockets)
    return Connections(
        owner=settings(user=OWNER, password=secret("owner", state=state), host=host),
        app=settings(user=APP, password=secret("app", state=state), host=host),
    )


def _prepare(place: Cluster, state: Path) -> None:
    passwords = {name: secret(name, state=state) for name in ("superuser", "owner", "app")}
    roles.prepare(host=str(place.sockets), **passwords)


@contextmanager
def _starting(state: Path) -> Iterator[None]:
    """One command at a time starts or stops an installation's database."""
    try:
        with alone(state / "starting", within=PATIENCE):
            yield
    except TimeoutError:
        raise Problem(
            f"Another command has been starting or stopping the database of {state} for "
            "two minutes. Wait for it, or end it, and run this again."
        ) from None


def stop(state: Path) -> bool:
    """Stop the database of an installation unless a command uses it; True when it does not run."""
    owner = account()
    place = Cluster(home_of_data(state, owner), sockets.folder_for(state, owner), owner)
    if not place.pid():
        return True
    using = Lock(state / "using")
    try:
        with _starting(state):
            if not using.take(alone=True):
                return False
            clusters.stop(place)
    finally:
        using.close()
    return True


def discard(state: Path) -> None:
    """Delete an installation's database and its passwords for good."""
    if not stop(state):
        raise Problem("The database is in use by another command. Stop that first.")
    owner = account()
    for folder in (sockets.folder_for(state, owner), home_of_data(state, owner), state):
        shutil.rmtree(folder, ignore_errors=True)
