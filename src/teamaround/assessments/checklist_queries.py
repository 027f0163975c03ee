"""Reading one's own checklist."""

from __future__ import annotations

from teamaround.accounts.rules import Viewer

from .models import Checklist


def own_checklist(viewer: Viewer, child_id: int) -> Checklist | None:
    """The viewer's own checklist about a child; another's is never read."""
    return Checklist.objects.filter(account_id=viewer.account_id, child_id=child_id).first()
