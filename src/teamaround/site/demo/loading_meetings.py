"""Loads teams and their meetings: one that was held, with its minutes, and one that is to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer, setting_up
from teamaround.episodes import queries
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.meetings import Kind, MeetingPlan, MinuteKind
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.rules.voices import Heard, Hearing, Said, Whose
from teamaround.episodes.services import meetings, minutes, team
from teamaround.kernel import clock
from teamaround.people import portraits

from .loading_help import Loaded
from .loading_moments import Diary
from .loading_places import Places

AGO, AHEAD = timedelta(days=21), timedelta(days=8)
PLACE = "The family hub, green room"
PURPOSE = "What goes well, what is hard, and what we do next"
TALK = (
    (MinuteKind.SAID, "Mornings go better when the bag is packed the evening before."),
    (MinuteKind.SAID, "It helps that everybody hears the same story once."),
    (MinuteKind.DECIDED, "We go on as agreed, and ring each other before we change anything."),
)
VOICES = (
    Said(Whose.CHILD, Heard.WROTE_OR_DREW, "A drawing of a house with everybody at the table."),
    Said(Whose.PARENT, Heard.THERE, "I want one person whom I can ring, and I have that now."),
)


def load_meetings(loaded: Loaded, places: Places, *, now: datetime) -> None:
    """A team and its meetings for every child whom somebody leads for, with the family's agreement."""
    keys = {number: key for key, number in places.practitioners.items()}
    for key, child_id in loaded.children.items():
        with acting(setting_up(), now=now):
            found = queries.open_one(child_id)
            lead = queries.accepted_lead(found) if found is not None else None
            agreed = found is not None and queries.standing_of(found).has_agreement
        if found is None or lead is None or lead.answered_at is None or not agreed:
            continue
        by = places.viewers.get(keys.get(lead.practitioner_id, ""))
        if by is not None:
            since = max(clock.day_of(lead.answered_at) + timedelta(days=2), places.today - AGO)
            _gather(
                found.ref,
                child_id,
                since,
                by=by,
                today=places.today,
                diary=Diary(now=now, salt=f"meeting {key}"),
            )


def _gather(ref: str, child_id: int, since: date, *, by: Viewer, today: date, diary: Diary) -> None:
    at = diary.on(min(since, today))
    with acting(by, now=at):
        _join(ref, child_id, by=by, at=at)
    if since < today:
        _hold(ref, since, by=by, diary=diary)
    at = diary.then()
    with acting(by, now=at):
        meetings.plan_meeting(ref=ref, plan=_plan(today + AHEAD), members=_members(ref), by=by, now=at)


def _join(ref: str, child_id: int, *, by: Viewer, at: datetime) -> None:
    """The child, those who care for them, and the practitioners who have something to do in the plan."""
    found = queries.episode(ref)
    assert found is not None
    portrait = portraits.portrait(by, child_id, at=at)
    joining = [Joining(Standing.CHILD, "to say what would help", True, name=portrait.face.called)]
    joining += [
        Joining(Standing.FAMILY, "to say what the family needs", True, name=one.name, carer=one.carer_id)
        for one in portrait.carers
        if one.ends_on is None
    ]
    may = teams.agencies_that_may_join(found)
    actions = queries.actions(found, today=clock.day_of(at))
    doers = {one.action.practitioner for one in actions if one.action.practitioner is not None}
    joining += [
        Joining(Standing.PRACTITIONER, "to do what the plan says", True, practitioner=one.pk)
        for one in sorted(doers, key=lambda one: one.pk)
        if one.agency_id in may and (one.ended_on is None or one.ended_on >= clock.day_of(at))
    ]
    for one in joining:
        team.add_member(ref=ref, joining=one, by=by, now=at)


def _hold(ref: str, on: date, *, by: Viewer, diary: Diary) -> None:
    at = diary.then()
    with acting(by, now=at):
        held = meetings.plan_meeting(
            ref=ref, plan=_plan(on - timedelta(days=1)), members=_members(ref), was_held=True, by=by, now=at
        )
        doing: dict[str, Any] = {"ref": held.ref, "by": by, "now": at}
        minutes.note_who_came(came=_members(ref), was=[], **doing)
        for kind, text in TALK:
            minutes.add_line(kind=kind, text=text, **doing)
        minutes.hear(heard={held.child_id: Hearing(tuple(VOICES))}, **doing)
        minutes.end(took_minutes=45, next_plan=None, **doing)
        minutes.send_minutes(**doing)


def _members(ref: str) -> list[str]:
    found = queries.episode(ref)
    assert found is not None
    return [one.row.ref for one in teams.team(found)]


def _plan(on: date, starts: time = time(15, 30), ends: time = time(16, 30)) -> MeetingPlan:
    return MeetingPlan(Kind.TEAM, on, starts, ends, PLACE, PURPOSE)
