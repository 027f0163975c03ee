"""What the packages above tell the index to point to. Audited with the act that causes it."""

from __future__ import annotations

from datetime import date
from typing import Any

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


_OF_ASSESSMENT = (
    "assessment_ref",
    "assessment_state",
    "assessment_on",
    "ask_agency_id",
    "ask_practitioner_id",
)
_OF_LEAD = ("lead_practitioner_id", "lead_since")
_PARTS = (_OF_ASSESSMENT, _OF_LEAD)


def move_pointers(*, joined_id: int, kept_id: int) -> list[dict[str, Any]]:
    """Let the kept record point to what the joined one pointed to; returns how both stood.

    Where both point, an open assessment speaks before a closed one, and the kept record's
    before the other. The joined record's own row then stays as it is: nobody reads it.
    """
    rows = Pointers.objects.in_bulk([joined_id, kept_id])
    joined, kept = rows.get(joined_id), rows.get(kept_id)
    if joined is None:
        return []
    before = [_as_it_stands(row) for row in (joined, kept) if row is not None]
    if kept is None:
        Pointers.objects.filter(child_id=joined_id).update(child_id=kept_id)
        return before
    if not kept.assessment_ref or (joined.assessment_state == "open" != kept.assessment_state):
        _copy(_OF_ASSESSMENT, joined, kept)
    if kept.lead_practitioner_id is None:
        _copy(_OF_LEAD, joined, kept)
    kept.save()
    return before


def give_back_pointers(before: list[dict[str, Any]], *, kept_id: int, joined_id: int) -> None:
    """Each record points as it did; what came with the joined one goes back as it stands by now.

    A lead or an assessment since then stays with the kept one.
    """
    now = Pointers.objects.filter(child_id=kept_id).first()
    if not before or now is None:
        return
    was = Pointers(**before[0])
    kept_was = Pointers(**before[1]) if len(before) > 1 else Pointers(child_id=kept_id)
    for part in _PARTS:
        if getattr(now, part[0]) == getattr(was, part[0]) != getattr(kept_was, part[0]):
            _copy(part, now, was)
            _copy(part, kept_was, now)
    if len(before) == 1 and not now.assessment_ref and now.lead_practitioner_id is None:
        Pointers.objects.filter(child_id=kept_id).update(child_id=joined_id)
    else:
        now.save()
    was.save()


def _as_it_stands(row: Pointers) -> dict[str, Any]:
    fields = {"child_id": row.child_id} | {name: getattr(row, name) for part in _PARTS for name in part}
    return {name: str(value) if isinstance(value, date) else value for name, value in fields.items()}


def _copy(part: tuple[str, ...], source: Pointers, to: Pointers) -> None:
    for name in part:
        setattr(to, name, getattr(source, name))
