"""The command `directory take`: a source of the directory taken in, from its address or from a file."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teamaround.kernel.commands import Commands

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer

FAILED = 1


def register(commands: Commands) -> None:
    """Add it to the program."""
    commands.add(
        "directory take",
        help="take a source into the directory, to be looked through by its keepers",
        run=_run,
        arguments=_arguments,
    )


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="the name of the source, as the directory knows it")
    parser.add_argument("--file", metavar="PATH", help="a CSV or XLSX file instead of the feed's address")
    parser.add_argument("--sheet", default="", help="the sheet of a workbook that holds the services")
    parser.add_argument("--json", action="store_true", help="print what came of it as JSON")


def _run(chosen: Namespace) -> int:
    from teamaround.accounts.rules import setting_up

    taking = _take(chosen, setting_up())
    told = {
        "source": chosen.source, "state": taking.state, "entries": taking.entries, "pages": taking.pages_done,
        "counts": taking.counts, "notes": taking.notes, "because": taking.because,
    }  # fmt: skip
    sys.stdout.write((json.dumps(told, ensure_ascii=False) if chosen.json else _in_words(told)) + "\n")
    return 0 if taking.state == "done" else FAILED


def _take(chosen: Namespace, by: Viewer) -> Any:
    from teamaround.accounts.door import acting
    from teamaround.directory import queries, services
    from teamaround.kernel import clock
    from teamaround.kernel.refusal import Refusal

    from . import listings

    now = clock.now()
    with acting(by, now=now):
        source = queries.source_named(chosen.source)
        names = [each.name for each in queries.sources()]
    if source is None:
        known = f" It knows: {', '.join(names)}." if names else " A keeper names it at Keep the directory."
        raise Refusal("no-such-source", f"The directory knows no source “{chosen.source}”.{known}")
    if chosen.file:
        content = listings.content_of(Path(chosen.file))
        return listings.take_in(content, source_id=source.pk, sheet=chosen.sheet, by=by, now=now)
    with acting(by, now=now):
        begun = services.begin(source_id=source.pk, by=by, now=now)
    return services.run(taking_id=begun.pk, by=by)


def _in_words(told: dict[str, Any]) -> str:
    counts = ", ".join(f"{name} {count:,}" for name, count in told["counts"].items()) or "nothing new"
    first = f"{told['source']}: {told['state']}, {told['entries']:,} entries ({counts})."
    return "\n".join(filter(None, (first, told["because"], *(f"  {note}" for note in told["notes"]))))
