"""Reading requests: on the asking side, on the service's side, and by a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.models import Invitation
from teamaround.accounts.guests.rules import ask_whom
from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel import clock
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .models import Request
from .rules.asking import Agreed
from .rules.states import OPEN, State
from .rules.waiting import Standing, Waiting, too_long

BESIDE = ("agency", "asked_by", "to_agency", "guest", "answered_by", "ended_by", "agreement")
CHANGED = "The family has changed what may be shared, so this is closed. Thank you for your help."
OVER = "There is nothing more to do here. Thank you for your help."
MOST_WAITING = 60


def asked(viewer: Viewer, ref: str, *, at: datetime) -> Request:
    """A request as its asking side sees it, and whoever may read the child's plan; noted as a look."""
    found = Request.objects.select_related(*BESIDE).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    check(viewer, Act.SEE_INDEX_ENTRY, found.child_id, at=at)
    if found.agency_id != viewer.agency_id:
        if found.kept_apart:
            raise NotVisible
        check(viewer, Act.SEE_CONTENT, found.child_id, at=at)
    touched([found.child_id])
    return found


def of_child(viewer: Viewer, child_id: int, *, at: datetime) -> QuerySet[Request]:
    """Requests for a child that the viewer may see: their agency's own, and the team's, newest first."""
    seen = Q(agency_id=viewer.agency_id)
    if sharing.decide(viewer, Act.SEE_CONTENT, child_id, at=at).allowed:
        seen |= Q(kept_apart=False)
    rows = Request.objects.filter(seen, child_id=child_id)
    return rows.select_related("agency", "asked_by").order_by("-asked_at", "-pk")


def to_service(viewer: Viewer, ref: str) -> Request:
    """A request to the viewer's agency; noted as a look. Gone once the family's agreement is (row security)."""
    found = _to(viewer).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    touched([found.child_id])
    return found


def is_to(viewer: Viewer, ref: str) -> bool:
    """Whether a request was sent to the viewer's agency."""
    return _to(viewer).filter(ref=ref).exists()


def asks_for(viewer: Viewer, child_ids: Iterable[int], at: datetime) -> bool:
    """Whether somebody may still know of all these children, for whom their agency asked."""
    ids = set(child_ids)
    return people.visible(viewer, Act.SEE_INDEX_ENTRY, at=at).filter(pk__in=ids).count() == len(ids)


def is_asked_for(viewer: Viewer, child_ids: Iterable[int], at: datetime) -> bool:  # noqa: ARG001 - the API asks with the moment
    """Whether somebody's agency is still asked to help all these children, on an agreement that stands."""
    ids = set(child_ids)
    return set(_to(viewer).filter(child_id__in=ids).values_list("child_id", flat=True)) == ids


def is_of_either(viewer: Viewer, child_ids: Iterable[int], at: datetime) -> bool:
    """Whether somebody is on one side or the other of what was asked for all these children."""
    ids = set(child_ids)
    ours = set(
        Request.objects.filter(agency_id=viewer.agency_id, child_id__in=ids).values_list(
            "child_id", flat=True
        )
    )
    return is_asked_for(viewer, ids - ours, at) and asks_for(viewer, ours, at)


def to_agency(viewer: Viewer) -> QuerySet[Request]:
    """Requests to the viewer's agency: those that wait for an answer first, then those that go on."""
    return _to(viewer).filter(state__in=OPEN).order_by(F("answered_at").asc(nulls_first=True), "asked_at")


def _to(viewer: Viewer) -> QuerySet[Request]:
    rows = Request.objects.filter(to_agency_id=viewer.agency_id, agreement__withdrawn_at__isnull=True)
    if not viewer.can(Duty.RECORD_INVOLVEMENT):
        return rows.none()
    return rows.select_related(*BESIDE)


def by_link(viewer: Viewer) -> Request:
    """The request that a guest was sent, and no other; noted as a look."""
    rows = Request.objects.select_related(*BESIDE)
    found = rows.filter(guest_id=viewer.account_id).first() if viewer.by_link else None
    if found is None:
        raise NotVisible
    touched([found.child_id])
    return found


def invitation_to(found: Request) -> Invitation | None:
    """The link of a request that a guest answers."""
    return guests.about([found.ref]).get(found.ref)


def why_closed(invitation: Invitation, at: datetime) -> str:  # noqa: ARG001 - links of all kinds ask with the moment
    """Why a request is not open to its guest now; empty while it is."""
    found = Request.objects.select_related("agreement").filter(ref=invitation.about).first()
    if found is None or found.agreement is None or found.agreement.withdrawn_at is not None:
        return CHANGED
    return "" if State(found.state) in OPEN else OVER


def is_about_shielded(invitation: Invitation) -> bool:
    """Whether the name of the asking agency could say where a child is."""
    return any(map(is_hidden, invitation.children))


def is_hidden(child_id: int) -> bool:
    """Whether a child is shielded or sealed."""
    standing = sharing.standings([child_id]).get(child_id)
    return standing is None or standing.is_shielded or standing.is_sealed


def asker_of(found: Request) -> str:
    """Who asked, in words that give nothing away about a shielded child."""
    return ask_whom(
        name=found.asked_by.name, agency=found.agency.name, hides_agency=is_hidden(found.child_id)
    )


def agreed(viewer: Viewer, child_id: int) -> Agreed:
    """What the family's agreement allows the viewer's agency to ask of others."""
    agreement = sharing.agreement_in_force(child_id)
    if agreement is None:
        return Agreed(has_agreement=False, may_share=False, covers_asker=False)
    covered = {row.agency_id for row in agreement.scope.all() if row.ended_at is None}
    return Agreed(True, agreement.may_share, viewer.agency_id in covered)


def standing_of(found: Request) -> Standing:
    """The dates of a request, for the rules."""
    return Standing(
        State(found.state), clock.day_of(found.asked_at), found.answer_by,
        clock.day_of(found.answered_at) if found.answered_at else None, found.begins_on, found.started_on,
    )  # fmt: skip


@dataclass(frozen=True)
class Needing:
    """A request that needs somebody today: to answer it, to read what came, or because it takes too long."""

    request: Request
    is_to_answer: bool
    is_news: bool
    waiting: Waiting | None


def needing(viewer: Viewer, *, today: date) -> list[Needing]:
    """What stands on somebody's home page of requests, in one query."""
    mine = Q(asked_by_id=viewer.account_id) & (
        Q(state__in=OPEN) | Q(changed_at__isnull=False, read_at__isnull=True) | Q(changed_at__gt=F("read_at"))
    )
    theirs = Q(to_agency_id=viewer.agency_id, state=State.ASKED, agreement__withdrawn_at__isnull=True)
    wanted = mine | theirs if viewer.can(Duty.RECORD_INVOLVEMENT) else mine
    rows = Request.objects.filter(wanted).select_related("asked_by", "agency").order_by("asked_at", "pk")
    found = (_needing(row, viewer, today) for row in rows[:MOST_WAITING])
    return [each for each in found if each.is_to_answer or each.is_news or each.waiting]


def _needing(row: Request, viewer: Viewer, today: date) -> Needing:
    is_theirs = row.asked_by_id == viewer.account_id
    is_news = row.changed_at is not None and (row.read_at is None or row.changed_at > row.read_at)
    return Needing(
        row, is_to_answer=row.to_agency_id == viewer.agency_id and row.state == State.ASKED,
        is_news=is_theirs and is_news, waiting=too_long(standing_of(row), today=today) if is_theirs else None,
    )  # fmt: skip
