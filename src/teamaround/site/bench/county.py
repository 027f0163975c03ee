"""The county that is measured, served by a site of its own."""

from __future__ import annotations

import http.client
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from teamaround.embedded import BENCH, Problem

from .. import children, installation
from ..saying import say

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer
    from teamaround.embedded.running import Running

LONGEST_TO_MAKE = 5400.0


@dataclass(frozen=True)
class Served:
    """A site under measurement: its launcher's process number, its port, and its database in this process too."""

    pid: int
    port: int
    database: Running


@contextmanager
def served(
    *,
    children_wanted: int,
    port: int,
    and_then: Callable[[], None] = lambda: None,
    installed_as: str = BENCH,
) -> Iterator[Served]:
    """Make the county if need be, and what is to be added to it; serve it, with Django here too; stop it at the end."""
    installation.enter(installed_as)
    pid = children.fork(lambda: _serve(children_wanted, port, and_then, installed_as))
    try:
        _wait(pid, port)
        database = installation.bring_up(installed_as, say=say)
        installation.set_up_django()
        yield Served(pid, port, database)
        database.stop()
    finally:
        _end(pid)


def _serve(children_wanted: int, port: int, and_then: Callable[[], None], installed_as: str) -> None:
    from ..commands import demo
    from ..serve import Place, serve

    def prepare(database: Running) -> None:
        demo.prepare(database, children=children_wanted, seed=None)
        if not children.run_to_end(and_then):
            raise Problem("What was to be added to the county could not be made. See the lines above.")

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teamaround.site.settings")
    place = Place(installed_as, "127.0.0.1", port, logs_access=False)
    code = serve(place, greeting="The county is served.", prepare=prepare)
    raise SystemExit(code)


def _wait(pid: int, port: int) -> None:
    until = time.monotonic() + LONGEST_TO_MAKE
    while time.monotonic() < until:
        if os.waitpid(pid, os.WNOHANG)[0]:
            raise Problem("The site under measurement did not start. See the lines above.")
        if is_well(port):
            return
        time.sleep(0.3)
    raise Problem("The county was not ready in an hour and a half.")


def wait_until_well(port: int, *, within: float = 60) -> None:
    """Wait for a site that mends itself."""
    until = time.monotonic() + within
    while not is_well(port) and time.monotonic() < until:
        time.sleep(0.3)


def is_well(port: int) -> bool:
    """Whether the site answers 200 to /health."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        link.request("GET", "/health")
        return link.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        link.close()


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        say("The site under measurement had already stopped.")


@dataclass(frozen=True)
class Sample:
    """Accounts that may find children, and some children to look for."""

    accounts: list[str]
    children: list[tuple[str, str]]  # reference, name


def sample(*, many: int, seed: int) -> Sample:
    """Draw children and accounts from the county, in this process."""
    from teamaround.accounts.door import acting
    from teamaround.people import queries as people
    from teamaround.people import sources

    now = datetime.now(UTC)
    members = finders()
    viewer = members[0]
    with acting(viewer):
        everybody = list(sources.all_children())
        drawn = random.Random(seed).sample(everybody, min(many, len(everybody)))  # noqa: S311
        faces = people.faces(viewer, drawn, at=now).values()
        found = [(face.ref, face.name) for face in faces if not face.is_shielded]
    return Sample([one.account_ref for one in members], found)


def finders() -> list[Viewer]:
    """Members of the cast of the home county whose duty is to find children, purpose stated."""
    from teamaround.accounts import queries as accounts
    from teamaround.accounts.rules import Duty

    from ..demo import cast

    today = datetime.now(UTC).date()
    everybody = [
        accounts.viewer_by_email(member["email"], today=today, purpose="help") for member in cast.members()
    ]
    found = [one for one in everybody if one is not None and one.can(Duty.FIND_CHILDREN)]
    return [one for one in found if one.authority_id == found[0].authority_id]


def numbers_of(refs: set[str]) -> dict[str, int]:
    """Row numbers of children by reference."""
    from teamaround.accounts.door import acting
    from teamaround.people import sources

    with acting(finders()[0]):
        return sources.numbers_of(refs)
