"""Meeting mode: who came, what is said, decided and to be done, whose voice was heard; and the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.design.words import day
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import EarlierMinute, Invited, Meeting, MeetingTime, Minute, MinutesSent, Voice
from ..queries import meetings, teams
from ..queries.planning import ActionSeen
from ..rules import meetings as rules
from ..rules.meetings import Answer, MeetingPlan, MeetingState, MinuteKind, Step
from ..rules.planning import Planned, When
from ..rules.voices import Hearing, Said, VoiceRefused, check_each, check_voices, needed_of
from . import meetings as planning_meetings
from . import planning
from .agreeing import check_duty
from .meetings import for_change, keep
from .occasions import note_meeting
from .reviewing import heard_children
from .team import MEANWHILE

WANTED = {
    MinuteKind.SAID: "Write what was said, then choose “Said”.",
    MinuteKind.DECIDED: "Write what was decided, then choose “Decided”.",
    MinuteKind.ACTION: "Write what will be done.",
}
GIVEN_BACK = "Somebody took this line out while you were writing. Your text is below."


@transaction.atomic
def begin(*, ref: str, by: Viewer, now: datetime) -> Meeting:
    """Open the minutes; twice is once."""
    found = _at_the_table(for_change(ref, by=by, now=now), by=by)
    if found.state == MeetingState.UNDER_WAY:
        return found
    found.state = rules.check_step(MeetingState(found.state), Step.BEGIN)
    found.held_at = now
    keep(found, "state", "held_at")
    record("episodes.meeting_begun", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def note_who_came(*, ref: str, came: Iterable[str], was: Iterable[str], by: Viewer, now: datetime) -> None:
    """Tick who came. Only what differs from what the page showed (`was`) is changed, so two can tick."""
    found = _under_way(ref, by=by, now=now)
    came, was = set(came), set(was)
    rows = teams.members(found.episode).filter(ref__in=came ^ was)
    for member in rows:
        there, made = Invited.objects.get_or_create(
            meeting=found, member=member,
            defaults={"child_id": found.child_id, "answer": Answer.ASKED, "came": member.ref in came},
        )  # fmt: skip
        if not made:
            there.came, there.uninvited_at = member.ref in came, None
            there.save(update_fields=["came", "uninvited_at"])
    record("episodes.attendance_noted", by=by, at=now, children=[found.child_id], about=found.ref)


@transaction.atomic
def add_line(*, ref: str, kind: MinuteKind, text: str, by: Viewer, now: datetime) -> Minute:
    """Write a line: something said or decided."""
    found = _under_way(ref, by=by, now=now)
    line = _write(found, kind, text, by=by, now=now)
    record("episodes.line_written", by=by, at=now, children=[found.child_id], about=found.ref)
    return line


@transaction.atomic
def add_task(*, ref: str, planned: Planned, by: Viewer, now: datetime) -> Minute:
    """Write what will be done, which becomes an action of the plan."""
    found = _under_way(ref, by=by, now=now)
    action = planning.add_action(ref=found.episode.ref, planned=planned, by=by, now=now)
    text = f"{action.what} ({ActionSeen(action, When.LATER).doer}, by {day(action.by_on)})"
    line = _write(found, MinuteKind.ACTION, text, by=by, now=now)
    line.action = action
    line.save(update_fields=["action"])
    return line


@transaction.atomic
def put_right(*, ref: str, version: int, text: str, by: Viewer, now: datetime) -> Minute:
    """Change how a line reads. The second of two writers is told; how it read before is kept."""
    line = _line(ref, version=version, by=by, now=now)
    text = rules.check_words(text, field="text", wanted="Write how it should read, or take the line out.")
    _keep_earlier(line)
    line.text = text
    _save(line, by=by, now=now)
    record("episodes.line_changed", by=by, at=now, children=[line.child_id], about=line.meeting.ref)
    return line


@transaction.atomic
def take_out(*, ref: str, version: int, by: Viewer, now: datetime) -> Minute:
    """Take a line out of the minutes; it stays in their history."""
    line = _line(ref, version=version, by=by, now=now)
    _keep_earlier(line)
    line.taken_out_at = now
    _save(line, by=by, now=now)
    record("episodes.line_taken_out", by=by, at=now, children=[line.child_id], about=line.meeting.ref)
    return line


@transaction.atomic
def hear(*, ref: str, heard: Mapping[int, Hearing], by: Viewer, now: datetime) -> None:
    """Write down, for each of these children, whose voice was heard and how."""
    found = _under_way(ref, by=by, now=now)
    children = heard_children(found.episode, by=by, now=now)
    there = meetings.voices(found)
    for child in (one for one in children if one in heard):
        try:
            _hear(found, child, heard[child], there.get(child, {}), by=by, now=now)
        except Refusal as refusal:
            raise VoiceRefused(child, refusal) from None
    record("episodes.voices_heard", by=by, at=now, children=children, about=found.ref)


@transaction.atomic
def end(
    *, ref: str, took_minutes: int | None, next_plan: MeetingPlan | None, by: Viewer, now: datetime
) -> Meeting:
    """End a meeting: both voices are there or why not, how long it took, and when to meet next, if so."""
    found = _under_way(ref, by=by, now=now)
    heard = _all_heard(found, by=by, now=now)
    if not meetings.invited(found).filter(came=True).exists():
        raise Refusal("nobody", "Tick who came first.", field="came")
    found.took_minutes = rules.check_took(took_minutes)
    found.state = rules.check_step(MeetingState(found.state), Step.END)
    found.ended_at = found.ended_at or now
    keep(found, "state", "took_minutes", "ended_at")
    _count_time(found, found.took_minutes)
    note_meeting(found, heard)
    record("episodes.meeting_ended", by=by, at=now, children=[found.child_id], about=found.ref)
    if next_plan is not None:
        again = meetings.invited(found).filter(member__left_on__isnull=True)
        planning_meetings.plan_meeting(
            ref=found.episode.ref, plan=next_plan, members=again.values_list("member__ref", flat=True), by=by,
            now=now,
        )  # fmt: skip
    return found


@transaction.atomic
def go_on(*, ref: str, by: Viewer, now: datetime) -> Meeting:
    """Open the minutes of a meeting again, to put something right."""
    found = _at_the_table(for_change(ref, by=by, now=now), by=by)
    found.state = rules.check_step(MeetingState(found.state), Step.GO_ON)
    keep(found, "state")
    record("episodes.minutes_opened_again", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def send_minutes(*, ref: str, by: Viewer, now: datetime) -> int:
    """Let those in the team who may have the minutes have them; how many they are."""
    found = _at_the_table(for_change(ref, by=by, now=now), by=by)
    if found.state != MeetingState.HELD:
        raise Refusal("not-over", "End the meeting first. Then its minutes can go out.")
    to = teams.members(found.episode).filter(left_on__isnull=True, may_have_minutes=True)
    sent = [
        MinutesSent(
            meeting=found, member=member, child_id=found.child_id, sent_by_id=by.account_id, sent_at=now
        )
        for member in to
    ]
    if not sent:
        raise Refusal(
            "nobody-may", "Nobody in the team may have the minutes yet. Say who may on the team’s page."
        )
    MinutesSent.objects.bulk_create(sent)
    found.minutes_sent_at = now
    keep(found, "minutes_sent_at")
    record("episodes.minutes_sent", by=by, at=now, children=[found.child_id], about=found.ref)
    return len(sent)


def _at_the_table(found: Meeting, *, by: Viewer) -> Meeting:
    rules.check_may_keep(meetings.asker(by, found))
    return found


def _under_way(ref: str, *, by: Viewer, now: datetime) -> Meeting:
    """The meeting, not locked: each line is a row of its own, and many may write at once."""
    found = meetings.readable_meeting(by, ref, at=now)
    check_duty(by)
    rules.check_can_write(MeetingState(found.state))
    return _at_the_table(found, by=by)


def _write(found: Meeting, kind: MinuteKind, text: str, *, by: Viewer, now: datetime) -> Minute:
    return Minute.objects.create(
        ref=new_ref("Y"), meeting=found, child_id=found.child_id, kind=kind,
        text=rules.check_words(text, field="text", wanted=WANTED[kind]), written_by_id=by.account_id,
        written_at=now,
    )  # fmt: skip


def _line(ref: str, *, version: int, by: Viewer, now: datetime) -> Minute:
    found = meetings.line(ref)
    if found is None:
        raise NotVisible
    _under_way(found.meeting.ref, by=by, now=now)
    line = Minute.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=found.pk)
    if line.taken_out_at is not None:
        raise Refusal("taken-out", GIVEN_BACK)
    if line.version != version:
        raise Refusal("changed-meanwhile", MEANWHILE)
    return line


def _keep_earlier(line: Minute) -> None:
    EarlierMinute.objects.create(
        minute=line, child_id=line.child_id, kind=line.kind, text=line.text,
        changed_by_id=line.changed_by_id or line.written_by_id, changed_at=line.changed_at or line.written_at,
    )  # fmt: skip


def _save(line: Minute, *, by: Viewer, now: datetime) -> None:
    line.changed_by_id, line.changed_at, line.version = by.account_id, now, line.version + 1
    line.save(update_fields=["text", "taken_out_at", "changed_by", "changed_at", "version"])


def _all_heard(found: Meeting, *, by: Viewer, now: datetime) -> dict[int, list[Said]]:
    """What each child said, and the parents; refused when one was not asked."""
    said, children = meetings.said_at(found), heard_children(found.episode, by=by, now=now)
    check_each(said, needed={child: needed_of(child, first=found.child_id) for child in children})
    return {child: said[child] for child in children}


def _hear(
    found: Meeting, child: int, hearing: Hearing, there: Mapping[str, Voice], *, by: Viewer, now: datetime
) -> None:
    check_voices(hearing.said, needed=())
    for one in hearing.said:
        row = there.get(one.whose) or Voice(meeting=found, child_id=child, whose=one.whose, version=0)
        if (row.heard, row.said, row.why_not) == (one.heard, one.said.strip(), one.why_not.strip()):
            continue
        if row.version != hearing.versions.get(one.whose, 0):
            raise Refusal("changed-meanwhile", MEANWHILE, field=f"{one.whose}_said")
        row.heard, row.said, row.why_not = one.heard, one.said.strip(), one.why_not.strip()
        row.recorded_by_id, row.recorded_at, row.version = by.account_id, now, row.version + 1
        row.save()


def _count_time(found: Meeting, minutes: int) -> None:
    """Keep what each agency spent; one that is no longer ticked is kept with nobody."""
    came = meetings.invited(found).filter(came=True).values_list("member__agency_id", flat=True)
    shares = {share.agency: share for share in rules.time_spent(minutes, came)}
    known = {row.agency_id: row for row in MeetingTime.objects.filter(meeting=found)}
    for agency in shares.keys() | known.keys():
        row = known.get(agency) or MeetingTime(
            meeting=found, episode=found.episode, child_id=found.child_id, agency_id=agency
        )
        share = shares.get(agency)
        row.people, row.minutes = (share.people, share.minutes) if share else (0, 0)
        row.held_on = clock.day_of(found.starts_at)
        row.save()
