"""A private PostgreSQL cluster: made, started, found again, mended after a crash, stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import processes, settled
from .account import Account
from .places import secret
from .problem import Problem
from .programs import Programs
from .sockets import SOCKET

Say = Callable[[str], None]
CLEAN = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}
STILL_HELD = (
    "shared memory block",
    "lock file",
)  # PostgreSQL's words while old children live
LARGEST_LOG = 5_000_000


@dataclass(frozen=True)
class Cluster:
    """Where a cluster lives, what runs it and as whom."""

    home: Path
    sockets: Path
    account: Account
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def major(self) -> int:
        return int((self.data / "PG_VERSION").read_text().strip())

    def pid(self) -> int:
        """The server's process number, 0 when it does not run."""
        pid, _ = self._pid_file()
        return pid if processes.was_given(pid, str(self.data)) else 0

    def is_ready(self) -> bool:
        """True when the server takes connections."""
        pid, status = self._pid_file()
        return status == "ready" and processes.was_given(pid, str(self.data))

    def _pid_file(self) -> tuple[int, str]:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""
        except (OSError, ValueError, IndexError):
            return 0, ""


def make(cluster: Cluster, programs: Programs, state: Path) -> None:
    """Create the cluster's files, in a folder that gets its name only when they are complete."""
    cluster.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    cluster.account.give(cluster.home)
    draft = cluster.home / "data.unfinished"
    shutil.rmtree(draft, ignore_errors=True)
    password = cluster.sockets / f"password.{os.getpid()}"
    handle = os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secret("superuser", state=state))
        cluster.account.give(password)
        _initdb(cluster, programs, draft, password)
    finally:
        password.unlink(missing_ok=True)
    draft.rename(cluster.data)


def _initdb(cluster: Cluster, programs: Programs, draft: Path, password: Path) -> None:
    for locale in _locales(programs.major):
        command = [
            programs.path("initdb"), "--pgdata", str(draft), "--username", "postgres",
            "--auth", "scram-sha-256", "--pwfile", str(password), "--encoding", "UTF8",
            "--data-checksums", "--no-sync", "--no-instructions", *locale,
        ]  # fmt: skip
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env=CLEAN,
            **cluster.account.as_this,
        )
        if done.returncode == 0:
            return
        shutil.rmtree(draft, ignore_errors=True)
    if "No space left" in done.stderr:
        raise Problem(f"The disk that holds {cluster.home} is full. Make room and run this again.")
    raise Problem(f"PostgreSQL could not make its files in {cluster.home}: {_last_line(done.stderr)}")


def _locales(major: int) -> list[list[str]]:
    """Orders of letters to try: the same on every machine, knowing all letters where possible."""
    if major >= 17:
        return [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]]
    return [["--locale=C.UTF-8"], ["--locale=C"]]


def launch(cluster: Cluster, programs: Programs, *, say: Say) -> subprocess.Popen[bytes]:
    """Start the server and wait until it takes connections.

    Children of a killed server hold its memory for some seconds; that is waited out.
    """
    _write_settings(cluster, programs)
    until, told = time.monotonic() + 60, False
    while True:
        _clear_stale(cluster)
        process, since = _spawn(cluster, programs)
        if _ready(cluster, process, say=say):
            return process
        why = _log_since(cluster, since)
        if not any(words in why for words in STILL_HELD) or time.monotonic() > until:
            raise Problem(_why_not(cluster, why))
        if not told:
            say("Waiting for what is left of the last database server to end")
            told = True
        time.sleep(0.3)


def _write_settings(cluster: Cluster, programs: Programs) -> None:
    text = settled.text(sockets=cluster.sockets, major=programs.major, throwaway=cluster.throwaway)
    for name, content in (("postgresql.conf", text), ("pg_hba.conf", settled.HBA)):
        path = cluster.data / name
        path.write_text(content)
        cluster.account.give(path)


def _clear_stale(cluster: Cluster) -> None:
    """Take away the notes of a server that is a zombie, or whose number is somebody else's now.

    PostgreSQL sees only that the number is taken and would refuse. Should children of the
    old server live on, it still refuses, by the memory they hold.
    """
    if not cluster.pid():
        for note in (
            cluster.data / "postmaster.pid",
            cluster.sockets / f"{SOCKET}.lock",
        ):
            note.unlink(missing_ok=True)


def _spawn(cluster: Cluster, programs: Programs) -> tuple[subprocess.Popen[bytes], int]:
    if cluster.log.exists() and cluster.log.stat().st_size > LARGEST_LOG:
        cluster.log.replace(cluster.log.with_suffix(".log.old"))
    with cluster.log.open("ab") as log:
        cluster.account.give(cluster.log)
        since = log.tell()
        process = subprocess.Popen(
            [programs.path("postgres"), "-D", str(cluster.data)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=CLEAN,
            start_new_session=True, **cluster.account.as_this,
        )  # fmt: skip
    return process, since


def _ready(cluster: Cluster, process: subprocess.Popen[bytes], *, say: Say) -> bool:
    """Wait for the server; False when it ended instead."""
    began, told = time.monotonic(), False
    while process.poll() is None:
        if cluster.is_ready():
            return True
        if not told and time.monotonic() - began > 5:
            say("The database is putting itself right after a sudden stop")
            told = True
        time.sleep(0.02)
    return False


def stop(cluster: Cluster) -> None:
    """Stop the server: open work is rolled back, nothing that was committed is lost."""
    pid = cluster.pid()
    if pid and not processes.end(pid, how=signal.SIGINT, within=30):
        processes.end(pid, how=signal.SIGQUIT, within=10)


def _log_since(cluster: Cluster, since: int) -> str:
    with cluster.log.open("rb") as log:
        log.seek(since)
        return log.read().decode(errors="replace")


def _why_not(cluster: Cluster, why: str) -> str:
    if "No space left" in why:
        return f"The disk that holds {cluster.home} is full. Make room and run this again."
    return f"The database did not start: {_last_line(why)} (its log: {cluster.log})"


def _last_line(text: str) -> str:
    """The most telling line of what PostgreSQL said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    grave = [line for line in lines if "FATAL" in line or "error:" in line or "PANIC" in line]
    line = (grave or lines or ["no reason given"])[-1]
    return line.split("FATAL:")[-1].split("error:")[-1].strip().rstrip(".") + "."
