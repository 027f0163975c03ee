"""Reading episodes and those who lead them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from ..models import Episode, Lead
from ..rules import states
from ..rules.leading import LeadState, Offer
from ..rules.states import State


def episode(ref: str) -> Episode | None:
    """The episode with this reference, whoever asks."""
    return Episode.objects.select_related("agency", "assessment", "child").filter(ref=ref).first()


def open_one(child_id: int) -> Episode | None:
    """The episode of a child that is not closed, if there is one."""
    return (
        Episode.objects.select_related("agency", "assessment")
        .filter(child_id=child_id)
        .exclude(state=State.CLOSED)
        .first()
    )


def of_child(child_id: int) -> QuerySet[Episode]:
    """Every episode of a child, newest first."""
    return Episode.objects.filter(child_id=child_id).select_related("agency").order_by("-opened_on", "-pk")


def readable(viewer: Viewer, ref: str, *, at: datetime) -> Episode:
    """The episode, for somebody who may read the child's content; noted as a look."""
    found = episode(ref)
    if found is None:
        raise NotVisible
    check(viewer, Act.SEE_CONTENT, found.child_id, at=at)
    touched([found.child_id])
    return found


def standing_of(found: Episode) -> states.Standing:
    """The facts on which the next step of an episode depends."""
    return states.Standing(
        state=State(found.state),
        has_agreement=sharing.agreement_in_force(found.child_id) is not None,
        has_lead=accepted_lead(found) is not None,
    )


def open_count(authority_id: int) -> int:
    """How many episodes of an authority are open."""
    return Episode.objects.filter(agency__authority_id=authority_id).exclude(state=State.CLOSED).count()


def without_lead(authority_id: int) -> int:
    """How many open episodes of an authority nobody leads."""
    led = Lead.objects.filter(state=LeadState.ACCEPTED).values("episode_id")
    rows = Episode.objects.filter(agency__authority_id=authority_id).exclude(state=State.CLOSED)
    return rows.exclude(pk__in=led).count()


# ---------------------------------------------------------------- leading


def leads(found: Episode) -> QuerySet[Lead]:
    """Everybody who was asked to lead, newest first."""
    return (
        Lead.objects.filter(episode=found)
        .select_related("practitioner__agency", "practitioner__line_manager", "offered_by")
        .order_by("-offered_at", "-pk")
    )


def accepted_lead(found: Episode) -> Lead | None:
    """Whoever leads now."""
    return leads(found).filter(state=LeadState.ACCEPTED).first()


def offered_lead(found: Episode) -> Lead | None:
    """Whoever has been asked and has not answered."""
    return leads(found).filter(state=LeadState.OFFERED).first()


def offers_of(found: Episode, *, but: Lead | None = None) -> list[Offer]:
    """All namings as the rules see them, leaving one out if asked."""
    rows = leads(found) if but is None else leads(found).exclude(pk=but.pk)
    return [Offer(row.practitioner_id, LeadState(row.state)) for row in rows]


def asked_to_lead(viewer: Viewer) -> QuerySet[Lead]:
    """Children whom the viewer has been asked to lead for and has not answered."""
    return (
        Lead.objects.filter(practitioner_id=viewer.practitioner_id or 0, state=LeadState.OFFERED)
        .select_related("episode", "offered_by")
        .order_by("offered_at")
    )


def led_by(viewer: Viewer) -> QuerySet[Lead]:
    """What the viewer leads now, the nearest review first."""
    return (
        Lead.objects.filter(practitioner_id=viewer.practitioner_id or 0, state=LeadState.ACCEPTED)
        .select_related("episode")
        .order_by("episode__review_on", "pk")
    )


def manager_of(practitioner_id: int) -> str:
    """The name of somebody's line manager, to fill in; may be blank."""
    found = agencies.practitioner_by_id(practitioner_id)
    return found.line_manager.name if found and found.line_manager else ""
