"""Reading what was judged of a young person's decisions, as far as this viewer may."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from teamaround.accounts.rules import Viewer
from teamaround.kernel.looks import touched

from .judging_rules import Matter
from .models import Judgement
from .queries import decide
from .rules import Act


def judgements(
    viewer: Viewer, child_id: int, *, at: datetime, matters: Iterable[Matter] = tuple(Matter),
    may_read: bool | None = None,
) -> list[Judgement]:  # fmt: skip
    """Judgements about some decisions, newest first: one's own agency's, and with agreement the others'.

    `may_read` spares the decision where a page has made it.
    """
    if may_read is None:
        may_read = decide(viewer, Act.SEE_CONTENT, child_id, at=at).allowed
    own = Q(agency_id=viewer.agency_id)
    rows = Judgement.objects.filter(child_id=child_id, matter__in=list(matters))
    rows = rows.filter(own | Q(kept_apart=False)) if may_read else rows.filter(own)
    touched([child_id])
    return list(rows.select_related("agency", "recorded_by").order_by("-judged_on", "-pk"))


def own_judgement(viewer: Viewer, ref: str) -> Judgement | None:
    """A judgement of the viewer's own agency."""
    return Judgement.objects.filter(ref=ref, agency_id=viewer.agency_id).first()
