"""Receiving a file, and settling how it is read and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..files.opening import Settings, open_file
from ..files.sources import file_hash
from ..models import FilePart, Import, RememberedMapping
from ..rules.progress import State, check_can_map
from ..sealing import seal
from .understanding import Said, Understood, check_beyond, understand

PART = 1024 * 1024
NOT_COUNTED = 0
FIRST_ROWS = 1_000  # are read while somebody waits; the rest in the background, before the preview
_NOT_IN_NAMES = re.compile(r"[^\w .()\-]+")


@transaction.atomic
def receive(*, content: bytes, file_name: str, agency_id: int, by: Viewer, now: datetime) -> Import:
    """Keep a file of an agency; one that is no table is refused before anything is kept.

    The very file that stopped half-way before is taken up again instead of being kept twice.
    """
    check_may_import(by, agency_id)
    open_file(content)
    mark = file_hash(content)
    begun = queries.unfinished(agency_id, mark)
    if begun is not None:
        return begun
    kept = Import.objects.create(
        ref=new_ref("I"),
        agency_id=agency_id,
        account_id=by.account_id,
        file_name=tidy_name(file_name),
        file_hash=mark,
        size=len(content),
        received_at=now,
    )
    FilePart.objects.bulk_create(_parts(kept, content), batch_size=8)
    record("exchange.received", by=by, at=now, about=kept.ref)
    return kept


@transaction.atomic
def settle(
    *, ref: str, said: Said, by: Viewer, now: datetime, understood: Understood | None = None
) -> Import:
    """Settle how a file is read and what its columns are; remembered for the agency's next file.

    Refused, naming what is open, while anything is uncertain. Whoever has just read the file with
    the same words may pass what it was understood to be, so that a large one is not read again.
    """
    kept = for_change(ref, by)
    check_can_map(State(kept.state))
    understood = understood or understand_import(kept, said, now=now)
    forms = understood.check()
    kept.settings = understood.file.settings.as_json()
    kept.columns = understood.mapping.to_remember()
    kept.date_forms = {wanted.value: form.value for wanted, form in forms.items()}
    kept.about_the_file = list(understood.about_the_file)
    kept.rows = understood.rows if understood.is_whole else NOT_COUNTED
    kept.state, kept.preview, kept.preview_done, kept.beat_at = State.MAPPED, None, 0, None
    kept.version += 1
    kept.save()
    _remember(kept, by=by, now=now)
    record("exchange.mapped", by=by, at=now, about=kept.ref)
    return kept


def understand_import(kept: Import, said: Said, *, now: datetime) -> Understood:
    """An import's file as it is understood with what is said now."""
    return understand(queries.content_of(kept), agency_id=kept.agency_id, said=said, today=clock.day_of(now))


def understand_beginning(kept: Import, said: Said, *, now: datetime) -> Understood:
    """The same by its first rows, for a page; by all of them once the later ones were in doubt."""
    most = None if kept.stopped_because else FIRST_ROWS
    return understand(
        queries.content_of(kept), agency_id=kept.agency_id, said=said, today=clock.day_of(now), most=most
    )


def read_through(ref: str, *, by: Viewer, now: datetime) -> Import:
    """Count a settled file's rows, and see that its later dates are written like the first."""
    kept = for_change(ref, by)
    if kept.rows != NOT_COUNTED:
        return kept
    content, today = queries.content_of(kept), clock.day_of(now)
    read = partial(
        understand,
        content,
        agency_id=kept.agency_id,
        said=Said(Settings(**kept.settings), kept.columns),
        today=today,
        remembers=False,
    )
    whole = read()
    if not kept.stopped_because:
        check_beyond(read(most=FIRST_ROWS), whole)
    kept.rows = whole.rows
    kept.save(update_fields=["rows"])
    return kept


def for_change(ref: str, by: Viewer) -> Import:
    """The import, locked, for somebody who may work on it."""
    seen = queries.import_of(by, ref)
    if seen is None:
        raise NotVisible
    check_may_import(by, seen.agency_id)
    return Import.objects.select_for_update().get(pk=seen.pk)


def check_may_import(by: Viewer, agency_id: int) -> None:
    """Files are imported by those whose duty it is, for their own agency; the index team's for any."""
    if not by.can(Duty.IMPORT_FILES):
        raise Refusal("import-files", "Your duties do not include importing files.")
    if by.agency_id != agency_id and not by.can(Duty.INDEX_TEAM):
        raise Refusal("own-agency", "You can import your own agency's files only.", field="agency")


def tidy_name(file_name: str) -> str:
    """A file's name without folders and odd signs, for showing and for sending it back."""
    last = re.split(r"[/\\]", file_name)[-1]
    stem, dot, ending = last.rpartition(".")
    kept = " ".join(_NOT_IN_NAMES.sub(" ", stem if dot else last).split()).strip(" .")[:120]
    return f"{kept or 'file'}{dot}{_NOT_IN_NAMES.sub('', ending)[:8] if dot else ''}"


def _parts(kept: Import, content: bytes) -> Iterator[FilePart]:
    for number, start in enumerate(range(0, len(content), PART)):
        sealed = seal(content[start : start + PART], bound_to=f"{kept.ref} {number}")
        yield FilePart(
            of=kept, number=number, key_id=sealed.key_id, nonce=sealed.nonce, ciphertext=sealed.ciphertext
        )


def _remember(kept: Import, *, by: Viewer, now: datetime) -> None:
    """Keep what this agency's files are like; headings of earlier files stay known beside the new ones."""
    before = queries.remembered(kept.agency_id)
    RememberedMapping.objects.update_or_create(
        agency_id=kept.agency_id,
        defaults={
            "settings": {**kept.settings, "header_row": 0, "sheet": kept.settings.get("sheet", "")},
            "columns": {**(before.columns if before else {}), **kept.columns},
            "date_forms": {**(before.date_forms if before else {}), **kept.date_forms},
            "kept_at": now,
            "kept_by_id": by.account_id,
        },
    )
