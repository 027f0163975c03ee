"""Others' lists: naming one, allowing its address to be asked, pausing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Source
from ..rules.feeds.addresses import tidy_address


@dataclass(frozen=True)
class SourceWish:
    """What is said of a source. Without an address its list comes in files."""

    name: str
    address: str = ""
    named_as: str = ""
    licence: str = ""
    stands_at_once: bool = False


@transaction.atomic
def add_source(*, wish: SourceWish, by: Viewer, now: datetime) -> Source:
    """Name a list of somebody else's. Nobody asks its address before an administrator allows it."""
    source = Source(added_at=now, added_by_id=by.account_id or None)
    _tell(source, wish)
    record(
        "directory.source_added", by=by, at=now, about=str(source.pk), said=source.name, detail=_told(source)
    )
    return source


@transaction.atomic
def change_source(*, source_id: UUID, wish: SourceWish, by: Viewer, now: datetime) -> Source:
    """Say something else of it. Another address has to be allowed anew."""
    source = held_source(source_id)
    before = source.address
    _tell(source, wish)
    if source.address != before:
        source.allowed_at = source.allowed_by = None
        source.save(update_fields=["allowed_at", "allowed_by"])
    record(
        "directory.source_changed",
        by=by,
        at=now,
        about=str(source.pk),
        said=source.name,
        detail=_told(source),
    )
    return source


def _tell(source: Source, wish: SourceWish) -> None:
    name = " ".join(wish.name.split())
    if not name:
        raise Refusal("named", "Say whose list it is.", field="name")
    other = queries.source_named(name)
    if other is not None and other.pk != source.pk:
        raise Refusal("named-twice", "There is a source of that name already.", field="name")
    source.name = name
    source.address = tidy_address(wish.address) if wish.address.strip() else ""
    source.named_as, source.licence = wish.named_as.strip(), wish.licence.strip()
    source.stands_at_once = wish.stands_at_once
    source.save()


def _told(source: Source) -> dict[str, object]:
    return {"address": source.address, "licence": source.licence, "stands_at_once": source.stands_at_once}


@transaction.atomic
def allow(*, source_id: UUID, address: str, by: Viewer, now: datetime) -> Source:
    """Let a source's address be asked from here on. `address` is the one that the administrator has read."""
    _only_administrators(by)
    source = held_source(source_id)
    if not source.address or source.address != address:
        raise Refusal("address-moved", "The address has changed since you read it. Look at it again.")
    source.allowed_at, source.allowed_by_id = now, by.account_id or None
    source.save(update_fields=["allowed_at", "allowed_by"])
    record(
        "directory.source_allowed",
        by=by,
        at=now,
        about=str(source.pk),
        said=source.name,
        detail=_told(source),
    )
    return source


@transaction.atomic
def forbid(*, source_id: UUID, by: Viewer, now: datetime) -> Source:
    """Let it be asked no more. What was taken in stays."""
    _only_administrators(by)
    source = held_source(source_id)
    source.allowed_at = source.allowed_by = None
    source.save(update_fields=["allowed_at", "allowed_by"])
    record("directory.source_forbidden", by=by, at=now, about=str(source.pk), said=source.name)
    return source


@transaction.atomic
def pause(*, source_id: UUID, is_paused: bool, by: Viewer, now: datetime) -> Source:
    """Take nothing in from a source for a while, or again."""
    source = held_source(source_id)
    source.is_paused = is_paused
    source.save(update_fields=["is_paused"])
    if is_paused:
        record("directory.source_paused", by=by, at=now, about=str(source.pk), said=source.name)
    else:
        record("directory.source_resumed", by=by, at=now, about=str(source.pk), said=source.name)
    return source


def check_may_take(source: Source, *, is_file: bool) -> None:
    """Refuse what is paused, and to ask an address that nobody allowed."""
    if source.is_paused:
        raise Refusal("paused", f"{source.name} is paused. Nothing is taken in from it.")
    if is_file:
        return
    if not source.address:
        raise Refusal("no-address", f"{source.name} has no address. Its list comes in files.")
    if source.allowed_at is None:
        raise Refusal(
            "not-allowed",
            f"No administrator has allowed that {source.address} is asked. Ask one to look at it.",
        )


def _only_administrators(by: Viewer) -> None:
    if not by.can(Duty.MANAGE_ACCOUNTS):
        raise Refusal("administrator", "Only an administrator decides which addresses are asked.")


def held_source(source_id: UUID) -> Source:
    """A source, locked."""
    source = Source.objects.select_for_update().filter(pk=source_id).first()
    if source is None:
        raise NotVisible
    return source
