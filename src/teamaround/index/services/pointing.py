"""What the packages above tell the index to point to. Audited with the act that causes it."""

from __future__ import annotations

from datetime import date

from teamaround.people import sources

from ..models import Pointers


def note_common_assessment(
    *, child_id: int, assessment_ref: str, state: str, on: date, ask_agency_id: int | None,
    ask_practitioner_id: int | None,
) -> None:  # fmt: skip
    """Point to a common assessment: that it exists, its state (open, recent, closed), who to ask."""
    Pointers.objects.update_or_create(
        child_id=_standing(child_id),
        defaults={
            "assessment_ref": assessment_ref, "assessment_state": state, "assessment_on": on,
            "ask_agency_id": ask_agency_id, "ask_practitioner_id": ask_practitioner_id,
        },
    )  # fmt: skip


def note_lead(*, child_id: int, practitioner_id: int | None, since: date | None) -> None:
    """Point to the lead practitioner, or to nobody when there is none."""
    Pointers.objects.update_or_create(
        child_id=_standing(child_id),
        defaults={"lead_practitioner_id": practitioner_id, "lead_since": since},
    )


def _standing(child_id: int) -> int:
    """The record that stands: work written about a joined record is the kept one's."""
    return sources.joined_records([child_id]).get(child_id, child_id)
