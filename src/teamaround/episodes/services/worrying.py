"""Worried now: telling, receiving, answering (R13)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.people import queries as people
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries
from ..models import Worry
from ..rules import worries
from ..rules.worries import Step, Told, WorryState


@transaction.atomic
def record_worry(*, child_id: int, told: Told, telephone: str, by: Viewer, now: datetime) -> Worry:
    """Tell those who receive worries. Whoever may know of the child may say so; no agreement is asked for."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    worries.check_told(told)
    sent = Worry.objects.create(
        ref=new_ref("W"), child_id=child_id, authority_id=people.face(by, child_id, at=now).authority_id,
        agency_id=by.agency_id, account_id=by.account_id, nearness=told.nearness, what=told.what.strip(),
        done_already=told.done_already.strip(), family_knows=told.family_knows.strip(),
        telephone=telephone.strip(), sent_at=now, state=WorryState.SENT,
    )  # fmt: skip
    record("episodes.worry_told", by=by, at=now, children=[child_id], about=sent.ref)
    return sent


@transaction.atomic
def receive_worry(*, ref: str, by: Viewer, now: datetime) -> Worry:
    """Take a worry up: its sender sees that somebody has read it."""
    found = _for_receiver(ref, by=by, now=now)
    found.state = worries.check_can_step(WorryState(found.state), Step.RECEIVE)
    found.received_by_id, found.received_at = by.account_id, now
    _keep(found, "state", "received_by", "received_at")
    record("episodes.worry_received", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def answer_worry(*, ref: str, answer: str, by: Viewer, now: datetime) -> Worry:
    """Tell whoever was worried what came of it, as far as they may know."""
    found = _for_receiver(ref, by=by, now=now)
    found.state = worries.check_can_answer(WorryState(found.state), answer=answer)
    found.answer, found.answered_by_id, found.answered_at = answer.strip(), by.account_id, now
    if found.received_at is None:
        found.received_by_id, found.received_at = by.account_id, now
    _keep(found, "state", "answer", "answered_by", "answered_at", "received_by", "received_at")
    record("episodes.worry_answered", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


def _for_receiver(ref: str, *, by: Viewer, now: datetime) -> Worry:
    found = queries.worry(by, ref, at=now)
    if not by.can(Duty.RECEIVE_WORRIES):
        raise Refusal("duty", "Only those who receive worries can answer this.")
    return Worry.objects.select_for_update().get(pk=found.pk)


def _keep(found: Worry, *fields: str) -> None:
    found.version += 1
    found.save(update_fields=[*fields, "version"])
