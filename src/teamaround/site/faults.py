"""A fault that nobody foresaw: a sentence for the reader, the place in the code for a file."""

from __future__ import annotations

import errno
import os
import sys
import time
import traceback
from pathlib import Path

from teamaround.embedded import SITE, Problem, state_base
from teamaround.kernel.refusal import Refusal

SAFE = (
    ImportError,
    NameError,
    AttributeError,
    OSError,
)  # their texts name code and files, not people


def explain(fault: BaseException) -> str:
    """The sentence that a fault ends in. Unforeseen ones are also written to a file."""
    if isinstance(fault, Problem):
        return str(fault)
    if isinstance(fault, Refusal):
        return fault.sentence
    if isinstance(fault, OSError) and fault.errno == errno.ENOSPC:
        return "The disk is full. Make room and run this again; nothing that was saved is lost."
    if _is_database_away(fault):
        return "The database is away. Start it, or check DATABASE_URL, and run this again."
    if _lacks_tables(fault):
        return (
            f"Nothing has been made here yet under “{os.environ.get('TEAMAROUND_INSTALLATION', SITE)}”. Make it "
            "first: “./teamaround demo” makes the invented county, “./teamaround up” your own. Then run this again."
        )
    return f"Something went wrong that Teamaround did not foresee ({type(fault).__name__}). {_kept(fault)}"


def is_debugging() -> bool:
    """True when somebody asked to see tracebacks."""
    return os.environ.get("TEAMAROUND_DEBUG") == "1"


def _is_database_away(fault: BaseException) -> bool:
    django_errors = sys.modules.get("django.db")
    if django_errors is None or not isinstance(fault, django_errors.OperationalError):
        return False
    state = getattr(fault.__cause__, "sqlstate", None)
    return state is None or state.startswith(("08", "57P"))


def _lacks_tables(fault: BaseException) -> bool:
    """Whether a table was asked for that nobody has made."""
    django_errors = sys.modules.get("django.db")
    if django_errors is None or not isinstance(fault, django_errors.ProgrammingError):
        return False
    return getattr(fault.__cause__, "sqlstate", None) == "42P01"


def _kept(fault: BaseException) -> str:
    try:
        path = write_down(fault, state_base() / "faults")
    except (OSError, Problem):
        return "Set TEAMAROUND_DEBUG=1 and run it again to see where."
    return f"Where it happened is written in {path}."


def write_down(fault: BaseException, folder: Path) -> Path:
    """Write where a fault happened, without texts that could carry somebody's name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / time.strftime("%Y%m%d-%H%M%S.txt")
    lines: list[str] = []
    seen: BaseException | None = fault
    while seen is not None:
        lines += [_kind(seen), *traceback.format_tb(seen.__traceback__), ""]
        seen = seen.__cause__ or seen.__context__
    path.write_text("\n".join(lines))
    path.chmod(0o600)
    return path


def _kind(fault: BaseException) -> str:
    said = str(fault) if isinstance(fault, SAFE) else getattr(fault, "sqlstate", "") or ""
    return f"{type(fault).__module__}.{type(fault).__qualname__} {said}".rstrip()
