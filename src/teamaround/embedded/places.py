"""Where an installation keeps its own things: keys, passwords, the private database.

The folder `.state/` of the clone (or TEAMAROUND_STATE) holds a folder for each installation:
`site` for real work, `demo` for the invented county, `test` for the tests.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from .problem import Problem

SITE, DEMO, TEST, BENCH, MATCH_BENCH = "site", "demo", "test", "bench", "bench-match"
DIRECTORY_BENCH, PLANS_BENCH = "bench-directory", "bench-improvement"


def state_base() -> Path:
    """The folder above all installations."""
    moved = os.environ.get("TEAMAROUND_STATE")
    if moved:
        return Path(moved).expanduser().absolute()
    clone = Path(__file__).resolve().parents[3]
    if (clone / "pyproject.toml").exists():
        return clone / ".state"
    return Path.home() / ".local" / "state" / "teamaround"


def state_folder(installation: str | None = None) -> Path:
    """The folder of one installation, made when it is not there; readable by its owner only."""
    name = installation or os.environ.get("TEAMAROUND_INSTALLATION", SITE)
    return private_folder(state_base() / name)


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner may enter, or say why it cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError
    except PermissionError:
        raise Problem(
            f"{folder} belongs to somebody else. Run as the person who made it, "
            "or name another folder in TEAMAROUND_STATE."
        ) from None
    return folder


def secret(name: str, *, state: Path | None = None) -> str:
    """A random secret that is made once and then stays: a key or a password, in a 0600 file."""
    folder = private_folder((state or state_folder()) / "secrets")
    path = folder / name
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(40))
    return path.read_text().strip()


def _write_once(path: Path, text: str) -> None:
    """Write a file in one step: of two processes at once, both end with the same text."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    write_private(draft, text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)


def short_name(path: Path) -> str:
    """Twelve letters that stand for a path, for folders elsewhere that belong to it."""
    return hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
