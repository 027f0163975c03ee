"""What an owner does who came by a link: the same as behind sign-in, for what is asked of them, in their post's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible

from ..models import AskedOwner, Evidence, Update
from ..queries import asking as queries
from ..rules.months import Basis, Shows, Typed
from . import months


@transaction.atomic
def write_update(*, asked: AskedOwner, ref: str, typed: Typed, by: Viewer, now: datetime) -> Update:
    """Say how an action stands in the month that was asked about, or put right what one has said."""
    _check(asked, ref)
    return months.write_update(ref=ref, typed=typed, by=_owner(asked, by), now=now, month=asked.month)


@transaction.atomic
def add_evidence(
    *, asked: AskedOwner, ref: str, shows: Shows, basis: Basis | None, words: str, by: Viewer, now: datetime
) -> Evidence:
    """Keep what shows it; a judgement of impact counts as the owner's own."""
    _check(asked, ref)
    return months.add_evidence(ref=ref, shows=shows, basis=basis, words=words, by=_owner(asked, by), now=now)


def note_look(*, asked: AskedOwner, by: Viewer, now: datetime, ref: str = "") -> None:
    """Write down that an owner looked at what is asked of them, or at one of the actions."""
    record("improvement.looked_by_link", by=by, at=now, about=ref or asked.ref)


def _check(asked: AskedOwner, ref: str) -> None:
    if not queries.asked_actions(asked).filter(ref=ref).exists():
        raise NotVisible


def _owner(asked: AskedOwner, by: Viewer) -> Viewer:
    """The guest as the owner of what is asked of them, and of nothing else."""
    return replace(by, practitioner_id=asked.owner_id)
