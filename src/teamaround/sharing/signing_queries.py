"""Reading signatures: only where the agreement may be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible

from .models import Agreement, Signature
from .rules import Act
from .services import check


def signatures(agreements: Iterable[Agreement]) -> dict[int, list[Signature]]:
    """Signatures under agreements, those taken out too, without the drawings themselves."""
    found: dict[int, list[Signature]] = {}
    rows = Signature.objects.filter(agreement__in=list(agreements)).defer("image")
    for row in rows.select_related("taken_by", "taken_out_by").order_by("signed_at", "pk"):
        found.setdefault(row.agreement_id, []).append(row)
    return found


def signature(viewer: Viewer, ref: str, *, at: datetime) -> Signature:
    """One signature that stands, for those who may read the agreement; noted as a look."""
    found = Signature.objects.select_related("agreement").filter(ref=ref, taken_out_at__isnull=True).first()
    if found is None:
        raise NotVisible
    check(viewer, Act.SEE_CONTENT, found.agreement.child_id, at=at)
    touched([found.agreement.child_id])
    return found
