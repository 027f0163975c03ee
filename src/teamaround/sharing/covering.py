"""What an agreement covers once two records were joined and each came with one of its own (R2, R11).

With one agreement, or none, reach alone decides: so it does as long as nothing was joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from teamaround.accounts.rules import Viewer

from .models import AgreementScope, Override
from .rules import OverrideKind

Row = TypeVar("Row", bound=Model)
ITS_OWN = 0  # stands for no record: an agreement about the child's own


def covers(viewer: Viewer, child_id: int, *, came_from_id: int | None) -> bool:
    """Whether the viewer's agency is among those agreed for what came from one of two joined records."""
    agreed: dict[int | None, set[int]] = {}
    rows = _in_force().filter(agreement__child_id=child_id)
    for came_from, agency_id in rows.values_list("agreement__came_from_id", "agency_id"):
        agreed.setdefault(came_from, set()).add(agency_id)
    return is_among(viewer.agency_id, agreed, came_from_id)


def is_among(agency_id: int, agreed: Mapping[int | None, set[int]], came_from_id: int | None) -> bool:
    """The rule: an agreement of its own decides, or else the child's; a single one covers everything."""
    if len(agreed) < 2:
        return True
    return agency_id in agreed.get(came_from_id, agreed.get(None, set()))


def covered(
    rows: QuerySet[Row], viewer: Viewer, *, at: datetime, child: str, came_from: str | Combinable,
    agency: str,
) -> QuerySet[Row]:  # fmt: skip
    """Those rows that an agreement covers for the viewer: `covers` said in SQL.

    What the viewer's own agency (`agency`) began it may always see, and so may whoever has
    opened the content for a reason.
    """
    told: QuerySet[Any] = rows.annotate(of_record=Coalesce(came_from, ITS_OWN))
    held = _in_force().filter(agreement__child_id=OuterRef(child))
    held = held.annotate(record=Coalesce("agreement__came_from_id", ITS_OWN))
    own, general = held.filter(record=OuterRef("of_record")), held.filter(record=ITS_OWN)
    records = held.values("agreement__child_id").annotate(many=Count("record", distinct=True))
    opened = Override.objects.filter(
        account_id=viewer.account_id, kind=OverrideKind.CONTENT, begun_at__lte=at, ends_at__gt=at,
        child_id=OuterRef(child),
    )  # fmt: skip
    mine: dict[str, Any] = {"agency_id": viewer.agency_id}
    told = told.annotate(records=Coalesce(Subquery(records.values("many")), 0))
    return told.filter(
        Q(records__lt=2)
        | Q(**{agency: viewer.agency_id})
        | Exists(own.filter(**mine))
        | ~Exists(own) & Exists(general.filter(**mine))
        | Exists(opened)
    )


def _in_force() -> QuerySet[AgreementScope]:
    return AgreementScope.objects.filter(agreement__withdrawn_at__isnull=True, ended_at__isnull=True)
