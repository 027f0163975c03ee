"""Reading agencies and the people in them."""

from __future__ import annotations

from datetime import date

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from teamaround.kernel.refusal import Refusal

from .models import Agency, Authority, Practitioner, ReviewCycle, Service
from .rules import REVIEW_WEEKS, AgencyKind


def agencies(*, on: date | None = None) -> QuerySet[Agency]:
    """Agencies by name; with a date, those at work on it."""
    found = Agency.objects.select_related("authority").order_by("name")
    if on is not None:
        found = found.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)
    return found


def agency(ref: str) -> Agency | None:
    """The agency with this reference."""
    return agencies().filter(ref=ref).first()


def index_team(authority_id: int, *, on: date) -> Agency | None:
    """Who keeps an authority's index and can be rung; None when nobody's number is known."""
    teams = agencies(on=on).filter(authority_id=authority_id, kind=AgencyKind.INDEX_TEAM)
    return teams.exclude(telephone="").first()


def agency_by_code(code: str) -> Agency:
    """The agency with this code; Refusal names the code when there is none."""
    found = agencies().filter(code__iexact=code.strip()).first()
    if found is None:
        raise Refusal("no-such-agency", f"There is no agency with the code {code}.", field="agency")
    return found


def authorities() -> QuerySet[Authority]:
    """Authorities by name."""
    return Authority.objects.order_by("name")


def services(agency_id: int) -> QuerySet[Service]:
    """What an agency offers."""
    return Service.objects.filter(agency_id=agency_id).order_by("name")


def all_services() -> QuerySet[Service]:
    """Every service with its agency."""
    return Service.objects.select_related("agency").order_by("agency__name", "name")


def practitioners(agency_id: int, *, on: date) -> QuerySet[Practitioner]:
    """People in post at an agency on a date."""
    return (
        Practitioner.objects.filter(agency_id=agency_id, started_on__lte=on)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
        .select_related("agency")
        .order_by("name")
    )


def practitioner(ref: str) -> Practitioner | None:
    """The practitioner with this reference, with agency and manager."""
    return Practitioner.objects.select_related("agency", "line_manager").filter(ref=ref).first()


def practitioners_by_email(email: str, *, on: date) -> list[Practitioner]:
    """People in post on a date who are written to at an address; two at most, to tell one from several."""
    rows = Practitioner.objects.filter(email__iexact=email.strip(), started_on__lte=on)
    return list(rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).order_by("pk")[:2])


def practitioner_by_id(practitioner_id: int) -> Practitioner | None:
    """The practitioner with this row number, with agency and manager."""
    return Practitioner.objects.select_related("agency", "line_manager").filter(pk=practitioner_id).first()


def named(practitioner_ids: set[int]) -> dict[int, Practitioner]:
    """Practitioners by row number, with their agencies, in one query."""
    found = Practitioner.objects.select_related("agency").in_bulk(list(practitioner_ids))
    return dict(found)


def named_agencies(agency_ids: set[int]) -> dict[int, Agency]:
    """Agencies by row number in one query."""
    return dict(Agency.objects.in_bulk(list(agency_ids)))


def service(service_id: int) -> Service | None:
    """The service with this row number."""
    return Service.objects.filter(pk=service_id).first()


# ---------------------------------------------------------------- how often teams look again


def review_cycles(authority_id: int) -> QuerySet[ReviewCycle]:
    """What an authority chose, the latest first; none as long as it goes by what is usual."""
    return ReviewCycle.objects.filter(authority_id=authority_id).order_by("-starts_on")


def review_weeks(authority_id: int, *, on: date) -> int:
    """How many weeks an authority's teams let pass at most before they look again, as it stands on a day."""
    found = review_cycles(authority_id).filter(starts_on__lte=on).values_list("weeks", flat=True).first()
    return REVIEW_WEEKS if found is None else found


def review_weeks_of(authority: str, *, on: date) -> Combinable:
    """The same within another query, for the authority to which a path there leads."""
    rows = ReviewCycle.objects.filter(authority_id=OuterRef(authority), starts_on__lte=on)
    latest = Subquery(rows.order_by("-starts_on").values("weeks")[:1], output_field=IntegerField())
    return Coalesce(latest, Value(REVIEW_WEEKS))
