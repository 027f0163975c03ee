"""Where a child lives: in the open, or sealed while the child is shielded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.sharing import services as sharing

from .. import rules, sealing
from ..changes import identity_changed
from ..models import Address, Attendance, SealedDetails
from ..rules import AttendanceKind
from .new import NewAddress, NewAttendance
from .rows import for_change, put_address, put_attendance

SEALED: tuple[type[models.Model], ...] = (Address, Attendance)


@transaction.atomic
def change_address(
    *, child_id: int, new: NewAddress, is_correction: bool, because: str, by: Viewer, now: datetime
) -> None:
    """The family moved, or the address was wrong; what stood there is kept either way."""
    child = for_change(child_id, by=by, now=now)
    if new.starts_on is not None:
        rules.check_period(new.starts_on, new.ends_on, today=clock.day_of(now))
    with unsealed(child.pk, now=now):
        if is_correction:
            child.addresses.filter(ends_on__isnull=True, replaced_at__isnull=True).update(
                replaced_at=now, because=because
            )
        put_address(child.pk, new, now=now)
    record(
        "people.address_changed", by=by, at=now, children=[child.pk], about=child.ref,
        said=because,
    )  # fmt: skip
    identity_changed(child.pk)


@transaction.atomic
def shield(*, child_id: int, because: str, review_on: date, by: Viewer, now: datetime) -> None:
    """Hide where a child is: the facts leave the open tables for one sealed record (R6)."""
    sharing.raise_shield(child_id=child_id, because=because, review_on=review_on, by=by, now=now)
    seal_facts(child_id, now=now)
    identity_changed(child_id)


@transaction.atomic
def lift_shield(*, child_id: int, because: str, by: Viewer, now: datetime) -> None:
    """Put the sealed facts back where they are seen."""
    sharing.lower_shield(child_id=child_id, because=because, by=by, now=now)
    unseal_facts(child_id)
    identity_changed(child_id)


@contextmanager
def unsealed(child_id: int, *, now: datetime) -> Iterator[None]:
    """Change sealed facts of a shielded child: open, change, seal again, in one transaction."""
    was_sealed = SealedDetails.objects.filter(child_id=child_id).exists()
    if was_sealed:
        unseal_facts(child_id)
    yield
    if was_sealed:
        seal_facts(child_id, now=now)


def seal_facts(child_id: int, *, now: datetime) -> None:
    """Take a child's whereabouts out of the open tables; the caller audits."""
    details: dict[str, Any] = {}
    for model in SEALED:
        rows = model._default_manager.filter(child_id=child_id)
        details[model.__name__] = list(rows.order_by("pk").values())
        rows.delete()
    key_id, nonce, ciphertext = sealing.close(child_id, details)
    SealedDetails.objects.update_or_create(
        child_id=child_id,
        defaults={
            "key_id": key_id, "nonce": nonce, "ciphertext": ciphertext, "sealed_at": now,
        },
    )  # fmt: skip


def unseal_facts(child_id: int) -> None:
    """Put a child's whereabouts back into the open tables; the caller audits."""
    sealed = SealedDetails.objects.select_for_update().get(child_id=child_id)
    details = sealing.open_again(
        child_id, key_id=sealed.key_id, nonce=sealed.nonce, ciphertext=sealed.ciphertext
    )
    for model in SEALED:
        model._default_manager.bulk_create(
            [model(**sealing.read_row(model, row)) for row in details[model.__name__]]
        )
    sealed.delete()


@transaction.atomic
def record_attendance(
    *, child_id: int, agency_id: int, kind: AttendanceKind, starts_on: date, by: Viewer,
    now: datetime,
) -> None:  # fmt: skip
    """A child has joined a school or a practice; the one before ends that day."""
    child = for_change(child_id, by=by, now=now)
    rules.check_period(starts_on, None, today=clock.day_of(now))
    with unsealed(child.pk, now=now):
        put_attendance(child.pk, NewAttendance(agency_id, kind, starts_on), now=now)
    record(
        "people.attendance_recorded", by=by, at=now, children=[child.pk], about=child.ref,
        said=kind.value,
    )  # fmt: skip
