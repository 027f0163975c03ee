"""Which account PostgreSQL runs as. It refuses to run as root, and so do we."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .places import short_name
from .problem import Problem
from .programs import Programs, version_of

SYSTEM = Path("/var/lib")


@dataclass(frozen=True)
class Account:
    """The account of the database's processes and files."""

    uid: int
    gid: int
    lends: bool  # root lends its cluster to another account

    @property
    def as_this(self) -> dict[str, Any]:
        """What subprocess needs to start a program as this account."""
        if not self.lends:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> Path:
        """Make a file or folder this account's own."""
        if self.lends:
            os.chown(path, self.uid, self.gid)
        return path


def account() -> Account:
    """Ourselves; or, for root, `postgres` where that account exists and `nobody` where not."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), lends=False)
    for name in ("postgres", "_postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid, lends=True)
    raise Problem(
        "PostgreSQL does not run as root, and there is no account to run it as. Run this as an ordinary user."
    )


def home_of_data(state: Path, owner: Account) -> Path:
    """Where the cluster lives: in the state folder, or where the lent account may reach it."""
    return SYSTEM / f"teamaround-{short_name(state)}" if owner.lends else state / "postgres"


def within_reach(programs: Programs, owner: Account) -> Programs:
    """Programs that this account can run: copied out of a private home folder when it must be."""
    if _runs(programs.folder, owner):
        return programs
    if programs.package is None:
        raise Problem(f"The PostgreSQL in {programs.folder} cannot be run by the database's account.")
    copied = _copied(programs, programs.package)
    if not _runs(copied.folder, owner):
        raise Problem(f"The PostgreSQL copied to {copied.folder} does not run on this system.")
    return copied


def _runs(folder: Path, owner: Account) -> bool:
    try:
        command = [str(folder / "initdb"), "--version"]
        return (
            subprocess.run(command, check=False, capture_output=True, cwd="/", **owner.as_this).returncode
            == 0
        )
    except OSError:
        return False


def _copied(programs: Programs, package: Path) -> Programs:
    """The package's programs in a folder that everybody may read, with the libraries beside them."""
    target = SYSTEM / f"teamaround-programs-{short_name(package)}-{programs.version}"
    moved = replace(programs, folder=target / package.name / programs.folder.relative_to(package))
    if version_of(moved.folder) == programs.version:
        return moved
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    for part in (package, package.with_name(package.name + ".libs")):
        if part.is_dir():
            leave = shutil.ignore_patterns("include", "pgxs", "*.a", "__pycache__", "*.py", "doc", "man")
            shutil.copytree(part, draft / part.name, symlinks=True, ignore=leave)
    for one in (draft, *draft.rglob("*")):
        if not one.is_symlink():
            one.chmod(0o755 if one.stat().st_mode & 0o100 else 0o644)
    shutil.rmtree(target, ignore_errors=True)
    draft.rename(target)
    return moved
