"""The service's side, signed in or by a link: yes or no, begun, and what came of it. Whoever asked may note the last two."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.guests.rules import Ended
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import Request
from ..rules import asking, states
from ..rules.states import State, Step
from .asking import end_link, for_asker


@transaction.atomic
def accept(*, ref: str, words: str, begins_on: date | None, by: Viewer, now: datetime) -> Request:
    """Say yes, and when it begins as far as anybody knows."""
    found = _for_service(ref, by=by)
    found.state = states.check_can_step(State(found.state), Step.ACCEPT)
    if begins_on is not None and begins_on < clock.day_of(now):
        raise Refusal("past", "Choose a day that is still to come, or leave it empty.", field="begins_on")
    found.answered_by_id, found.answered_at = by.account_id, now
    found.answer, found.begins_on = words.strip(), begins_on
    _keep(found, by=by, now=now)
    record("requests.accepted", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def decline(*, ref: str, because: str, words: str, by: Viewer, now: datetime) -> Request:
    """Say no, with a reason that whoever asked can do something with."""
    found = _for_service(ref, by=by)
    found.state = states.check_can_step(State(found.state), Step.DECLINE)
    asking.check_decline(because, words)
    found.answered_by_id, found.answered_at = by.account_id, now
    found.because, found.answer = because, words.strip()
    _keep(found, by=by, now=now)
    record("requests.declined", by=by, at=now, children=[found.child_id], about=found.ref)
    end_link(found, Ended.DONE, by=by, now=now)
    return found


@transaction.atomic
def begin(*, ref: str, started_on: date, by: Viewer, now: datetime) -> Request:
    """It has begun: said by the service, or by whoever asked when they hear of it first."""
    found = _for_either(ref, by=by, now=now)
    found.state = states.check_can_step(State(found.state), Step.START)
    asking.check_day(started_on, not_before=clock.day_of(found.asked_at), today=clock.day_of(now))
    found.started_on = started_on
    _keep(found, by=by, now=now)
    record("requests.begun", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def end(*, ref: str, outcome: str, words: str, by: Viewer, now: datetime) -> Request:
    """What came of it, for everybody who may know of the request."""
    found = _for_either(ref, by=by, now=now)
    is_signpost = found.state == State.SIGNPOSTED
    found.state = states.check_can_step(State(found.state), Step.END)
    asking.check_outcome(outcome, words, has_begun=found.started_on is not None, is_signpost=is_signpost)
    found.outcome, found.came_of_it = outcome, words.strip()
    found.ended_at, found.ended_by_id = now, by.account_id
    _keep(found, by=by, now=now)
    record("requests.ended", by=by, at=now, children=[found.child_id], about=found.ref)
    end_link(found, Ended.DONE, by=by, now=now)
    return found


def _for_service(ref: str, *, by: Viewer) -> Request:
    """A request for change by those who were asked."""
    found = queries.by_link(by) if by.by_link else queries.to_service(by, ref)
    return Request.objects.select_for_update().get(pk=found.pk)


def _for_either(ref: str, *, by: Viewer, now: datetime) -> Request:
    """The same, or by whoever asked."""
    if by.by_link or queries.is_to(by, ref):
        return _for_service(ref, by=by)
    return for_asker(ref, by=by, now=now)


def _keep(found: Request, *, by: Viewer, now: datetime) -> None:
    """Save a step; what the asker did themselves is no news to them."""
    if by.account_id != found.asked_by_id:
        found.changed_at = now
    found.version += 1
    found.save()
