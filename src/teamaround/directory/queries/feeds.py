"""Reading others' lists: sources, their takings, what waits for a keeper, and entries as a source would tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from ..models import Address, FieldWord, Phone, Place, Service, Source, Staged, Taking, Telling
from ..rules.feeds import likeness
from ..rules.feeds.progress import LOST_AFTER, State
from ..rules.feeds.standing import TO_DECIDE, Standing


def sources() -> QuerySet[Source]:
    """Every source, with how many of its entries stand here and how many wait for a keeper."""
    return (
        Source.objects.select_related("allowed_by", "added_by")
        .annotate(
            standing=Count("staged", filter=Q(staged__state=Standing.TAKEN)),
            waiting=Count("staged", filter=Q(staged__state__in=TO_DECIDE)),
        )
        .order_by("name")
    )


def source(key: UUID) -> Source | None:
    """One source."""
    return Source.objects.select_related("allowed_by", "added_by").filter(pk=key).first()


def source_named(name: str) -> Source | None:
    """A source by its name, in whatever letters."""
    return Source.objects.filter(name__iexact=name.strip()).first()


def takings(source_id: UUID) -> QuerySet[Taking]:
    """The takings-in of a source, the newest first."""
    return (
        Taking.objects.filter(source=source_id)
        .select_related("begun_by")
        .order_by("-begun_at", F("ended_at").desc(nulls_first=True))
    )


def takings_to_do(*, now: datetime) -> QuerySet[Taking]:
    """Feeds that wait to be taken in, and those whose worker was lost, the longest waiting first."""
    lost = Q(state=State.RUNNING) & (Q(beat_at__isnull=True) | Q(beat_at__lt=now - LOST_AFTER))
    return Taking.objects.filter(Q(state=State.WAITING) | lost, is_file=False).order_by("begun_at")


def staged_counts(source_id: UUID) -> dict[Standing, int]:
    """How many entries of a source stand how."""
    rows = Staged.objects.filter(source=source_id).values_list("state").annotate(Count("pk"))
    found = {Standing(state): count for state, count in rows}
    return {state: found.get(state, 0) for state in Standing}


def staged_of(source_id: UUID, state: Standing) -> QuerySet[Staged]:
    """Entries of a source that stand so, by name."""
    return Staged.objects.filter(source=source_id, state=state).defer("told").order_by("name", "pk")


def staged(key: UUID) -> Staged | None:
    """One entry as a source tells it."""
    return (
        Staged.objects.select_related("source", "service__organisation", "decided_by").filter(pk=key).first()
    )


def entries(keys: Iterable[str | UUID]) -> dict[str, Service]:
    """Entries of the directory with their organisations, by identifier."""
    rows = Service.objects.select_related("organisation").filter(pk__in=list(keys))
    return {str(row.pk): row for row in rows}


def words_of(service_id: UUID) -> dict[str, FieldWord]:
    """Whose word each field of an entry is, as far as a source has a part in it."""
    rows = FieldWord.objects.select_related("source").filter(service=service_id)
    return {row.field: row for row in rows}


def is_told(service_id: UUID) -> bool:
    """Whether any source tells of an entry."""
    return Telling.objects.filter(service=service_id).exists()


def every_confidential_address() -> list[tuple[str, str]]:
    """Postcode and first line of all confidential places."""
    rows = Address.objects.filter(location__is_confidential=True)
    return list(rows.values_list("postal_code", "address_1"))


def index_of_entries() -> likeness.Index:
    """Every entry by what it may be known again by."""
    codes, numbers = _postcodes(), _numbers()
    index = likeness.Index()
    rows = Service.objects.values_list("pk", "name", "organisation_id", "organisation__name")
    for key, name, organisation_id, organisation in rows.iterator(chunk_size=5_000):
        phones = numbers["service"].get(key) or numbers["organisation"].get(organisation_id, [])
        index.add(likeness.known_by(str(key), name, organisation, codes.get(key, ()), phones))
    return index


def _postcodes() -> dict[UUID, list[str]]:
    """Postcodes of each entry's places; a confidential place gives none away."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Place.objects.filter(location__is_confidential=False, location__addresses__isnull=False)
    for key, postcode in rows.values_list("service_id", "location__addresses__postal_code"):
        found[key].append(postcode)
    return found


def _numbers() -> dict[str, dict[UUID, list[str]]]:
    found: dict[str, dict[UUID, list[str]]] = {
        "service": defaultdict(list),
        "organisation": defaultdict(list),
    }
    rows = Phone.objects.filter(Q(service__isnull=False) | Q(organisation__isnull=False))
    for service_id, organisation_id, number in rows.values_list("service_id", "organisation_id", "number"):
        owner = "service" if service_id else "organisation"
        found[owner][service_id or organisation_id].append(number)
    return found
