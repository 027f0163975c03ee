"""What an organisation does by its own link: new services, changes, and saying that an entry still holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Change, Service, SignUp
from ..rules import changing
from ..rules.changing import MOST_WAITING, Sent, State
from ..rules.joining import Stage
from .changing import checked, held, propose
from .joining import locked


@transaction.atomic
def send_new(*, key: UUID, typed: Mapping[str, Any], by: Viewer, now: datetime) -> Change:
    """Send a new service of one's own organisation; nobody finds it until a keeper approves."""
    row = _accepted(key)
    changing.check_new(typed)
    if row.changes.filter(kind=Sent.NEW, state=State.WAITING).count() >= MOST_WAITING:
        raise Refusal("enough", "Ten of your services wait already. Somebody is about to look.")
    sent = Change.objects.create(
        kind=Sent.NEW, organisation_id=row.organisation_id, sign_up=row, proposed=dict(typed), sent_at=now
    )
    record("directory.service_sent", by=by, at=now, about=str(sent.pk), said=sent.called)
    return sent


@transaction.atomic
def send_own_change(
    *, key: UUID, service_id: UUID, typed: Mapping[str, Any], by: Viewer, now: datetime
) -> Change:
    """Send a change of an entry of the organisation that somebody came for by its link."""
    row, service = _own(key, service_id)
    return propose(service, typed, by=by, now=now, sign_up=row)


@transaction.atomic
def still_right(*, key: UUID, service_id: UUID, by: Viewer, now: datetime) -> Service:
    """Say that an entry was looked at today and still holds."""
    _, service = _own(key, service_id)
    return checked(service, name=service.organisation.name, by=by, now=now)


def _own(key: UUID, service_id: UUID) -> tuple[SignUp, Service]:
    row, service = _accepted(key), held(service_id)
    if service.is_internal or service.organisation_id != row.organisation_id:
        raise NotVisible
    return row, service


def _accepted(key: UUID) -> SignUp:
    row = locked(key)
    if row.state != Stage.ACCEPTED:
        raise NotVisible
    return row
