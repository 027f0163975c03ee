"""What stands between viewers and two records of one child, when the records become one."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from .models import Agreement, Declined, Judgement, Reach, Shield, Standing

Moved = dict[str, list[dict[str, Any]]]
BEHIND_WALLS = (Judgement,)  # these go along once the walls let the rows of the two records through


def join_standings(*, joined_id: int, kept_id: int) -> Moved:
    """Agencies that reach the one reach the other, and the stricter shield holds (R2).

    Part of joining two records, audited there. Agreements go with what was written under them,
    and each goes on to cover that and no more: joining widens nobody's sight (R11).
    """
    standings = _locked(joined_id, kept_id)
    reaches = Reach.objects.filter(child_id=joined_id)
    moved: Moved = {"reach": [{"id": number} for number in _numbers(reaches)], "shield": []}
    moved["agreement"] = _move_agreements(joined_id=joined_id, kept_id=kept_id)
    reaches.update(child_id=kept_id)
    declined = Declined.objects.filter(child_id=joined_id)
    moved["declined"] = [{"id": number} for number in _numbers(declined)]
    declined.update(child_id=kept_id)
    if standings[joined_id].is_shielded and not standings[kept_id].is_shielded:
        shields = Shield.objects.filter(child_id=joined_id, lifted_at__isnull=True)
        moved["shield"] = [{"id": number} for number in _numbers(shields)]
        shields.update(child_id=kept_id)
        Standing.objects.filter(pk=kept_id).update(is_shielded=True)
    return moved


def separate_standings(moved: Moved, *, joined_id: int, kept_id: int) -> None:
    """Put back what `join_standings` moved; each is shielded if a shield of its own is in force."""
    _locked(joined_id, kept_id)
    Reach.objects.filter(pk__in=[row["id"] for row in moved["reach"]]).update(child_id=joined_id)
    Declined.objects.filter(pk__in=[row["id"] for row in moved.get("declined", [])]).update(
        child_id=joined_id
    )
    _give_back_agreements(moved.get("agreement", []), joined_id=joined_id)
    Shield.objects.filter(pk__in=[row["id"] for row in moved["shield"]]).update(child_id=joined_id)
    in_force = Shield.objects.filter(child_id=OuterRef("pk"), lifted_at__isnull=True)
    Standing.objects.filter(pk__in=(joined_id, kept_id)).update(is_shielded=Exists(in_force))


def _move_agreements(*, joined_id: int, kept_id: int) -> list[dict[str, Any]]:
    rows = Agreement.objects.filter(child_id=joined_id)
    before = [dict(row) for row in rows.order_by("pk").values("id", "came_from_id")]
    rows.filter(came_from__isnull=True).update(came_from_id=joined_id)
    rows.update(child_id=kept_id)
    return before


def _give_back_agreements(before: list[dict[str, Any]], *, joined_id: int) -> None:
    """Each with the reach that rests on it by now."""
    for row in before:
        Agreement.objects.filter(pk=row["id"]).update(child_id=joined_id, came_from_id=row["came_from_id"])
    refs = Agreement.objects.filter(pk__in=[row["id"] for row in before]).values("ref")
    Reach.objects.filter(source__in=refs).update(child_id=joined_id)


def _locked(*child_ids: int) -> dict[int, Standing]:
    rows = Standing.objects.select_for_update().order_by("pk").filter(pk__in=child_ids)
    return {row.pk: row for row in rows}


def _numbers(rows: Any) -> list[int]:
    return sorted(rows.values_list("pk", flat=True))
