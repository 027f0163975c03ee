"""`teamaround audit ...`: check the record, write it to a file, seal it."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from teamaround.audit import anchors, checking
from teamaround.audit import export as files
from teamaround.audit.rules import ANCHOR_FILE, SealFacts
from teamaround.embedded import Problem, state_folder
from teamaround.site.saying import say, show

MOST_FAULTS = 20
Record = Iterable[SealFacts | Mapping[str, Any]]


def verify_arguments(parser: ArgumentParser) -> None:
    """An export to check instead of the database, and the anchors to check it against."""
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="a file made by audit export; no database is needed"
    )
    parser.add_argument(
        "--anchor", type=Path, metavar="FILE", help="the seals as they were kept outside the database"
    )


def export_arguments(parser: ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("file", type=Path, help="the file to write; it must not exist yet")


def verify(chosen: Namespace) -> int:
    """0 when the record is whole, 1 with each fault in words when it is not."""
    if chosen.export is None:
        from teamaround.site.program import Command, perform

        command = Command("audit verify", "", _verify_database, None, needs_django=True)
        return perform(command, chosen, None)
    if chosen.anchor is not None and not chosen.anchor.exists():
        raise Problem(f"There is no file {chosen.anchor}.")
    try:
        with chosen.export.open(encoding="utf-8") as lines:
            return _tell(files.read(lines), chosen.anchor)
    except OSError:
        raise Problem(f"The file {chosen.export} cannot be read.") from None
    except files.Unreadable as fault:
        raise Problem(
            f"Line {fault.line} of {chosen.export} is neither an entry nor a seal: "
            "the file was changed or cut off."
        ) from None


def _verify_database(chosen: Namespace) -> int:
    anchor = chosen.anchor or state_folder() / ANCHOR_FILE
    if not anchor.exists():
        if chosen.anchor:
            raise Problem(f"There is no file {anchor}.")
        anchor = None
    by_now = anchors.length(anchor) if anchor else 0  # the server may go on sealing meanwhile
    with _one_moment() as record:
        return _tell(record, anchor, upto=by_now)


def _tell(record: Record, anchor: Path | None, *, upto: int | None = None) -> int:
    """Say what was found; the exit code. `upto` bounds what is read of the anchors."""
    tally = checking.Tally()
    kept = anchors.read(anchor, upto=upto) if anchor else None
    found = checking.verify(record, anchors=kept, tally=tally)
    faults = 0
    for fault in islice(found, MOST_FAULTS):
        show(fault.sentence)
        faults += 1
    more = sum(1 for _ in found)
    if more:
        show(f"... and {more:,} more.")
    show(_read_words(tally))
    if anchor is None and tally.seals:
        show("There is no anchor file, so nobody can tell whether the end was cut off.")
    if faults:
        return 1
    show("Nothing was changed, removed, exchanged or slipped in" + (" or cut off." if anchor else "."))
    return 0


def _read_words(tally: checking.Tally) -> str:
    sealed = tally.entries - tally.unsealed
    newer = f"; {tally.unsealed:,} newer than the last seal" if tally.unsealed else ""
    return f"{sealed:,} entries under {tally.seals:,} seals{newer}."


@contextmanager
def _one_moment() -> Iterator[Record]:
    """The whole record as it stands at one moment, as a stream."""
    from django.db import connection, transaction

    from teamaround.audit import sealed

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield sealed.whole_record()


def export(chosen: Namespace) -> int:
    """Write the record to a file that only its owner may read; that it was read is recorded."""
    try:
        handle = os.open(chosen.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Problem(f"The file {chosen.file} exists. Choose another name.") from None
    except OSError:
        raise Problem(f"The file {chosen.file} cannot be written.") from None
    _note_export()
    with os.fdopen(handle, "w", encoding="utf-8") as out, _one_moment() as record:
        lines = files.write(record, out)
    show(f"{lines:,} lines written to {chosen.file}.")
    return 0


def _note_export() -> None:
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.audit.services import record
    from teamaround.kernel import clock

    with acting(setting_up()) as by:
        record("audit.read", by=by, at=clock.now(), said="export")


def seal(chosen: Namespace) -> int:
    """Seal once; the server does so every second."""
    from teamaround.audit import services

    anchor = state_folder() / ANCHOR_FILE
    services.mend_anchors(anchor)
    count = services.seal(anchor=anchor)
    say(f"The anchors are in {anchor}")
    show(f"{count:,} entries sealed." if count else "Nothing new to seal.")
    return 0
