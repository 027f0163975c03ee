"""Reading the index: candidates for a search, involvements, pointers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel import clock
from teamaround.people.queries import Face
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from .models import ContactRequest, Involvement, Key, Pointers, Search
from .rules import WIDE, LookUp
from .rules.pointing import state_on

MOST_CANDIDATES = 300
SEARCH_MINUTES = 30


@dataclass(frozen=True)
class FoundIds:
    """Row numbers under any of the keys, those under most keys first; `was_cut` when there were more."""

    child_ids: list[int]
    was_cut: bool


def under_keys(look_up: LookUp, *, always_wide: bool = False) -> FoundIds:
    """Children under the narrow keys; under the wide ones when nobody is found (or always).

    For searches: a shielded child is not found by what a shielded record does not show (R6).
    """
    found = _under({key for _, key in look_up.narrow})
    if not found.child_ids or always_wide:
        return _under({key for _, key in look_up.narrow | look_up.wide})
    return found


def _under(keys: Iterable[int]) -> FoundIds:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER, [list(keys), MOST_CANDIDATES + 1])
        ids = [row[0] for row in cursor.fetchall()]
    return FoundIds(ids[:MOST_CANDIDATES], len(ids) > MOST_CANDIDATES)


_UNDER = (
    "SELECT child_id FROM index_key WHERE key = ANY(%s::bigint[]) AND NOT is_hidden"
    " GROUP BY child_id ORDER BY count(*) DESC, child_id LIMIT %s"
)


def sharing_keys_with(child_id: int) -> list[int]:
    """Children under any of a child's own narrow keys, those under most first; no hidden key is followed."""
    own = Key.objects.filter(child_id=child_id, is_hidden=False).exclude(kind__in=WIDE)
    found = _under(own.values_list("key", flat=True))
    return [each for each in found.child_ids if each != child_id]


def search(viewer: Viewer, ref: str) -> Search | None:
    """A search of this viewer's own."""
    return Search.objects.filter(ref=ref, account_id=viewer.account_id).first()


def searched_lately(viewer: Viewer, ref: str, *, at: datetime) -> Search | None:
    """A search that this person made just before, which registering a child rests on (R1)."""
    since = at - timedelta(minutes=SEARCH_MINUTES)
    return Search.objects.filter(ref=ref, account_id=viewer.account_id, at__gte=since).first()


@dataclass(frozen=True)
class InvolvementSeen:
    """An involvement as this viewer may see it; a sensitive one of another agency says only that it is."""

    ref: str
    agency: str
    service: str
    practitioner: str
    role: str
    contact_route: str
    reason: str
    starts_on: date | None
    ends_on: date | None
    is_own: bool
    is_hidden: bool
    agency_id: int | None
    kind: str
    version: int
    is_withdrawn: bool = False


def involvements(
    viewer: Viewer, child_id: int, *, at: datetime, is_hidden: bool | None = None
) -> list[InvolvementSeen]:
    """Who is and was involved, current first, as far as this viewer may see.

    `is_hidden` spares the decision where a portrait has made it in the same request.

    Of a shielded child nobody but the index team sees more than their own agency's. A
    sensitive service shows as "ask the index team" and nothing else (R9).
    """
    rows = (
        Involvement.objects.filter(child_id=child_id)
        .select_related("agency", "service", "practitioner")
        .filter(_stands_for(viewer))
        .order_by("-starts_on", "pk")
    )
    if is_hidden is None:
        is_hidden = not sharing.decide(viewer, Act.SEE_HIDDEN_DETAILS, child_id, at=at).allowed
    if is_hidden:
        rows = rows.filter(agency_id=viewer.agency_id)
    return _in_order(viewer, rows, today=clock.day_of(at))


def involvements_of(
    viewer: Viewer, child_ids: Iterable[int], *, at: datetime
) -> dict[int, list[InvolvementSeen]]:
    """The same of several children, in one query: for the team that keeps their index."""
    visible = sharing.within_reach(
        _involvements(child_ids).filter(_stands_for(viewer)),
        viewer,
        Act.SEE_HIDDEN_DETAILS,
        at=at,
        child="child_id",
    )
    found: dict[int, list[Involvement]] = defaultdict(list)
    for row in visible:
        found[row.child_id].append(row)
    today = clock.day_of(at)
    return {child_id: _in_order(viewer, rows, today=today) for child_id, rows in found.items()}


def _stands_for(viewer: Viewer) -> Q:
    """Where consent for a sensitive service was withdrawn, nobody but the service itself sees the pointer (R9)."""
    return Q(consent_withdrawn_at__isnull=True) | Q(agency_id=viewer.agency_id)


def _involvements(child_ids: Iterable[int]) -> QuerySet[Involvement]:
    return (
        Involvement.objects.filter(child_id__in=list(child_ids))
        .select_related("agency", "service", "practitioner")
        .order_by("-starts_on", "pk")
    )


def _in_order(viewer: Viewer, rows: Iterable[Involvement], *, today: date) -> list[InvolvementSeen]:
    seen = [_seen(viewer, row) for row in rows]
    return sorted(seen, key=lambda row: row.ends_on is not None and row.ends_on < today)


def _seen(viewer: Viewer, row: Involvement) -> InvolvementSeen:
    is_own = row.agency_id == viewer.agency_id
    if row.is_sensitive and not is_own and not viewer.can(Duty.INDEX_TEAM):
        return InvolvementSeen(
            ref=row.ref, agency="A service that is not named here", service="", practitioner="",
            role="", contact_route="Ask the index team, who will put you in touch", reason="",
            starts_on=None, ends_on=row.ends_on, is_own=False, is_hidden=True, agency_id=None,
            kind="", version=row.version,
        )  # fmt: skip
    person = row.practitioner
    return InvolvementSeen(
        ref=row.ref, agency=row.agency.name, service=row.service.name if row.service else "",
        practitioner=person.name if person else "", role=person.role if person else "",
        contact_route=row.contact_route or _route(row), reason=row.reason,
        starts_on=row.starts_on, ends_on=row.ends_on, is_own=is_own, is_hidden=False,
        agency_id=row.agency_id, kind=row.agency.kind, version=row.version,
        is_withdrawn=row.consent_withdrawn_at is not None,
    )  # fmt: skip


def _route(row: Involvement) -> str:
    """The nearest way to reach whoever is involved."""
    for place in (row.practitioner, row.service, row.agency):
        if place is not None and place.telephone:
            return str(place.telephone)
    return ""


def own_involvement(viewer: Viewer, ref: str) -> Involvement | None:
    """An involvement of the viewer's agency, or any for the index team."""
    rows = Involvement.objects.select_related("agency", "service").filter(_stands_for(viewer), ref=ref)
    if not viewer.can(Duty.INDEX_TEAM):
        rows = rows.filter(agency_id=viewer.agency_id)
    return rows.first()


def pointers(child_id: int, *, is_hidden: bool = False) -> Pointers | None:
    """What the index points to for a child; of a hidden one that an assessment exists, never where (R6)."""
    found = _pointers(child_id)
    return _nobody_named(found) if found is not None and is_hidden else found


def _nobody_named(found: Pointers) -> Pointers:
    """The same without anybody through whom a shielded child could be found."""
    return Pointers(
        child_id=found.child_id,
        assessment_ref=found.assessment_ref,
        assessment_state=found.assessment_state,
        assessment_on=found.assessment_on,
    )


def _pointers(child_id: int) -> Pointers | None:
    rows = Pointers.objects.select_related(
        "ask_agency", "ask_practitioner__agency", "lead_practitioner__agency"
    )  # fmt: skip
    return next(_as_today(rows.filter(child_id=child_id)), None)


def _as_today(rows: Iterable[Pointers]) -> Iterator[Pointers]:
    """Pointers as they stand today: nobody writes them anew when a closed assessment is no longer recent."""
    today = clock.today()
    for row in rows:
        row.assessment_state = state_on(row.assessment_state, row.assessment_on, on=today)
        yield row


def pointers_of(faces: Iterable[Face], viewer: Viewer) -> dict[int, Pointers]:
    """Pointers of several children in one query; of shielded ones nobody is named in a list."""
    by_id = {face.id: face for face in faces}
    rows = Pointers.objects.select_related("lead_practitioner__agency")
    return {
        row.child_id: _nobody_named(row)
        if by_id[row.child_id].is_shielded and not viewer.can(Duty.INDEX_TEAM)
        else row
        for row in _as_today(rows.filter(child_id__in=by_id))
    }


def my_children(viewer: Viewer, *, today: date) -> QuerySet[Involvement]:
    """Current involvements of the viewer's own, newest first."""
    return (
        Involvement.objects.filter(practitioner_id=viewer.practitioner_id or 0, starts_on__lte=today)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .order_by("-starts_on", "pk")
    )


def contact_requests_waiting(viewer: Viewer) -> QuerySet[ContactRequest]:
    """Unanswered requests to be put in touch, the oldest first, for the team that keeps the child's entry."""
    if not viewer.can(Duty.INDEX_TEAM):
        return ContactRequest.objects.none()
    return (
        ContactRequest.objects.filter(
            answered_at__isnull=True, child__standing__authority_id=viewer.authority_id
        )
        .select_related("asked_by__agency")
        .order_by("asked_at")
    )


def contact_answers(viewer: Viewer) -> QuerySet[ContactRequest]:
    """What the index team answered this viewer, newest first."""
    return ContactRequest.objects.filter(asked_by_id=viewer.account_id, answered_at__isnull=False).order_by(
        "-answered_at"
    )


def pairs_waiting(viewer: Viewer) -> int:
    """How many pairs that may be one child wait for this viewer; one's own proposals wait for another."""
    from . import reviewing

    return reviewing.waiting(viewer).exclude(proposed_by_id=viewer.account_id).count()
