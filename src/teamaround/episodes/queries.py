"""Reading episodes, leads, actions and worries: what is agreed, what is next, what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .models import Action, EarlierAction, Episode, Lead, Worry
from .rules import states
from .rules.leading import LeadState, Offer
from .rules.planning import Doing, When, when_due
from .rules.states import State
from .rules.worries import WorryState


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


# ---------------------------------------------------------------- actions


@dataclass(frozen=True)
class ActionSeen:
    """An action with how near its day is."""

    action: Action
    when: When

    @property
    def doer(self) -> str:
        """Who does it, with their agency when they work for one."""
        if self.action.practitioner is None:
            return self.action.who
        return f"{self.action.practitioner.name}, {self.action.practitioner.agency.name}"


def action(ref: str) -> Action | None:
    """The action with this reference."""
    return (
        Action.objects.select_related("episode", "practitioner__agency", "agency", "changed_by")
        .filter(ref=ref)
        .first()
    )


def actions(found: Episode, *, today: date) -> list[ActionSeen]:
    """The actions of an episode: what is still to do first, by its day."""
    rows = Action.objects.filter(episode=found).select_related("practitioner__agency", "agency", "changed_by")
    seen = [ActionSeen(row, when_due(row.by_on, Doing(row.state), today=today)) for row in rows]
    return sorted(seen, key=lambda one: (one.when is When.SETTLED, one.action.by_on, one.action.pk))


def earlier(found: Action) -> QuerySet[EarlierAction]:
    """How an action read before, newest first."""
    return EarlierAction.objects.filter(action=found).select_related("changed_by").order_by("-pk")


def owed(viewer: Viewer, *, today: date, at: datetime) -> list[ActionSeen]:
    """What the viewer, or their agency with nobody named, still has to do, by its day."""
    mine = Q(practitioner_id=viewer.practitioner_id or 0) | Q(
        practitioner__isnull=True, agency_id=viewer.agency_id
    )
    rows = Action.objects.filter(mine, state=Doing.TO_DO, episode__closed_on__isnull=True)
    rows = rows.select_related("episode", "practitioner__agency", "agency").order_by("by_on", "pk")
    within = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    return [ActionSeen(row, when_due(row.by_on, Doing(row.state), today=today)) for row in within]


@dataclass(frozen=True)
class Next:
    """What comes next for a child, for the one page that shows everything."""

    episode: Episode
    lead: Lead | None
    offered: Lead | None
    actions: list[ActionSeen]


def next_for(viewer: Viewer, child_id: int, *, today: date, at: datetime) -> Next | None:
    """The open episode with who leads and what is still to do; None when there is nothing to read."""
    found = open_one(child_id)
    if found is None or not sharing.decide(viewer, Act.SEE_CONTENT, child_id, at=at).allowed:
        return None
    touched([child_id])
    to_do = [one for one in actions(found, today=today) if one.when is not When.SETTLED]
    return Next(found, accepted_lead(found), offered_lead(found), to_do)


def open_count(authority_id: int) -> int:
    """How many episodes of an authority are open."""
    return Episode.objects.filter(agency__authority_id=authority_id).exclude(state=State.CLOSED).count()


def without_lead(authority_id: int) -> int:
    """How many open episodes of an authority nobody leads."""
    led = Lead.objects.filter(state=LeadState.ACCEPTED).values("episode_id")
    rows = Episode.objects.filter(agency__authority_id=authority_id).exclude(state=State.CLOSED)
    return rows.exclude(pk__in=led).count()


# ---------------------------------------------------------------- worries


def worry(viewer: Viewer, ref: str, *, at: datetime) -> Worry:
    """A worry, for whoever sent it or receives worries in the child's authority; noted as a look."""
    found = (
        Worry.objects.select_related("account", "agency", "received_by", "answered_by", "child")
        .filter(ref=ref)
        .first()
    )
    if found is None or not (_receives(viewer, found) or found.account_id == viewer.account_id):
        raise NotVisible
    check(viewer, Act.SEE_INDEX_ENTRY, found.child_id, at=at)
    touched([found.child_id])
    return found


def _receives(viewer: Viewer, found: Worry) -> bool:
    return viewer.can(Duty.RECEIVE_WORRIES) and viewer.authority_id == found.authority_id


def worries_to_receive(viewer: Viewer) -> QuerySet[Worry]:
    """Worries that are not answered yet: those nobody has read first, then the oldest."""
    rows = Worry.objects.filter(authority_id=viewer.authority_id).exclude(state=WorryState.ANSWERED)
    if not viewer.can(Duty.RECEIVE_WORRIES):
        return rows.none()
    return rows.select_related("account", "agency", "received_by").order_by("-state", "sent_at", "pk")


def worries_sent_by(viewer: Viewer) -> QuerySet[Worry]:
    """What the viewer was worried about, and what came of it, newest first."""
    return Worry.objects.filter(account_id=viewer.account_id).order_by("-sent_at", "-pk")


def manager_of(practitioner_id: int) -> str:
    """The name of somebody's line manager, to fill in; may be blank."""
    found = agencies.practitioner_by_id(practitioner_id)
    return found.line_manager.name if found and found.line_manager else ""
