"""What ends with an episode: meetings still to come, cover, the lead on protection, each child's part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.states import State as Written
from teamaround.audit.services import record
from teamaround.index.rules.pointing import is_recent
from teamaround.kernel import clock
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from .. import queries
from ..models import Cover, Episode, EpisodeChild, Meeting, ProtectionLead
from ..queries.meetings import said_at
from ..rules import meetings as rules
from ..rules.meetings import MeetingState, Step
from .leading import end_all
from .meetings import call_off, keep
from .occasions import note_meeting


def end_with_it(found: Episode, *, because: str, by: Viewer, now: datetime) -> None:
    """Nobody is asked to a meeting any more, and nobody leads, covers or leads on protection."""
    for meeting in _locked(found, MeetingState.PLANNED):
        call_off(meeting, because=f"The work has ended: {because.lower()}.", by=by, now=now)
    for meeting in _locked(found, MeetingState.UNDER_WAY):
        meeting.state, meeting.ended_at = rules.check_step(MeetingState.UNDER_WAY, Step.END), now
        keep(meeting, "state", "ended_at")
        note_meeting(meeting, said_at(meeting))
        record("episodes.meeting_ended", by=by, at=now, children=[found.child_id], about=meeting.ref)
    today = clock.day_of(now)
    covers = Cover.objects.filter(lead__episode=found, ended_at__isnull=True, ends_on__gte=today)
    ProtectionLead.objects.filter(episode=found, ends_on__isnull=True).update(ends_on=today)
    covers.update(ended_at=now)
    end_all(found, because=because, now=now)


def close_assessments(
    found: Episode, refs: Iterable[str], *, because: str, by: Viewer, now: datetime
) -> None:
    """The assessment of the child with whom the work began, and those of brothers and sisters that were chosen."""
    beside = assessments.open_ones(found.child_id)
    own = min(beside, key=lambda one: one.came_from_id != found.came_from_id, default=None)
    chosen = {one.ref for one in queries.written_beside(found, by, at=now) if one.ref in set(refs)}
    if own is not None and by.agency_id in assessments.leading(own):
        chosen.add(own.ref)
    for ref in sorted(chosen):
        assessing.close(ref=ref, because=because, by=by, now=now)


def take_up_again(found: Episode, *, ended: str, by: Viewer, now: datetime) -> None:
    """The assessments that ended with the work, and brothers and sisters whose families still agree."""
    on = found.closed_on
    _go_on_with(found.assessment.ref if found.assessment else "", found.child_id, by=by, now=now)
    for part in EpisodeChild.objects.filter(episode=found, left_on=on, left_because=ended):
        agreed = sharing.agreement_in_force(part.child_id) is not None
        may = sharing.decide(by, Act.CONTRIBUTE, part.child_id, at=now).allowed
        if not (agreed and may) or queries.open_one(part.child_id) is not None:
            continue
        part.left_on, part.left_because = None, ""
        part.save(update_fields=["left_on", "left_because"])
        record("episodes.child_joined", by=by, at=now, children=[part.child_id], about=found.ref)
        latest = assessments.of_child(part.child_id).first()
        if latest is not None and latest.closed_on == on:
            _go_on_with(latest.ref, part.child_id, by=by, now=now)


def _go_on_with(ref: str, child_id: int, *, by: Viewer, now: datetime) -> None:
    """Take an assessment up, when it is recent and this agency leads it."""
    written = assessments.assessment(ref) if ref else None
    if written is None or written.state != Written.CLOSED or assessments.open_one(child_id):
        return
    if is_recent(written.closed_on, on=clock.day_of(now)) and by.agency_id in assessments.leading(written):
        assessing.reopen(ref=written.ref, by=by, now=now)


def _locked(found: Episode, state: MeetingState) -> list[Meeting]:
    rows = Meeting.objects.select_for_update(of=("self",)).filter(episode=found, state=state)
    return list(rows.order_by("starts_at", "pk"))
