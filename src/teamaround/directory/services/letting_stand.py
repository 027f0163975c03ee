"""What a keeper decides about something that a source tells: let it stand, same or another, leave it, let go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Service, Staged, Telling
from ..rules.feeds import standing
from ..rules.feeds.differing import differing, flat
from ..rules.feeds.reading import FIELDS
from ..rules.feeds.standing import Move, Standing
from ..rules.listing import Status
from . import field_words, writing_told
from .looking_up import weigh

AT_ONCE = 100


@transaction.atomic
def let_stand(*, staged_id: UUID, by: Viewer, now: datetime) -> Service:
    """Let what a source tells stand in the directory: a new entry, or what is told otherwise of one."""
    staged = _held(staged_id)
    service, fields = stand(staged, hidden=queries.every_confidential_address(), now=now)
    _decided(staged, by=by, now=now)
    weigh([service.pk])
    record(
        "directory.told_stands", by=by, at=now, about=str(service.pk), detail={"fields": fields},
        said=f"{staged.name}, as {staged.source.name} tells it",
    )  # fmt: skip
    return service


@transaction.atomic
def let_all_stand(*, source_id: UUID, state: Standing, by: Viewer, now: datetime) -> int:
    """Let the first hundred that are new, or told otherwise, stand at once; returns how many."""
    if state not in (Standing.NEW, Standing.CHANGED):
        raise Refusal("one-by-one", "These have to be looked at one by one.")
    hidden, done = queries.every_confidential_address(), []
    rows = Staged.objects.select_for_update(of=("self",)).select_related("source", "service")
    for staged in rows.filter(source=source_id, state=state).order_by("name", "pk")[:AT_ONCE]:
        service, _ = stand(staged, hidden=hidden, now=now)
        _decided(staged, by=by, now=now)
        done.append(service.pk)
    weigh(done)
    record("directory.told_stand", by=by, at=now, about=str(source_id), said=f"{len(done):,} entries")
    return len(done)


def stand(staged: Staged, *, hidden: Iterable[tuple[str, str]], now: datetime) -> tuple[Service, list[str]]:
    """Write what is told, as far as the source may say it: the entry, and which fields. Whoever calls records it."""
    after = standing.check(Standing(staged.state), Move.LET_STAND)
    writing_told.give_nothing_away(staged.told, hidden=hidden)
    service, source = staged.service, staged.source
    if service is None:
        service = writing_told.write_new(staged.told, source=source, now=now)
        fields = list(FIELDS)
    else:
        fields = field_words.may_say(
            service.pk, differing(queries.told_form(service.pk), flat(staged.told)), source_id=source.pk
        )
        writing_told.write_fields(service, staged.told, fields, source=source, now=now)
    _tie(staged, service)
    field_words.sources_word(service.pk, fields, source_id=source.pk, now=now)
    staged.service, staged.state, staged.taken, staged.because = service, after, staged.mark, ""
    staged.save(update_fields=["service", "state", "taken", "because"])
    return service, fields


def _tie(staged: Staged, service: Service) -> None:
    """Note that this source tells of this entry."""
    Telling.objects.update_or_create(
        service=service, source_id=staged.source_id,
        defaults={"last_at": staged.last_told_at, "gone_since": None},
    )  # fmt: skip


@transaction.atomic
def say_same(*, staged_id: UUID, service_id: UUID, by: Viewer, now: datetime) -> Staged:
    """Say that an entry of the directory is this one. What the entry says already stays our own word."""
    staged = _held(staged_id)
    after = standing.check(Standing(staged.state), Move.SAME)
    service = Service.objects.filter(pk=service_id).first()
    if service is None or str(service_id) not in {each["ident"] for each in staged.likes}:
        raise Refusal("not-alike", "Choose one of the entries that are shown.")
    if Staged.objects.filter(source=staged.source_id, service=service).exists():
        raise Refusal("told-twice", "This source tells of that entry already, under another identifier.")
    is_first = not queries.is_told(service.pk)
    _tie(staged, service)
    if is_first:
        now_said = queries.told_form(service.pk)
        said = [name for name in FIELDS if now_said[name] not in ("", None, [])]
        field_words.own_word(service.pk, said, now=now)
    staged.service, staged.state, staged.likes = service, after, []
    staged.save(update_fields=["service", "state", "likes"])
    _decided(staged, by=by, now=now)
    record(
        "directory.told_same",
        by=by,
        at=now,
        about=str(service.pk),
        said=f"{staged.name}, of {staged.source.name}",
    )
    return staged


@transaction.atomic
def say_another(*, staged_id: UUID, by: Viewer, now: datetime) -> Staged:
    """Say that none of the entries that look like it is this one; they are not asked about again."""
    staged = _held(staged_id)
    staged.state = standing.check(Standing(staged.state), Move.ANOTHER)
    staged.others = sorted({*staged.others, *(each["ident"] for each in staged.likes)})
    staged.likes = []
    staged.save(update_fields=["state", "others", "likes"])
    _decided(staged, by=by, now=now)
    record(
        "directory.told_another",
        by=by,
        at=now,
        about=str(staged.pk),
        said=f"{staged.name}, of {staged.source.name}",
    )
    return staged


@transaction.atomic
def leave(*, staged_id: UUID, by: Viewer, now: datetime) -> Staged:
    """Do not take it, or not this change of it; an entry that stands stays as it is."""
    staged = _held(staged_id)
    staged.state = standing.check(Standing(staged.state), Move.LEAVE)
    staged.taken = staged.mark if staged.service_id else ""
    staged.save(update_fields=["state", "taken"])
    _decided(staged, by=by, now=now)
    record(
        "directory.told_left",
        by=by,
        at=now,
        about=str(staged.pk),
        said=f"{staged.name}, of {staged.source.name}",
    )
    return staged


@transaction.atomic
def take_up(*, staged_id: UUID, by: Viewer, now: datetime) -> Staged:
    """Look again at something that was left out."""
    staged = _held(staged_id)
    after = standing.check(Standing(staged.state), Move.TAKE_UP)
    staged.state = Standing.CHANGED if staged.service_id else after
    staged.save(update_fields=["state"])
    _decided(staged, by=by, now=now)
    record(
        "directory.told_taken_up",
        by=by,
        at=now,
        about=str(staged.pk),
        said=f"{staged.name}, of {staged.source.name}",
    )
    return staged


@transaction.atomic
def close(*, staged_id: UUID, by: Viewer, now: datetime) -> Service:
    """Say of an entry that its source tells no more that it has closed; old links still lead to it."""
    staged = _held(staged_id)
    after = standing.check(Standing(staged.state), Move.CLOSE)
    service = staged.service
    if service is None:
        raise Refusal("never-stood", "It never stood in the directory, so there is nothing to close.")
    service.status, service.modified_at = Status.DEFUNCT, now
    service.save(update_fields=["status", "modified_at"])
    field_words.own_word(service.pk, ["status"], now=now)
    staged.state = after
    staged.save(update_fields=["state"])
    _decided(staged, by=by, now=now)
    record("directory.told_closed", by=by, at=now, about=str(service.pk), said=service.name)
    return service


@transaction.atomic
def let_go(*, staged_id: UUID, field: str, by: Viewer, now: datetime) -> Service:
    """Let go of our own people's word for a field: from now on the entry says what the source says."""
    staged = _held(staged_id)
    service = staged.service
    if service is None or field not in FIELDS:
        raise NotVisible
    writing_told.give_nothing_away(staged.told, hidden=queries.every_confidential_address())
    field_words.forget(service.pk, field)
    if field not in field_words.may_say(service.pk, [field], source_id=staged.source_id):
        raise Refusal("another-source", "Another source says this field.")
    writing_told.write_fields(service, staged.told, [field], source=staged.source, now=now)
    field_words.sources_word(service.pk, [field], source_id=staged.source_id, now=now)
    weigh([service.pk])
    record(
        "directory.field_let_go", by=by, at=now, about=str(service.pk), said=service.name,
        detail={"field": field, "source": staged.source.name},
    )  # fmt: skip
    return service


def _held(staged_id: UUID) -> Staged:
    staged = (
        Staged.objects.select_related("source", "service")
        .select_for_update(of=("self",))
        .filter(pk=staged_id)
        .first()
    )
    if staged is None:
        raise NotVisible
    return staged


def _decided(staged: Staged, *, by: Viewer, now: datetime) -> None:
    staged.decided_at, staged.decided_by_id = now, by.account_id or None
    staged.save(update_fields=["decided_at", "decided_by"])
