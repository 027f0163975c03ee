"""Recording that an agency is involved, and being put in touch with one that is not named."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.rules import Act, ReachKind
from teamaround.sharing.services import check, end_reach, extend_reach

from ..models import ContactRequest, Involvement


@transaction.atomic
def record_involvement(
    *, child_id: int, by: Viewer, now: datetime, starts_on: date, agency_id: int | None = None,
    service_id: int | None = None, practitioner_id: int | None = None, contact_route: str = "",
    reason: str = "", ends_on: date | None = None, sensitive_basis: str = "",
) -> Involvement:  # fmt: skip
    """Record that an agency works with a child: by default the viewer's own.

    A sensitive service is recorded only with consent or reasonable cause to suspect
    significant harm (R9; SI 2007/2182, regulation 11(3)).
    """
    check(by, Act.RECORD_INVOLVEMENT, child_id, at=now)
    agency_id = agency_id or by.agency_id
    if agency_id != by.agency_id and not by.can(Duty.INDEX_TEAM):
        raise Refusal("own-agency", "You can record your own agency's involvement only.")
    _check_period(starts_on, ends_on, today=clock.day_of(now))
    service = _chosen_service(service_id, agency_id, sensitive_basis)
    _check_practitioner(practitioner_id, agency_id)
    is_sensitive = bool(service and service.sensitive)
    if service_id and is_sensitive and sensitive_basis == "consent":
        _check_not_withdrawn(child_id, service_id)
    involvement = Involvement.objects.create(
        ref=new_ref("V"), child_id=child_id, agency_id=agency_id, service=service,
        practitioner_id=practitioner_id, contact_route=contact_route.strip(),
        reason=reason.strip(), starts_on=starts_on, ends_on=ends_on, is_sensitive=is_sensitive,
        sensitive_basis=sensitive_basis if is_sensitive else "",
    )  # fmt: skip
    if ends_on is None or ends_on >= clock.day_of(now):
        extend_reach(
            child_id=child_id, agency_id=agency_id, kind=ReachKind.INVOLVED,
            source=involvement.ref, at=now,
        )  # fmt: skip
    record("index.involvement_recorded", by=by, at=now, children=[child_id], about=involvement.ref)
    return involvement


def _chosen_service(service_id: int | None, agency_id: int, sensitive_basis: str) -> Any:
    service = agencies.service(service_id) if service_id else None
    if service is None:
        return None
    if service.agency_id != agency_id:
        raise Refusal("service", "Choose a service of that agency.", field="service")
    if service.sensitive and not sensitive_basis:
        raise Refusal(
            "no-basis",
            "This is a sensitive service. Record it only with the young person's consent, or when "
            "you have reasonable cause to suspect significant harm: say which.",
            field="sensitive_basis",
        )
    return service


def _check_not_withdrawn(child_id: int, service_id: int) -> None:
    rows = Involvement.objects.filter(child_id=child_id, service_id=service_id, ends_on__isnull=True)
    if rows.filter(consent_withdrawn_at__isnull=False).exists():
        raise Refusal(
            "withdrawn",
            "Consent for this service was withdrawn. If they consent again, record that under “Consent for a "
            "sensitive service”.",
            field="sensitive_basis",
        )


def _check_practitioner(practitioner_id: int | None, agency_id: int) -> None:
    person = agencies.practitioner_by_id(practitioner_id) if practitioner_id else None
    if practitioner_id and (person is None or person.agency_id != agency_id):
        raise Refusal("practitioner", "Choose a person of that agency.", field="practitioner_ref")


def _check_period(starts_on: date, ends_on: date | None, *, today: date) -> None:
    if starts_on > today:
        raise Refusal("future", "The start is in the future.", field="starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("ends-before-start", "The end is before the start.", field="ends_on")


@transaction.atomic
def end_involvement(*, ref: str, version: int, ends_on: date, by: Viewer, now: datetime) -> Involvement:
    """The agency is no longer involved; the entry stays as history."""
    involvement = Involvement.objects.select_for_update().filter(ref=ref).first()
    if involvement is None:
        raise NotVisible
    check(by, Act.RECORD_INVOLVEMENT, involvement.child_id, at=now)
    if involvement.agency_id != by.agency_id and not by.can(Duty.INDEX_TEAM):
        raise Refusal("own-agency", "You can end your own agency's involvement only.")
    if involvement.version != version:
        raise Refusal("changed-meanwhile", "Somebody changed this involvement. Look at it again first.")
    if involvement.ends_on is not None:
        raise Refusal("ended", "This involvement has already ended.")
    if ends_on < involvement.starts_on:
        raise Refusal("ends-before-start", "The end is before the start.", field="ends_on")
    if ends_on > clock.day_of(now):
        raise Refusal("future", "The end is in the future. Record it on the day.", field="ends_on")
    involvement.ends_on, involvement.version = ends_on, version + 1
    involvement.save(update_fields=["ends_on", "version"])
    end_reach(child_id=involvement.child_id, kind=ReachKind.INVOLVED, source=involvement.ref, at=now)
    record(
        "index.involvement_ended", by=by, at=now, children=[involvement.child_id],
        about=involvement.ref,
    )  # fmt: skip
    return involvement


@transaction.atomic
def ask_for_contact(*, child_id: int, because: str, by: Viewer, now: datetime) -> ContactRequest:
    """Ask the index team to put them in touch with a service that is not named."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    if not because.strip():
        raise Refusal("because", "Write why you want to be put in touch.", field="because")
    request = ContactRequest.objects.create(
        ref=new_ref("B"), child_id=child_id, asked_by_id=by.account_id, asked_at=now,
        because=because.strip(),
    )  # fmt: skip
    record("index.contact_brokered", by=by, at=now, children=[child_id], about=request.ref)
    return request


@transaction.atomic
def answer_contact_request(*, ref: str, answer: str, by: Viewer, now: datetime) -> ContactRequest:
    """The index team says what the service answered, without naming it unless it agreed."""
    if not by.can(Duty.INDEX_TEAM):
        raise NotVisible
    own = ContactRequest.objects.filter(ref=ref, child__standing__authority_id=by.authority_id)
    request = own.select_for_update(of=("self",)).first()
    if request is None:
        raise NotVisible
    if request.answered_at is not None:
        raise Refusal("answered", "Somebody has already answered this.")
    if not answer.strip():
        raise Refusal("answer", "Write what the service answered.", field="answer")
    request.answer, request.answered_at = answer.strip(), now
    request.answered_by_id = by.account_id
    request.save(update_fields=["answer", "answered_at", "answered_by"])
    record("index.contact_answered", by=by, at=now, children=[request.child_id], about=request.ref)
    return request
