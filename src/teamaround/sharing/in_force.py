"""An agreement in force, at hand for whoever may change what it says."""

from __future__ import annotations

from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.kernel.refusal import NotVisible, Refusal

from .models import Agreement
from .rules import Act
from .services import check


def for_change(ref: str, *, by: Viewer, now: datetime) -> Agreement:
    """The agreement, locked, for somebody who may see the content; refused once it was withdrawn."""
    agreement = Agreement.objects.select_for_update().filter(ref=ref).first()
    if agreement is None:
        raise NotVisible
    check(by, Act.SEE_CONTENT, agreement.child_id, at=now)
    if agreement.withdrawn_at is not None:
        raise Refusal("withdrawn", "This agreement was withdrawn. Record a new one if they agree.")
    return agreement
