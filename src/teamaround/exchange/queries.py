"""Reading imports, their rows, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer

from .models import FilePart, Import, ImportRow, RememberedMapping, RowLook, SampledLink, WaitingRow
from .rules.outcomes import Counts, RowOutcome
from .rules.progress import State
from .rules.waiting import Decision, WaitingFor
from .sealing import Sealed, unseal

LOST_AFTER = timedelta(seconds=20)


def visible_to(viewer: Viewer) -> QuerySet[Import]:
    """Imports of the viewer's agency, or of every agency of the authority for the index team."""
    found = Import.objects.select_related("agency", "account").order_by("-received_at", "-pk")
    if viewer.can(Duty.INDEX_TEAM):
        return found.filter(agency__authority_id=viewer.authority_id)
    if viewer.can(Duty.IMPORT_FILES):
        return found.filter(agency_id=viewer.agency_id)
    return found.none()


def import_of(viewer: Viewer, ref: str) -> Import | None:
    """The import with this reference, for those who may see it."""
    return visible_to(viewer).filter(ref=ref).first()


def unfinished(agency_id: int, file_hash: str) -> Import | None:
    """An import of this very file that began and did not come to its end."""
    begun = (State.RUNNING, State.STOPPED)
    return (
        Import.objects.filter(agency_id=agency_id, file_hash=file_hash, state__in=begun)
        .order_by("-received_at")
        .first()
    )


def remembered(agency_id: int) -> RememberedMapping | None:
    """What this agency's last file was like."""
    return RememberedMapping.objects.filter(agency_id=agency_id).first()


def content_of(kept: Import) -> bytes:
    """The file as it arrived."""
    parts = FilePart.objects.filter(of=kept).order_by("number")
    pieces = [
        unseal(
            Sealed(part.key_id, bytes(part.nonce), bytes(part.ciphertext)),
            bound_to=f"{kept.ref} {part.number}",
        )
        for part in parts.iterator(chunk_size=4)
    ]
    return b"".join(pieces)


def has_content(kept: Import) -> bool:
    """Whether the file is still kept."""
    return FilePart.objects.filter(of=kept).exists()


def counts_of(kept: Import) -> Counts:
    """An import's counts so far."""
    return Counts(rows=kept.done, **{outcome.value: getattr(kept, outcome.value) for outcome in RowOutcome})


def rows_with(kept: Import, outcome: RowOutcome) -> QuerySet[ImportRow]:
    """Rows of one outcome, in the order of the file."""
    return ImportRow.objects.filter(of=kept, outcome=outcome).order_by("number")


def noticed(kept: Import) -> QuerySet[ImportRow]:
    """Rows that were taken in with something left out or put right."""
    return ImportRow.objects.filter(of=kept).exclude(notices=[]).order_by("number")


def reasons(kept: Import) -> Iterator[tuple[int, list[dict[str, object]]]]:
    """Row number and faults of every refused row, in the order of the file."""
    yield from rows_with(kept, RowOutcome.REFUSED).values_list("number", "faults").iterator()


def waiting(viewer: Viewer) -> QuerySet[WaitingRow]:
    """Rows that wait for the index team, the oldest first; nobody else sees them."""
    if not viewer.can(Duty.INDEX_TEAM):
        return WaitingRow.objects.none()
    return (
        WaitingRow.objects.filter(decision="", agency__authority_id=viewer.authority_id)
        .select_related("agency")
        .order_by("since", "pk")
    )


def waiting_row(viewer: Viewer, ref: str) -> WaitingRow | None:
    """One row that waits, for the index team."""
    return waiting(viewer).filter(ref=ref).first()


def first_look(viewer: Viewer, row: WaitingRow) -> RowLook | None:
    """What the viewer said of a row from the row alone, if they have."""
    return RowLook.objects.filter(waiting=row, account_id=viewer.account_id).first()


def waiting_counts(viewer: Viewer) -> dict[str, int]:
    """How many rows wait, by kind."""
    counted = waiting(viewer).order_by().values("kind").annotate(n=Count("pk"))
    found = dict.fromkeys((kind.value for kind in WaitingFor), 0)
    return found | {row["kind"]: row["n"] for row in counted}


def left_out(agency_id: int, row_hashes: Iterable[str]) -> set[str]:
    """Of these rows those that a person has decided to leave out."""
    decided = WaitingRow.objects.filter(
        agency_id=agency_id, row_hash__in=list(row_hashes), decision=Decision.LEFT_OUT
    )
    return set(decided.values_list("row_hash", flat=True))


def lost_or_wanted(*, now: datetime) -> QuerySet[Import]:
    """Imports that somebody wants previewed or taken in and that nobody is working on."""
    idle = Q(beat_at__isnull=True) | Q(beat_at__lt=now - LOST_AFTER)
    wanted = Q(state=State.RUNNING) | Q(state=State.MAPPED)
    return Import.objects.filter(idle & wanted).order_by("received_at")


def to_forget(*, now: datetime, days: int) -> QuerySet[Import]:
    """Imports that were finished so long ago that their files are no longer needed."""
    return Import.objects.filter(finished_at__lt=now - timedelta(days=days), parts__isnull=False).distinct()


def samples(viewer: Viewer) -> QuerySet[SampledLink]:
    """Links drawn to be checked, for the index team that keeps the children, the longest waiting first."""
    if not viewer.can(Duty.INDEX_TEAM):
        return SampledLink.objects.none()
    return (
        SampledLink.objects.filter(
            answer="", let_go_at__isnull=True, child__standing__authority_id=viewer.authority_id,
            child__merged_into__isnull=True,
        )
        .select_related("agency")
        .order_by("drawn_at", "pk")
    )  # fmt: skip


def sample(viewer: Viewer, ref: str) -> SampledLink | None:
    """One link to be checked."""
    return samples(viewer).filter(ref=ref).first()
