"""Reading worries: who sent them, who receives them, what came of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from ..models import Worry
from ..rules.worries import WorryState


def worry(viewer: Viewer, ref: str, *, at: datetime) -> Worry:
    """A worry, for whoever sent it or receives worries in the child's authority; noted as a look."""
    found = (
        Worry.objects.select_related("account", "agency", "received_by", "answered_by", "child")
        .filter(ref=ref)
        .first()
    )
    if found is None or not (_receives(viewer, found) or found.account_id == viewer.account_id):
        raise NotVisible
    check(viewer, Act.SEE_INDEX_ENTRY, found.child_id, at=at)
    touched([found.child_id])
    return found


def _receives(viewer: Viewer, found: Worry) -> bool:
    return viewer.can(Duty.RECEIVE_WORRIES) and viewer.authority_id == found.authority_id


def worries_to_receive(viewer: Viewer) -> QuerySet[Worry]:
    """Worries that are not answered yet: those nobody has read first, then the oldest."""
    rows = Worry.objects.filter(authority_id=viewer.authority_id).exclude(state=WorryState.ANSWERED)
    if not viewer.can(Duty.RECEIVE_WORRIES):
        return rows.none()
    return rows.select_related("account", "agency", "received_by").order_by("-state", "sent_at", "pk")


def worries_sent_by(viewer: Viewer) -> QuerySet[Worry]:
    """What the viewer was worried about, and what came of it, newest first."""
    return Worry.objects.filter(account_id=viewer.account_id).order_by("-sent_at", "-pk")
