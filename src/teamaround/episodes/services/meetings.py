"""Meetings: planned, changed, called off; and what those who are asked say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Episode, Invited, Meeting, TeamMember
from ..queries import meetings, teams
from ..rules import meetings as rules
from ..rules.meetings import Answer, MeetingPlan, MeetingState, Slot, Step
from .agreeing import check_duty
from .team import MEANWHILE, ensure_in_team, open_for_change
from .telling import tell_called_off

LEADS = "Leads the team"
TAKES_PART = "Takes part in this meeting"


@transaction.atomic
def plan_meeting(
    *, ref: str, plan: MeetingPlan, members: Iterable[str], by: Viewer, now: datetime,
    practitioners: Iterable[int] = (), was_held: bool = False,
) -> Meeting:  # fmt: skip
    """Call the members of a team (their references) together; practitioners named beside them join it.

    Whoever leads is always asked. A meeting that was held already is under way at once, so
    that its minutes can be written.
    """
    found = open_for_change(ref, by=by, now=now)
    slot = rules.check_plan(plan, now=now, was_held=was_held)
    planned = Meeting.objects.create(
        ref=new_ref("H"), episode=found, child_id=found.child_id, kind=plan.kind,
        state=MeetingState.UNDER_WAY if was_held else MeetingState.PLANNED, starts_at=slot.starts_at,
        minutes_long=slot.minutes_long, place=plan.place.strip(), purpose=plan.purpose.strip(),
        called_by_id=by.account_id, called_at=now, held_at=slot.starts_at if was_held else None,
    )  # fmt: skip
    asked = _members(found, members)
    asked |= {ensure_in_team(found, one, here_to=TAKES_PART, by=by, now=now) for one in practitioners}
    _invite(planned, asked | _lead(found, by=by, now=now))
    record("episodes.meeting_planned", by=by, at=now, children=[found.child_id], about=planned.ref)
    return planned


@transaction.atomic
def change_meeting(
    *, ref: str, version: int, plan: MeetingPlan, members: Iterable[str], by: Viewer, now: datetime
) -> Meeting:
    """Change a meeting that is to come. Another day or time asks everybody again; calendars follow."""
    found = for_change(ref, by=by, now=now)
    rules.check_step(MeetingState(found.state), Step.BEGIN)
    if found.version != version:
        raise Refusal("changed-meanwhile", MEANWHILE)
    slot = rules.check_plan(plan, now=now)
    moved = (found.starts_at, found.minutes_long) != (slot.starts_at, slot.minutes_long)
    if moved or (found.place, found.kind) != (plan.place.strip(), plan.kind):
        found.sequence += 1
    _put(found, plan, slot)
    asked = _members(found.episode, members) | _lead(found.episode, by=by, now=now)
    _invite(found, asked)
    meetings.invited(found).exclude(member__in=asked).update(uninvited_at=now)
    if moved:
        meetings.invited(found).exclude(answer=Answer.ASKED).update(answer=Answer.ASKED, answered_at=None)
    record("episodes.meeting_changed", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def cancel_meeting(*, ref: str, because: str, by: Viewer, now: datetime) -> Meeting:
    """Call a meeting off, with a reason for those who were asked."""
    found = for_change(ref, by=by, now=now)
    call_off(found, because=because, by=by, now=now)
    return found


def call_off(found: Meeting, *, because: str, by: Viewer, now: datetime) -> None:
    """Call off a meeting that is at hand; those who were asked are told, and their calendars follow."""
    found.state = rules.check_step(MeetingState(found.state), Step.CANCEL)
    found.cancelled_because = rules.check_words(
        because, field="because", wanted="Say in a few words why it does not take place."
    )
    found.sequence += 1
    keep(found, "state", "cancelled_because", "sequence")
    tell_called_off(found, by=by, now=now)
    record("episodes.meeting_cancelled", by=by, at=now, children=[found.child_id], about=found.ref)


@transaction.atomic
def answer_invitation(
    *, ref: str, member: str, version: int, answer: Answer, news: str, by: Viewer, now: datetime
) -> Invited:
    """Say whether somebody comes, and their news for the meeting.

    A practitioner answers for themselves; for the family and others, whoever may keep the
    minutes writes down what they said.
    """
    found, own = _asked(ref, member, by=by, now=now)
    rules.check_answer(MeetingState(found.state))
    if own.version != version:
        raise Refusal("changed-meanwhile", MEANWHILE)
    if len(news.strip()) > 0:
        rules.check_words(news, field="news", wanted="")
    if answer is not Answer(own.answer):
        own.answer, own.answered_at = answer, now
    if news.strip() != own.news:
        own.news, own.news_at = news.strip(), now
    own.version += 1
    own.save(update_fields=["answer", "answered_at", "news", "news_at", "version"])
    record("episodes.invitation_answered", by=by, at=now, children=[found.child_id], about=found.ref)
    return own


def for_change(ref: str, *, by: Viewer, now: datetime) -> Meeting:
    """The meeting, locked, for those who may change plans while the work goes on."""
    found = meetings.meeting(ref)
    if found is None:
        raise NotVisible
    open_for_change(found.episode.ref, by=by, now=now)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("episode", "called_by")
    return rows.get(pk=found.pk)


def keep(found: Meeting, *fields: str) -> None:
    """Save with a new version."""
    found.version += 1
    found.save(update_fields=[*fields, "version"])


def _asked(ref: str, member: str, *, by: Viewer, now: datetime) -> tuple[Meeting, Invited]:
    found = meetings.readable_meeting(by, ref, at=now)
    check_duty(by)
    own = meetings.invitation(found, member)
    if own is None:
        raise NotVisible
    person = own.member.practitioner_id
    if person is None:
        rules.check_may_keep(meetings.asker(by, found))
    elif person != by.practitioner_id:
        raise Refusal("not-you", "They answer for themselves, on their own home page.")
    return found, Invited.objects.select_for_update(of=("self",)).select_related("member").get(pk=own.pk)


def _members(found: Episode, refs: Iterable[str]) -> set[TeamMember]:
    return set(teams.members(found).filter(left_on__isnull=True, ref__in=list(refs)))


def _lead(found: Episode, *, by: Viewer, now: datetime) -> set[TeamMember]:
    lead = queries.accepted_lead(found)
    if lead is None:
        return set()
    return {ensure_in_team(found, lead.practitioner_id, here_to=LEADS, by=by, now=now)}


def _invite(found: Meeting, asked: set[TeamMember]) -> None:
    """Ask those who are not asked yet, and ask again those who were left out meanwhile."""
    if not asked:
        raise Refusal("members", "Choose at least one person to ask.", field="members")
    known = {row.member_id: row for row in Invited.objects.filter(meeting=found)}
    Invited.objects.bulk_create(
        Invited(meeting=found, member=member, child_id=found.child_id, answer=Answer.ASKED)
        for member in sorted(asked, key=lambda one: one.pk)
        if member.pk not in known
    )
    again = [row.pk for row in known.values() if row.uninvited_at and row.member_id in {m.pk for m in asked}]
    Invited.objects.filter(pk__in=again).update(uninvited_at=None, answer=Answer.ASKED, answered_at=None)


def _put(found: Meeting, plan: MeetingPlan, slot: Slot) -> None:
    found.kind, found.place, found.purpose = plan.kind, plan.place.strip(), plan.purpose.strip()
    found.starts_at, found.minutes_long = slot.starts_at, slot.minutes_long
    keep(found, "kind", "place", "purpose", "starts_at", "minutes_long", "sequence")
