"""Reading what belongs to a family's pages: for the guest by their link, for those who lead by the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from teamaround.accounts.guests import queries as guests
from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import KIND_WORDS, AgencyKind
from teamaround.episodes import queries as episodes
from teamaround.episodes.queries import meetings, teams
from teamaround.episodes.queries.episodes import agreement_about
from teamaround.episodes.rules.goals import WORDS as GOAL_WORDS
from teamaround.episodes.rules.goals import GoalState, is_open
from teamaround.episodes.rules.leading import LeadState
from teamaround.episodes.rules.planning import WORDS as DOING_WORDS
from teamaround.episodes.rules.planning import Doing
from teamaround.episodes.rules.team import Standing
from teamaround.kernel import clock
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from . import rules
from .models import FamilyComment, FamilyView

if TYPE_CHECKING:
    from teamaround.accounts.guests.models import Invitation

MOST = 200


@dataclass(frozen=True)
class Step:
    """Something that will be done, as the family reads it."""

    what: str
    who: str
    by_on: date
    words: str
    is_done: bool


@dataclass(frozen=True)
class Wish:
    """What the family wants, and the steps towards it."""

    goal: str
    measure: str
    words: str
    is_open: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Helper:
    """Somebody in the team who does this for their work."""

    name: str
    agency: str
    telephone: str
    here_to: str
    leads: bool


@dataclass(frozen=True)
class Sees:
    """A service that can see the plan, since when."""

    ref: str
    name: str
    since: datetime
    may_be_left_out: bool


def view_by_link(viewer: Viewer) -> FamilyView:
    """The page that a guest was invited to, and no other; noted as a look."""
    rows = FamilyView.objects.select_related("episode__agency", "carer", "guest")
    found = rows.filter(guest_id=viewer.account_id, ended_at__isnull=True).first() if viewer.by_link else None
    if found is None:
        raise NotVisible
    touched([found.child_id])
    return found


def why_closed(invitation: Invitation, at: datetime) -> str:
    """Why a page is not open to its guest now; empty while it is."""
    view = FamilyView.objects.select_related("episode", "carer").filter(ref=invitation.about).first()
    if view is None:
        return rules.SHUT
    facts = sharing.child_facts(guests.guest_viewer(invitation), view.child_id, at=at)
    return rules.why_closed(
        is_there=view.ended_at is None, has_agreement=agreement_of(view) is not None,
        has_reach=facts is not None and facts.agency_may_see_content, guest=guest_of(view, on=clock.day_of(at)),
    )  # fmt: skip


def is_about_shielded(invitation: Invitation) -> bool:
    """Whether the name of an agency could say where a child is."""
    return any(map(is_shielded, invitation.children))


def is_shielded(child_id: int) -> bool:
    """Whether nothing may be said of where this child is."""
    standing = sharing.standings([child_id]).get(child_id)
    return standing is None or standing.is_shielded or standing.is_sealed


def guest_of(view: FamilyView, *, on: date) -> rules.Guest:
    """What this person is to the child today."""
    return guest_as(view.child_id, view.carer_id, on=on)


def guest_as(child_id: int, carer_id: int | None, *, on: date) -> rules.Guest:
    """What somebody is to a child on a day: the young person when it is no carer."""
    if carer_id is None:
        return rules.Guest(True, False, False)
    responsible = people.ties(child_id, carer_id, on=on)
    return rules.Guest(False, bool(responsible), any(responsible))


def agreement_of(view: FamilyView) -> Any:
    """The agreement on which what this person sees rests."""
    if view.child_id == view.episode.child_id:
        return agreement_about(view.episode)
    return sharing.agreement_in_force(view.child_id)


# ---------------------------------------------------------------- what the guest reads


def wishes(view: FamilyView, *, today: date) -> tuple[list[Wish], list[Step]]:
    """The plan of this one child: what the family wants with its steps, then steps of their own."""
    plan = episodes.plans(view.episode, children=[view.child_id], today=today)[0]
    hides, names = is_shielded(view.child_id), _own_names(view)
    wanted = [
        Wish(
            seen.goal.goal, seen.goal.measure, GOAL_WORDS[GoalState(seen.goal.state)],
            is_open(GoalState(seen.goal.state)), tuple(_step(one.action, names, hides) for one in seen.actions),
        )
        for seen in plan.goals
    ]  # fmt: skip
    return wanted, [_step(one.action, names, hides) for one in plan.actions]


def _own_names(view: FamilyView) -> tuple[str, ...]:
    return (view.name, view.carer.given if view.carer else view.called)


def _step(action: Any, names: tuple[str, ...], hides: bool) -> Step:
    works = action.practitioner
    who = rules.doer_in_words(
        practitioner=works.name if works else "", agency=works.agency.name if works else "", who=action.who,
        guest_names=names, hides_agency=hides,
    )  # fmt: skip
    doing = Doing(action.state)
    return Step(action.what, who, action.by_on, DOING_WORDS[doing], doing is not Doing.TO_DO)


def next_meeting(view: FamilyView, *, at: datetime) -> tuple[datetime, str] | None:
    """When the team meets next, and where if this person may know it."""
    found = meetings.ahead(view.episode, at=at).filter(starts_at__gte=at).first()
    if found is None:
        return None
    place = rules.place_in_words(
        found.place, shows_place=view.shows_place, is_shielded=is_shielded(view.child_id)
    )
    return found.starts_at, place


def helpers(view: FamilyView) -> list[Helper]:
    """Those in the team who do this for their work, whoever leads first; nobody of the family."""
    lead, hides = episodes.accepted_lead(view.episode), is_shielded(view.child_id)
    team = teams.team(view.episode, leading=lead.practitioner_id if lead else None)
    seen = [one for one in team if one.row.standing == Standing.PRACTITIONER]
    found = [
        Helper(one.name, "" if hides else one.agency, "" if hides else one.telephone, one.row.here_to, one.leads)
        for one in seen
    ]  # fmt: skip
    if lead is not None and not any(one.leads for one in seen):
        works = lead.practitioner
        agency, telephone = ("", "") if hides else (works.agency.name, works.telephone)
        found.insert(0, Helper(works.name, agency, telephone, "", True))
    return found


def who_sees(view: FamilyView) -> list[Sees]:
    """The services that can see the plan now; what kind of service where a name says where a child is.

    Whoever began the work keeps what it wrote, and whoever sent the link keeps this page open: an
    agreement with neither can be ended here for one service alone.
    """
    agreement, hides = agreement_of(view), is_shielded(view.child_id)
    if agreement is None:
        return []
    since = sharing.seen_since(view.child_id)
    sent_from = view.guest.agency_id if view.guest_id else view.made_by.agency_id
    stay = sharing.see_it_anyhow(agreement) | {sent_from}
    rows = agencies.named_agencies(set(since)).values()
    named = [
        Sees(
            one.ref,
            KIND_WORDS[AgencyKind(one.kind)].capitalize() if hides else one.name,
            since[one.pk],
            one.pk not in stay,
        )
        for one in rows
    ]
    return sorted(named, key=lambda one: one.name)


def said(view: FamilyView) -> QuerySet[FamilyComment]:
    """What this one person said, newest first."""
    return FamilyComment.objects.filter(view=view).select_related("read_by").order_by("-said_at", "-pk")


# ---------------------------------------------------------------- what those who lead read


def views(episode: Any, child_id: int) -> QuerySet[FamilyView]:
    """Whoever of the family has or had a page of this child's plan."""
    rows = FamilyView.objects.filter(episode=episode, child_id=child_id)
    return rows.select_related("made_by", "carer").order_by("ended_at", "pk")


def readable_view(viewer: Viewer, ref: str, *, at: datetime) -> FamilyView:
    """A page, for those who may read the plan of its child."""
    rows = FamilyView.objects.filter(ref=ref).select_related("episode", "made_by", "carer", "child")
    found = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id").first()
    if found is None:
        raise NotVisible
    episodes.together(viewer, found.episode.ref, at=at, child=found.child.ref)
    return found


def comment(viewer: Viewer, ref: str, *, at: datetime) -> FamilyComment:
    """What somebody of the family said, for those who may read the plan of the child."""
    found = FamilyComment.objects.filter(ref=ref).select_related("view__episode").first()
    if found is None:
        raise NotVisible
    readable_view(viewer, found.view.ref, at=at)
    return found


def comments(episode: Any, child_id: int) -> list[FamilyComment]:
    """What the family said about a child's plan, what nobody has read first, then the newest."""
    rows = FamilyComment.objects.filter(view__episode=episode, view__child_id=child_id)
    rows = rows.select_related("view", "read_by").order_by("-said_at", "-pk")[:MOST]
    return sorted(rows, key=lambda one: one.read_at is not None)


def unread(viewer: Viewer, *, today: date, at: datetime) -> QuerySet[FamilyComment]:
    """What nobody has read yet, for whoever leads, covers for them, or sent the link; oldest first."""
    led = Q(
        view__episode__leads__practitioner_id=viewer.practitioner_id or 0,
        view__episode__leads__state=LeadState.ACCEPTED,
    )
    covered = episodes.covered_by(viewer, today=today).order_by().values("lead__episode_id")
    mine = led | Q(view__episode_id__in=covered) | Q(view__made_by_id=viewer.account_id)
    rows = FamilyComment.objects.filter(mine, read_at__isnull=True).select_related("view__episode").distinct()
    within = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    return within.order_by("said_at", "pk")
