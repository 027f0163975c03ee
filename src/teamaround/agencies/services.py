"""Adding agencies, services and practitioners, and ending posts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.audit.services import By, record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from .models import Agency, Authority, Practitioner, ReviewCycle, Service
from .rules import AgencyKind, Sensitive, check_review_cycle


@transaction.atomic
def add_authority(*, code: str, name: str, by: By, now: datetime) -> Authority:
    """Add a local authority that this installation serves or borders on."""
    authority = Authority.objects.create(code=code, name=name)
    record("agencies.added", by=by, at=now, about=code, said=name)
    return authority


@transaction.atomic
def add_agency(
    *, authority_id: int, code: str, name: str, kind: AgencyKind, by: By, now: datetime,
    telephone: str = "", email: str = "", address: str = "", postcode: str = "", ref: str = "",
) -> Agency:  # fmt: skip
    """Add an agency; its code is how files and accounts name it."""
    if Agency.objects.filter(code__iexact=code).exists():
        raise Refusal("code-taken", f"Another agency already has the code {code}.", field="code")
    agency = Agency.objects.create(
        ref=ref or new_ref("G"), authority_id=authority_id, code=code, name=name, kind=kind,
        telephone=telephone, email=email, address=address, postcode=postcode,
        started_on=now.date(),
    )  # fmt: skip
    record("agencies.added", by=by, at=now, about=agency.ref, said=name)
    return agency


@transaction.atomic
def add_service(
    *, agency_id: int, name: str, by: By, now: datetime, sensitive: Sensitive = Sensitive.NO,
    telephone: str = "", email: str = "",
) -> Service:  # fmt: skip
    """Add a service that an agency offers."""
    service = Service.objects.create(
        agency_id=agency_id, name=name, sensitive=sensitive, telephone=telephone, email=email
    )
    record("agencies.service_added", by=by, at=now, said=name)
    return service


@transaction.atomic
def add_practitioner(
    *, agency_id: int, name: str, role: str, started_on: date, by: By, now: datetime,
    telephone: str = "", email: str = "", line_manager_id: int | None = None, ref: str = "",
) -> Practitioner:  # fmt: skip
    """Add a person in post at an agency."""
    practitioner = Practitioner.objects.create(
        ref=ref or new_ref("P"), agency_id=agency_id, name=name, role=role, telephone=telephone,
        email=email, line_manager_id=line_manager_id, started_on=started_on,
    )  # fmt: skip
    record("agencies.practitioner_added", by=by, at=now, about=practitioner.ref)
    return practitioner


@transaction.atomic
def end_post(*, practitioner_id: int, on: date, by: By, now: datetime) -> Practitioner:
    """Record that somebody left; their access ends at the next request (R24)."""
    practitioner = Practitioner.objects.select_for_update().get(pk=practitioner_id)
    if on < practitioner.started_on:
        raise Refusal("ends-before-start", "The last day is before the first day.", field="on")
    practitioner.ended_on = on
    practitioner.save(update_fields=["ended_on"])
    record("agencies.post_ended", by=by, at=now, about=practitioner.ref)
    return practitioner


@transaction.atomic
def set_review_cycle(
    *, authority_id: int, weeks: int | None, starts_on: date | None, by: By, now: datetime
) -> ReviewCycle:
    """Say how often an authority's teams look again, from a day on; what counted before stays in its history."""
    weeks, starts_on = check_review_cycle(weeks, starts_on, today=clock.day_of(now))
    authority = Authority.objects.get(pk=authority_id)
    kept, _ = ReviewCycle.objects.update_or_create(
        authority=authority, starts_on=starts_on, defaults={"weeks": weeks}
    )
    record(
        "agencies.review_cycle_set", by=by, at=now, about=authority.code,
        detail={"weeks": weeks, "starts_on": starts_on.isoformat()},
    )  # fmt: skip
    return kept
