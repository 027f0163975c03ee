"""Serves the site: gunicorn, the sealer of the audit and the database, all as one command."""

from __future__ import annotations

import gc
import http.client
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teamaround.embedded import Problem, serving, state_folder
from teamaround.embedded.locks import Lock
from teamaround.embedded.running import Running

from . import children, installation, migrating, temporary
from .saying import say, show
from .watching import Watch

WORKERS, THREADS = 2, 4
ACCESS_LOG = "%(t)s %(m)s %(U)s %(s)s %(M)s ms"  # no query strings, no addresses, no browsers


@dataclass(frozen=True)
class Place:
    """Where a site is served, and for which installation."""

    installation: str
    host: str
    port: int
    logs_access: bool = True

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


def serve(place: Place, *, prepare: Callable[[Running], None] | None = None, greeting: str) -> int:
    """Bring everything up and keep it up until it is told to stop.

    `prepare` runs when the database is up and migrated.
    """
    installation.enter(place.installation)
    if place.installation in installation.INVENTED:
        os.environ["TEAMAROUND_ADDRESS"] = place.url
    claim = serving.claim(state_folder(), place.url)
    if claim is None:
        return _already(place)
    with _listener(place) as listener:
        database = installation.bring_up(place.installation, say=say)
        try:
            installation.set_up_django()
            migrating.bring_up_to_date(database.connections, say=say)
            if prepare:
                prepare(database)
            return _serve(place, listener, database, greeting)
        finally:
            database.stop()
            _forget(claim)


def _already(place: Place) -> int:
    """Say who serves; that is what was asked for unless another address was wanted."""
    other = serving.who(state_folder())
    url = other.url if other else place.url
    show(f"Teamaround is already running at {url}")
    return 0 if url == place.url else 1


def _forget(claim: Lock) -> None:
    claim.write("")
    claim.close()


def _listener(place: Place) -> socket.socket:
    """Take the port before anything slow happens, so that a taken one is known at once."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    until = time.monotonic() + 3  # a site that was just killed lets go within a moment
    while True:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((place.host, place.port))
            listener.listen(128)
            return listener
        except OSError as error:
            listener.close()
            if isinstance(error, PermissionError):
                raise Problem(f"Port {place.port} needs root. Choose one above 1023 with --port.") from None
            if time.monotonic() > until:
                raise Problem(
                    f"{place.host}:{place.port} is used by another program. Choose another --port."
                ) from None
            time.sleep(0.2)


def _serve(place: Place, listener: socket.socket, database: Running, greeting: str) -> int:
    application = load_application()
    folder = temporary.emptied(state_folder())

    def site() -> None:
        temporary.use(folder)
        _run_gunicorn(application, listener, place)

    def files() -> None:
        temporary.use(folder)
        work_in_background()

    watch = Watch(
        database,
        [
            children.Child("site", site),
            children.Child("sealer", lambda: seal_audit(state_folder())),
            children.Child("files", files),
        ],
    )
    return watch.until_stopped(ready=_Greeter(place, greeting))


def load_application() -> Any:
    """The whole site in memory once, before the forks that share it."""
    from django.urls import get_resolver

    from .wsgi import application

    _ = get_resolver().url_patterns  # imports every page
    gc.collect()
    gc.freeze()
    return application


def seal_audit(state: Path) -> None:
    """The sealer's whole life."""
    from teamaround.audit.rules import ANCHOR_FILE
    from teamaround.audit.services import seal_until_stopped

    seal_until_stopped(anchor=state / ANCHOR_FILE)


def work_in_background() -> None:
    """The whole life of the process that takes agencies' files in and forgets what is over."""
    from .background import work_until_stopped

    work_until_stopped()


def _run_gunicorn(application: Any, listener: socket.socket, place: Place) -> None:
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    chosen = _gunicorn_settings(listener, place) | {"logger_class": "teamaround.site.server_log.ServerLog"}

    class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """Gunicorn without its command line."""

        def load_config(self) -> None:
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    Site().run()


def _gunicorn_settings(listener: socket.socket, place: Place) -> dict[str, Any]:
    memory = Path("/dev/shm")  # noqa: S108  heartbeats of workers belong in memory, not on a slow disk
    return {
        "bind": [f"fd://{listener.fileno()}"],
        "workers": WORKERS,
        "threads": THREADS,
        "worker_class": "gthread",
        "preload_app": True,
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 5,
        "max_requests": 5000,
        "max_requests_jitter": 1000,
        "loglevel": "warning",
        "errorlog": "-",
        "accesslog": "-" if place.logs_access else None,
        "access_log_format": ACCESS_LOG,
        "worker_tmp_dir": str(memory) if os.access(memory, os.W_OK) else None,
        "control_socket_disable": True,
        "proc_name": "teamaround",
    }


class _Greeter:
    """Says where to go once the site has answered for the first time."""

    def __init__(self, place: Place, greeting: str) -> None:
        self._place, self._greeting, self._said = place, greeting, False

    def __call__(self) -> None:
        if not self._said and self._answers():
            show(self._greeting)
            self._said = True

    def _answers(self) -> bool:
        link = http.client.HTTPConnection(self._place.host, self._place.port, timeout=20)
        try:
            link.request("GET", "/health", headers={"Host": f"127.0.0.1:{self._place.port}"})
            return link.getresponse().status > 0
        except OSError:
            return False
        finally:
            link.close()
