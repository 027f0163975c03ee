"""Ending an episode: with a reason, and with everything that hangs on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.audit.services import record
from teamaround.kernel import clock

from .. import queries
from ..models import Episode
from ..rules import states
from .agreeing import for_change, keep
from .leading import end_all


@transaction.atomic
def close_episode(*, ref: str, reason: str, note: str, by: Viewer, now: datetime) -> Episode:
    """End the work with a reason; the assessment is closed with it and can be gone on from."""
    found = for_change(ref, by=by, now=now)
    found.state = states.check_can_close(queries.standing_of(found), reason=reason)
    found.closed_on, found.closed_for, found.closing_note = clock.day_of(now), reason, note.strip()
    found.review_on = None
    keep(found, "state", "closed_on", "closed_for", "closing_note", "review_on")
    record("episodes.closed", by=by, at=now, children=[found.child_id], about=found.ref, said=reason)
    words = states.CLOSING_WORDS[states.Closing(reason)]
    beside = assessments.open_ones(found.child_id)
    assessment = min(beside, key=lambda one: one.came_from_id != found.came_from_id, default=None)
    if assessment is not None and by.agency_id in assessments.leading(assessment):
        assessing.close(ref=assessment.ref, because=words, by=by, now=now)
    end_all(found, because=words, now=now)
    return found
