"""Reading assessments: who may read which, what is written, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.index import queries as index
from teamaround.kernel import clock
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act, ChildFacts, may

from . import releases
from .models import OPEN, Answer, Assessment, Contribution, EarlierWording
from .rules import contributing, starting, states
from .rules import voices as voices_rules
from .rules.contributing import ContributionState
from .rules.definition import Box, Form, Section
from .rules.seeing import Reader, may_read
from .rules.states import State
from .rules.writing import Writer, may_write

Sheet = dict[Box, Answer]


def form_of(assessment: Assessment) -> Form:
    """The version of the form that this assessment keeps."""
    return releases.form(assessment.form_key, assessment.form_version)


def assessment(ref: str) -> Assessment | None:
    """The assessment with this reference, whoever asks; `readable` decides who may."""
    return Assessment.objects.select_related(*BESIDE).filter(ref=ref).first()


BESIDE = ("agency", "begun_by", "child__pointers__lead_practitioner__agency")
"""What every page of an assessment names: who began it, the child, and whoever leads."""


def contribution(ref: str) -> Contribution | None:
    """The contribution with this reference."""
    return (
        Contribution.objects.select_related(
            "agency", "offered_by", "asked_by", *(f"assessment__{name}" for name in BESIDE)
        )
        .filter(ref=ref)
        .first()
    )


def known(viewer: Viewer, ref: str, *, at: datetime) -> Assessment:
    """The assessment, for somebody who may know that it exists; else NotVisible."""
    found = assessment(ref)
    if found is None or not sharing.decide(viewer, Act.SEE_INDEX_ENTRY, found.child_id, at=at).allowed:
        raise NotVisible
    return found


def part_of(viewer: Viewer, ref: str, *, at: datetime) -> Contribution:
    """A contribution that the viewer's agency gives or has been offered; else NotVisible."""
    found = contribution(ref)
    if found is None or not sharing.decide(viewer, Act.SEE_INDEX_ENTRY, found.child_id, at=at).allowed:
        raise NotVisible
    if viewer.agency_id != found.agency_id and viewer.agency_id not in leading(found.assessment):
        raise NotVisible
    return found


def leading(found: Assessment) -> frozenset[int]:
    """The agencies that lead the writing: whoever began it, and the lead practitioner's."""
    lead = lead_beside(found)
    return frozenset({found.agency_id} | ({lead.agency_id} if lead is not None else set()))


def lead_beside(found: Assessment) -> Any:
    """The lead practitioner as read with the assessment; None when nobody leads."""
    pointers = getattr(found.child, "pointers", None)
    return pointers.lead_practitioner if pointers is not None else None


def lead_of(child_id: int) -> Any:
    """The lead practitioner with their agency, as the index points to them; None when nobody leads."""
    pointers = index.pointers(child_id)
    return pointers.lead_practitioner if pointers is not None else None


@dataclass(frozen=True)
class Sight:
    """One assessment, and everything that stands between it and one viewer, read once."""

    viewer: Viewer
    assessment: Assessment
    facts: ChildFacts
    agreement: Any  # the agreement in force, or None
    lead: Any  # the lead practitioner, or None

    @property
    def agreed(self) -> states.Agreed:
        """What the family has agreed to at this moment."""
        return agreed_in(self.agreement)

    @property
    def leading(self) -> frozenset[int]:
        """The agencies that lead the writing."""
        return frozenset({self.assessment.agency_id} | ({self.lead.agency_id} if self.lead else set()))

    @property
    def may_see_content(self) -> bool:
        """Whether the viewer may read what is agreed and planned for the child."""
        return may(sharing.viewer_facts(self.viewer), Act.SEE_CONTENT, self.facts).allowed

    @property
    def may_read(self) -> bool:
        """Whether the viewer may read what is written."""
        if not self.may_see_content:
            return False
        reader = Reader(
            agency=self.viewer.agency_id,
            is_in_scope=self.viewer.agency_id in covered(self.agreement),
            has_opened=self.facts.content_opened,
        )
        found = self.assessment
        is_shared, state = found.shared_at is not None, State(found.state)
        return may_read(reader, agency=found.agency_id, is_shared=is_shared, state=state)


def sight(viewer: Viewer, ref: str, *, at: datetime) -> Sight:
    """The assessment as one viewer meets it; NotVisible when they may not know of it. Noted as a look."""
    found = assessment(ref)
    if found is None:
        raise NotVisible
    seen = _sight(viewer, found, at=at)
    touched([found.child_id])
    return seen


def _sight(viewer: Viewer, found: Assessment, *, at: datetime) -> Sight:
    facts = sharing.child_facts(viewer, found.child_id, at=at)
    if facts is None or not may(sharing.viewer_facts(viewer), Act.SEE_INDEX_ENTRY, facts).allowed:
        raise NotVisible
    agreement = agreement_about(found)
    return Sight(viewer, found, facts, agreement, lead_beside(found))


def reads(viewer: Viewer, found: Assessment, *, at: datetime) -> bool:
    """Whether the viewer may read what is written in it; NotVisible when they may not know of it."""
    return _sight(viewer, found, at=at).may_read


def agreement_about(found: Assessment) -> Any:
    """The agreement that covers an assessment: the one that came with it, or else the child's."""
    return sharing.agreement_in_force(found.child_id, came_from_id=found.came_from_id)


def agreed_in(agreement: Any) -> states.Agreed:
    """What an agreement says; nothing is agreed without one."""
    if agreement is None:
        return states.Agreed()
    return states.Agreed(to_take_part=agreement.may_store, to_share=agreement.may_share)


def agencies_agreed(child_id: int) -> frozenset[int]:
    """The agencies that the agreement in force covers."""
    return covered(sharing.agreement_in_force(child_id))


def covered(agreement: Any) -> frozenset[int]:
    """The agencies that an agreement covers; none when there is no agreement."""
    if agreement is None:
        return frozenset()
    return frozenset(row.agency_id for row in agreement.scope.all() if row.ended_at is None)


def standing_of(found: Assessment) -> states.Standing:
    """The facts on which the next step of an assessment depends."""
    return states.Standing(
        state=State(found.state),
        agency=found.agency_id,
        agreed=agreed_in(agreement_about(found)),
        closed_on=found.closed_on,
        is_shared=found.shared_at is not None,
    )


# ---------------------------------------------------------------- starting


def of_child(child_id: int) -> QuerySet[Assessment]:
    """Every assessment of a child, newest first."""
    return (
        Assessment.objects.filter(child_id=child_id)
        .select_related("agency", "begun_by")
        .order_by("-begun_on", "-pk")
    )


def open_one(child_id: int) -> Assessment | None:
    """The assessment of a child that is open, if there is one; of two, the kept record's own."""
    return open_ones(child_id).first()


def open_ones(child_id: int) -> QuerySet[Assessment]:
    """Open assessments: one, or one from each of two records that were joined, the child's own first."""
    own_first = F("came_from_id").asc(nulls_first=True)
    return of_child(child_id).filter(OPEN).order_by(own_first, "-begun_on", "-pk")


def decide_start(viewer: Viewer, child_id: int, *, at: datetime) -> starting.StartDecision:
    """What meets somebody who would start an assessment of this child."""
    lead = lead_of(child_id)
    may_see_agencies = sharing.decide(viewer, Act.SEE_HIDDEN_DETAILS, child_id, at=at).allowed
    joined = set(
        Contribution.objects.filter(
            child_id=child_id, agency_id=viewer.agency_id, state__in=contributing.LIVE
        ).values_list("assessment_id", flat=True)
    )
    found = [
        starting.Existing(
            ref=one.ref,
            state=State(one.state),
            agency=lead.agency.name if lead is not None else one.agency.name,
            ask=lead.name if lead is not None else one.begun_by.name,
            begun_on=one.begun_on,
            closed_on=one.closed_on,
            is_ours=one.agency_id == viewer.agency_id,
            is_joined=one.pk in joined,
            has_lead=lead is not None,
            is_hidden=not may_see_agencies and one.agency_id != viewer.agency_id,
        )
        for one in of_child(child_id)
    ]
    return starting.decide_start(found, on=clock.day_of(at))


# ---------------------------------------------------------------- what is written


def sheet(found: Assessment, part: Contribution | None = None) -> Sheet:
    """What is written by those who lead, or in one contribution."""
    rows = Answer.objects.filter(assessment=found, contribution=part).select_related("written_by")
    return {Box(row.part, row.field): row for row in rows}


@dataclass(frozen=True)
class Voice:
    """One agency's answers in an assessment, as they are read."""

    agency_name: str
    contribution: Contribution | None
    sheet: Sheet


def voices(found: Assessment, parts: Iterable[Contribution]) -> list[Voice]:
    """Those who lead first, then each contribution that was given, in the order of giving."""
    sheets: dict[int | None, Sheet] = {}
    for row in (
        Answer.objects.filter(assessment=found).exclude(text="").select_related("written_by", "from_earlier")
    ):
        sheets.setdefault(row.contribution_id, {})[Box(row.part, row.field)] = row
    given = [part for part in parts if part.state == ContributionState.GIVEN]
    given.sort(key=lambda part: (part.given_at, part.pk))
    first = Voice(found.agency.name, None, sheets.get(None, {}))
    return [first] + [Voice(part.by_name, part, sheets.get(part.pk, {})) for part in given]


def heard(found: Assessment) -> voices_rules.Heard:
    """Whose voice is kept in what stands in an assessment: with those who lead, and in parts that were given."""
    given = Q(contribution__isnull=True) | Q(contribution__state=ContributionState.GIVEN)
    texts: dict[Box, str] = {}
    for part, field, text in Answer.objects.filter(given, assessment=found).values_list(
        "part", "field", "text"
    ):
        box = Box(part, field)
        texts[box] = ",".join(filter(None, [texts.get(box, ""), text]))
    return voices_rules.heard(form_of(found), texts)


def earlier(found: Assessment) -> QuerySet[EarlierWording]:
    """What stood in the boxes of an assessment before, newest first."""
    return (
        EarlierWording.objects.filter(answer__assessment=found)
        .select_related("written_by", "answer")
        .order_by("-replaced_at", "-pk")
    )


def is_theirs(part: Contribution, viewer: Viewer) -> bool:
    """Whether a part is the viewer's to write: their agency's, or the guest's own."""
    if viewer.by_link:
        return part.guest_id == viewer.account_id
    return part.agency_id == viewer.agency_id


def writer(viewer: Viewer, part: Contribution | None = None) -> Writer:
    """Somebody who writes, with what they were asked for."""
    asked = part is not None and is_theirs(part, viewer) and part.state == ContributionState.ASKED
    return Writer(
        agency=viewer.agency_id,
        may_write=viewer.can(Duty.WRITE_ASSESSMENTS) or bool(viewer.by_link),
        asked_for=frozenset(part.wanted) if part is not None and asked else frozenset(),
    )


def sections_to_write(viewer: Viewer, found: Assessment, part: Contribution | None = None) -> list[Section]:
    """The sections that the viewer may write in, in the order of the form."""
    who, lead, state = writer(viewer, part), leading(found), State(found.state)
    if part is not None:
        return [
            section
            for section in form_of(found).sections
            if section.key in who.asked_for
            and may_write(state=state, leading=(), writer=who, section=section)
        ]
    return [
        section
        for section in form_of(found).sections
        if may_write(state=state, leading=lead, writer=who, section=section)
    ]


# ---------------------------------------------------------------- contributions


def contributions(found: Assessment) -> QuerySet[Contribution]:
    """Who contributes to an assessment, in the order in which they came."""
    return (
        Contribution.objects.filter(assessment=found)
        .select_related("agency", "guest", "practitioner", "offered_by", "asked_by", "given_by")
        .order_by("pk")
    )


def ours_in(viewer: Viewer, found: Assessment) -> Contribution | None:
    """The contribution of the viewer's own agency."""
    return contributions(found).filter(agency_id=viewer.agency_id).first()


def asked_of(viewer: Viewer, *, at: datetime) -> QuerySet[Contribution]:
    """Parts that the viewer's agency has been asked for, the most pressing first."""
    rows = Contribution.objects.filter(
        agency_id=viewer.agency_id, state=ContributionState.ASKED, assessment__state__in=states.OPEN
    )
    if viewer.practitioner_id is not None:
        rows = rows.filter(Q(practitioner__isnull=True) | Q(practitioner_id=viewer.practitioner_id))
    rows = rows.select_related("assessment__agency", "asked_by").order_by("due_on", "asked_at")
    return sharing.within_reach(rows, viewer, Act.SEE_INDEX_ENTRY, at=at, child="child_id")


def offers_to(viewer: Viewer, *, at: datetime) -> QuerySet[Contribution]:
    """Offers to contribute that wait for an answer from the viewer's agency, oldest first."""
    rows = (
        Contribution.objects.filter(
            Q(assessment__agency_id=viewer.agency_id)
            | Q(child__pointers__lead_practitioner__agency_id=viewer.agency_id),
            state=ContributionState.OFFERED,
            assessment__state__in=states.OPEN,
        )
        .select_related("assessment", "agency", "offered_by")
        .order_by("offered_at")
    )
    return sharing.within_reach(rows, viewer, Act.SEE_INDEX_ENTRY, at=at, child="child_id")


def being_written_by(viewer: Viewer, *, at: datetime) -> QuerySet[Assessment]:
    """Assessments that the viewer began and that are still being written, newest first."""
    begun = Assessment.objects.filter(begun_by_id=viewer.account_id, state=State.BEGUN)
    rows = begun.order_by("-begun_on", "-pk")
    return sharing.within_reach(rows, viewer, Act.SEE_INDEX_ENTRY, at=at, child="child_id")


# ---------------------------------------------------------------- counting


def joined_rather_than_repeated(
    authority_id: int, *, since: date | None = None, until: date | None = None
) -> int:
    """How many assessments an authority's agencies joined rather than repeated, by the day of giving."""
    rows = Contribution.objects.filter(
        assessment__agency__authority_id=authority_id, agency__isnull=False, state=ContributionState.GIVEN
    )
    if since is not None:
        rows = rows.filter(given_at__date__gte=since)
    if until is not None:
        rows = rows.filter(given_at__date__lte=until)
    facts = rows.values_list("assessment_id", "agency_id", "assessment__agency_id")
    return contributing.joined_rather_than_repeated(
        contributing.Joining(one, agency, begun_by, ContributionState.GIVEN)
        for one, agency, begun_by in facts
    )
