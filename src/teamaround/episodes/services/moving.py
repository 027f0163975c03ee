"""Each step that an episode takes, kept beside it for the clocks and counts."""

from __future__ import annotations

from datetime import datetime

from ..models import Episode, EpisodeMove
from ..rules.states import Move


def note_move(found: Episode, move: Move, *, account_id: int, now: datetime) -> None:
    """Keep the step; part of the act that takes it, and audited there."""
    EpisodeMove.objects.create(
        episode=found, child_id=found.child_id, move=move, to_state=found.state, at=now, by_id=account_id
    )
