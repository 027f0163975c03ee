"""Sending a change, suggesting one, deciding about it, and saying that an entry still holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Change, Service
from ..rules import changing
from ..rules.changing import MOST_WAITING, Sent, State
from ..rules.listing import tells_the_place
from . import field_words
from .entering import enter_new
from .looking_up import weigh


@transaction.atomic
def send_change(*, service_id: UUID, typed: Mapping[str, Any], by: Viewer, now: datetime) -> Change:
    """Send a change of an entry of one's own organisation; it stands as it was until somebody approves."""
    service = held(service_id)
    if not may_send(by, service):
        raise NotVisible
    return propose(service, typed, by=by, now=now, agency_id=by.agency_id, sent_by_id=by.account_id)


def propose(
    service: Service, typed: Mapping[str, Any], *, by: Viewer, now: datetime, **sender: Any
) -> Change:
    """Let a change wait for a keeper; `sender` says in the row who sent it."""
    told = queries.told(service)
    proposed = changing.changed(told, typed)
    give_nothing_away(service, proposed)
    was = {name: told[name] for name in proposed}
    sent = _waiting(service, now=now, kind=Sent.CHANGE, proposed=proposed, was=was, **sender)
    record("directory.change_sent", by=by, at=now, about=str(service.pk), said=service.name)
    return sent


def may_send(viewer: Viewer, service: Any) -> bool:
    """Whether somebody may send changes of an entry: its own agency's people, and those who keep the directory."""
    return viewer.can(Duty.KEEP_DIRECTORY) or (
        service.organisation.agency_id is not None and service.organisation.agency_id == viewer.agency_id
    )


@transaction.atomic
def suggest(*, service_id: UUID, words: str, email: str, by: Viewer, now: datetime) -> Change:
    """Say what is wrong in an entry, without an account."""
    service = held(service_id)
    if service.is_internal:
        raise NotVisible
    if len(words.strip()) < 10:
        raise Refusal("words", "Say in a few words what is wrong.", field="words")
    sent = _waiting(service, now=now, kind=Sent.SUGGESTION, words=words.strip(), email=email.strip())
    record("directory.change_suggested", by=by, at=now, about=str(service_id), said=service.name)
    return sent


def _waiting(service: Service, *, now: datetime, **told: Any) -> Change:
    if service.changes.filter(state=State.WAITING).count() >= MOST_WAITING:
        raise Refusal(
            "enough", "Others have already written about this service. Somebody is about to look. Thank you."
        )
    return Change.objects.create(service=service, sent_at=now, **told)


@transaction.atomic
def approve(*, change_id: UUID, by: Viewer, now: datetime) -> Service:
    """Let a change stand: from now on the entry says so, and counts as checked."""
    change = _undecided(change_id)
    if change.kind == Sent.NEW:
        return _entered(change, by=by, now=now)
    if change.kind != Sent.CHANGE or change.service is None:
        raise Refusal("words-only", "A suggestion is in words. Change the entry, then answer it.")
    service = change.service
    changing.check(queries.told(service) | change.proposed)
    give_nothing_away(service, change.proposed)
    for name, value in change.proposed.items():
        setattr(service, name, value)
    _checked(service, name=by.agency_name, now=now)
    service.modified_at = now
    service.save()
    field_words.own_word(service.pk, change.proposed, now=now)
    weigh([service.pk])
    _decide(change, State.APPROVED, "", by=by, now=now)
    record(
        "directory.change_approved", by=by, at=now, about=str(service.pk), said=service.name,
        detail={"was": change.was, "is": change.proposed},
    )  # fmt: skip
    return service


def _entered(change: Change, *, by: Viewer, now: datetime) -> Service:
    """Enter a new service as it was sent."""
    assert change.organisation is not None
    changing.check_new(change.proposed)
    service = enter_new(change.organisation, change.proposed, by=by, now=now)
    change.service = service
    change.save(update_fields=["service"])
    _decide(change, State.APPROVED, "", by=by, now=now)
    record("directory.change_approved", by=by, at=now, about=str(service.pk), said=service.name)
    return service


@transaction.atomic
def decline(*, change_id: UUID, answer: str, by: Viewer, now: datetime) -> Change:
    """Answer a change that is not to stand, or a suggestion once it is dealt with."""
    change = _undecided(change_id)
    if not answer.strip():
        raise Refusal("answer", "Say why, or what you did instead.", field="answer")
    _decide(change, State.DECLINED, answer.strip(), by=by, now=now)
    record(
        "directory.change_declined",
        by=by,
        at=now,
        about=str(change.service_id or change.pk),
        said=change.called,
    )
    return change


@transaction.atomic
def assure(*, service_id: UUID, by: Viewer, now: datetime) -> Service:
    """Say that an entry was looked at today and still holds; the page names the agency that did."""
    service = held(service_id)
    if not may_send(by, service):
        raise NotVisible
    return checked(service, name=by.agency_name, by=by, now=now)


def checked(service: Service, *, name: str, by: Viewer, now: datetime) -> Service:
    """Date an entry as checked today; `name` is who says so."""
    _checked(service, name=name, now=now)
    service.save(update_fields=["assured_on", "assured_by"])
    record("directory.assured", by=by, at=now, about=str(service.pk), said=service.name)
    return service


def _checked(service: Service, *, name: str, now: datetime) -> None:
    service.assured_on, service.assured_by = clock.day_of(now), name


def held(service_id: UUID) -> Service:
    """An entry for change, locked."""
    service = (
        Service.objects.select_related("organisation")
        .select_for_update(of=("self",))
        .filter(pk=service_id)
        .first()
    )
    if service is None:
        raise NotVisible
    return service


def _undecided(change_id: UUID) -> Change:
    change = (
        Change.objects.select_related("organisation")
        .select_for_update(of=("self",))
        .filter(pk=change_id)
        .first()
    )
    if change is None:
        raise NotVisible
    if change.service_id is not None:
        change.service = held(change.service_id)
    if change.state != State.WAITING:
        raise Refusal("decided", "Somebody has decided about this already.")
    return change


def _decide(change: Change, state: State, answer: str, *, by: Viewer, now: datetime) -> None:
    change.state, change.answer = state, answer
    change.decided_at, change.decided_by_id = now, by.account_id
    change.save(update_fields=["state", "answer", "decided_at", "decided_by"])


def give_nothing_away(service: Service, proposed: Mapping[str, Any]) -> None:
    """Refuse words that would say where a confidential place of this service is."""
    where = service.places.values_list("location_id", flat=True)
    texts = [value for value in proposed.values() if isinstance(value, str)]
    for hidden in queries.confidential_addresses(where).values():
        for postcode, address_1 in hidden:
            if tells_the_place(texts, postcode=postcode, address_1=address_1):
                raise Refusal(
                    "tells-the-place", "These words say where a confidential place is. Take them out."
                )
