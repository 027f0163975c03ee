"""How often the teams of an authority look again at their plans."""

from __future__ import annotations

from datetime import date, datetime

from teamaround.accounts.rules import Viewer
from teamaround.agencies import services as agencies
from teamaround.kernel.refusal import Refusal

from ..rules.seeing_counts import may_set_cycle


def set_cycle(*, weeks: int | None, starts_on: date | None, by: Viewer, now: datetime) -> None:
    """Choose it for the viewer's own authority, from a day on."""
    if not may_set_cycle(by.duties):
        raise Refusal("duty", "Managers who work on plans choose this. Ask one of them.")
    agencies.set_review_cycle(authority_id=by.authority_id, weeks=weeks, starts_on=starts_on, by=by, now=now)
