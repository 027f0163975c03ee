"""Reading episodes and those who lead them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Count, F, Func, Model, Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import queries as sharing
from teamaround.sharing.covering import covered as covered_by_agreement
from teamaround.sharing.covering import covers
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from ..models import Episode, EpisodeChild, Lead
from ..rules import states
from ..rules.leading import LeadState, Offer
from ..rules.states import State

Row = TypeVar("Row", bound=Model)


def episode(ref: str) -> Episode | None:
    """The episode with this reference, whoever asks."""
    return episodes().filter(ref=ref).first()


def began_with(ref: str) -> int | None:
    """The child with whom an episode began, whoever asks."""
    return Episode.objects.filter(ref=ref).values_list("child_id", flat=True).first()


def episodes() -> QuerySet[Episode]:
    """Every episode, with what its pages say of it at hand."""
    return Episode.objects.select_related("agency", "assessment", "child")


def open_one(child_id: int) -> Episode | None:
    """The episode of a child that is not closed: of two, the kept record's own; or one shared with others."""
    return open_ones(child_id).first() or shared_one(child_id)


def shared_one(child_id: int) -> Episode | None:
    """The open episode that began with another child of the family and that this child is part of."""
    return shared_ones(child_id).first()


def shared_ones(child_id: int) -> QuerySet[Episode]:
    """Those episodes: one, or one from each of two records that were joined."""
    joined = EpisodeChild.objects.filter(child_id=child_id, left_on__isnull=True).values("episode_id")
    rows = Episode.objects.select_related("agency", "assessment").filter(pk__in=joined)
    return rows.exclude(state=State.CLOSED).order_by("pk")


def open_ones(child_id: int) -> QuerySet[Episode]:
    """Episodes that are not closed: one, or one from each of two records that were joined."""
    rows = Episode.objects.select_related("agency", "assessment").filter(child_id=child_id)
    return rows.exclude(state=State.CLOSED).order_by(F("came_from_id").asc(nulls_first=True), "pk")


def of_child(child_id: int) -> QuerySet[Episode]:
    """Every episode of a child, their own or shared with others, newest first."""
    shared = EpisodeChild.objects.filter(child_id=child_id).values("episode_id")
    rows = Episode.objects.filter(Q(child_id=child_id) | Q(pk__in=shared))
    return rows.select_related("agency").order_by("-opened_on", "-pk")


def readable(viewer: Viewer, ref: str, *, at: datetime) -> Episode:
    """The episode, for somebody who may read the child's content; noted as a look."""
    found = episode(ref)
    if found is None:
        raise NotVisible
    check_readable(viewer, found, at=at)
    touched([found.child_id])
    return found


def check_readable(viewer: Viewer, found: Episode, *, at: datetime) -> None:
    """Refuse an episode to whoever may not read the content of the child with whom it began."""
    check(viewer, Act.SEE_CONTENT, found.child_id, at=at)
    check_covered(viewer, found, found.child_id, at=at)


def check_covered(viewer: Viewer, found: Episode, child_id: int, *, at: datetime) -> None:
    """Refuse what an agreement that came with one of two joined records does not cover."""
    if not is_covered_for(viewer, found, child_id, at=at):
        raise Refusal("agreed", "The family has not agreed that your agency takes part in this plan.")


def is_covered(viewer: Viewer, found: Episode, *, at: datetime) -> bool:
    """Whether what the family agreed about this episode's own record covers the viewer's agency.

    Asked only where two records were joined and each came with an agreement.
    """
    if viewer.agency_id == found.agency_id:
        return True
    if covers(viewer, found.child_id, came_from_id=found.came_from_id):
        return True
    facts = sharing.child_facts(viewer, found.child_id, at=at)
    return facts is not None and facts.content_opened


def is_covered_for(viewer: Viewer, found: Episode, child_id: int, *, at: datetime) -> bool:
    """The same for what is planned for one of its children, each under an agreement of their own."""
    if child_id == found.child_id:
        return is_covered(viewer, found, at=at)
    rows = EpisodeChild.objects.filter(episode=found, child_id=child_id)
    return covered(rows, viewer, at=at, episode="episode__").exists()


def covered(rows: QuerySet[Row], viewer: Viewer, *, at: datetime, episode: str = "") -> QuerySet[Row]:
    """Rows about one child of an episode (`episode` leads there) that what was agreed covers for the viewer."""
    came_from = _CameFrom("child_id", f"{episode}pk", f"{episode}child_id", f"{episode}came_from_id")
    return covered_by_agreement(
        rows, viewer, at=at, child="child_id", came_from=came_from, agency=f"{episode}agency_id"
    )


class _CameFrom(Func):
    """The record from which one of an episode's children came: the first's is the episode's own.

    Given the child of the row, and of the episode its number, child and record.
    """

    output_field = BigIntegerField(null=True)

    def as_sql(  # type: ignore[override]
        self, compiler: Any, _connection: Any, **_: Any
    ) -> tuple[str, list[Any]]:
        compiled = [compiler.compile(each) for each in self.get_source_expressions()]
        child, episode, first, record = (sql for sql, _ in compiled)
        return (
            f"CASE WHEN {child} = {first} THEN {record} ELSE (SELECT beside.came_from_id"  # noqa: S608 - our own columns
            f" FROM episodes_episodechild beside WHERE beside.episode_id = {episode}"
            f" AND beside.child_id = {child} ORDER BY beside.came_from_id LIMIT 1) END"
        ), []


def agreement_about(found: Episode) -> Any:
    """The agreement that covers an episode: the one that came with it, or else the child's."""
    return sharing.agreement_in_force(found.child_id, came_from_id=found.came_from_id)


def standing_of(found: Episode) -> states.Standing:
    """The facts on which the next step of an episode depends."""
    return states.Standing(
        state=State(found.state),
        has_agreement=sharing.is_agreed(found.child_id),
        has_lead=Lead.objects.filter(episode=found, state=LeadState.ACCEPTED).exists(),
    )


@dataclass(frozen=True)
class OpenCounts:
    """How many episodes of an authority are open, and how many of those nobody leads."""

    open: int
    without_lead: int


def open_counts(authority_id: int) -> OpenCounts:
    """Both figures in one query; no child can be told from them."""
    rows = Episode.objects.filter(agency__authority_id=authority_id).exclude(state=State.CLOSED)
    led = Count("pk", distinct=True, filter=Q(leads__state=LeadState.ACCEPTED))
    found = rows.aggregate(open=Count("pk", distinct=True), led=led)
    return OpenCounts(found["open"], found["open"] - found["led"])


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


def led_by(viewer: Viewer) -> tuple[list[Lead], list[Lead]]:
    """What the viewer leads now, the nearest review first; and what they are asked to lead, the oldest first."""
    rows = Lead.objects.filter(
        practitioner_id=viewer.practitioner_id or 0, state__in=[LeadState.ACCEPTED, LeadState.OFFERED]
    )
    found = list(rows.select_related("episode", "offered_by").order_by("episode__review_on", "pk"))
    asked = [row for row in found if row.state == LeadState.OFFERED]
    leads_now = [row for row in found if row.state == LeadState.ACCEPTED]
    return leads_now, sorted(asked, key=lambda row: row.offered_at)


def manager_of(practitioner_id: int) -> str:
    """The name of somebody's line manager, to fill in; may be blank."""
    found = agencies.practitioner_by_id(practitioner_id)
    return found.line_manager.name if found and found.line_manager else ""
