"""The folder of the database's socket: short enough for the kernel, closed to everybody else."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .account import Account
from .places import short_name
from .problem import Problem

LONGEST = 103  # bytes of a socket's path: 107 on Linux, 103 on macOS
SOCKET = ".s.PGSQL.5432"
REMEMBERED = "sockets"
OTHERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108  only a folder that is ours alone is used


def folder_for(state: Path, owner: Account, *, temps: Iterable[Path] | None = None) -> Path:
    """The socket folder of an installation, made when it is not there.

    Temporary folders are open to all: a folder of our name that somebody else made there
    is left alone, and another name is taken and remembered.
    """
    note = state / REMEMBERED
    if note.exists():
        kept = Path(note.read_text().strip())
        if kept.is_absolute() and _ours(kept, owner):
            return kept
    base = _short_enough(temps or (Path(tempfile.gettempdir()), *OTHERS))
    for suffix in ("", "-" + secrets.token_hex(4)):
        folder = base / f"teamaround-{short_name(state)}{suffix}"
        if _ours(folder, owner):
            note.write_text(str(folder))
            return folder
    raise Problem(f"No folder for the database's socket can be made in {base}.")


def _short_enough(temps: Iterable[Path]) -> Path:
    for base in temps:
        longest = base / f"teamaround-{'x' * 21}" / SOCKET
        if len(os.fsencode(longest)) <= LONGEST and os.access(base, os.W_OK):
            return base
    raise Problem(
        "The temporary folder's path is too long for a database socket. Set TMPDIR to a shorter one."
    )


def _ours(folder: Path, owner: Account) -> bool:
    """Make the folder if need be; False when it is not the account's alone."""
    try:
        folder.mkdir(mode=0o700)
        owner.give(folder)
    except FileExistsError:
        pass
    except OSError:
        return False
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    return private and found.st_uid == owner.uid
