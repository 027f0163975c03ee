"""What an agreement covers once two records were joined and each came with one of its own (R2, R11).

With one agreement, or none, reach alone decides: so it does as long as nothing was joined.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import BooleanField, Func, Model, QuerySet
from django.db.models.expressions import Combinable

from teamaround.accounts.rules import Viewer

from .queries import agreements_in_force

Row = TypeVar("Row", bound=Model)


def covers(viewer: Viewer, child_id: int, *, came_from_id: int | None) -> bool:
    """Whether the viewer's agency is among those agreed for what came from one of two joined records."""
    agreed: dict[int | None, set[int]] = {}
    for agreement in agreements_in_force(child_id):
        for held in agreement.scope.all():
            if held.ended_at is None:
                agreed.setdefault(agreement.came_from_id, set()).add(held.agency_id)
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
    return rows.filter(_Covers(child, came_from, agency, viewer=viewer, at=at))


_COVERS = """({agency} = %(agency)s OR (
    SELECT CASE
        WHEN count(DISTINCT coalesce(agreed.came_from_id, 0)) < 2 THEN true
        WHEN bool_or(coalesce(agreed.came_from_id, 0) = asked.record)
            THEN bool_or(coalesce(agreed.came_from_id, 0) = asked.record AND held.agency_id = %(agency)s)
        ELSE bool_or(agreed.came_from_id IS NULL AND held.agency_id = %(agency)s) END
    FROM sharing_agreement agreed JOIN sharing_agreementscope held ON held.agreement_id = agreed.id
    CROSS JOIN (SELECT coalesce({came_from}, 0) AS record) asked
    WHERE agreed.child_id = {child} AND agreed.withdrawn_at IS NULL AND held.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM sharing_override opened WHERE opened.child_id = {child}
    AND opened.account_id = %(account)s AND opened.kind = 'content' AND opened.begun_at <= %(at)s
    AND opened.ends_at > %(at)s))"""
"""Written out, as `queries.FACTS` is: putting it together takes many times as long as asking it."""


class _Covers(Func):
    """That an agreement covers a row for the viewer; whose row it is stands in three expressions."""

    output_field = BooleanField()

    def __init__(
        self, child: str, came_from: str | Combinable, agency: str, *, viewer: Viewer, at: datetime
    ) -> None:
        super().__init__(child, came_from, agency)
        self.values = {"agency": viewer.agency_id, "account": viewer.account_id, "at": at}

    def as_sql(  # type: ignore[override]
        self, compiler: Any, _connection: Any, **_: Any
    ) -> tuple[str, list[Any]]:
        child, came_from, agency = map(compiler.compile, self.get_source_expressions())
        parts = {"child": child, "came_from": came_from, "agency": agency}
        sql, values = "", list[Any]()
        for text, part, name in _PIECES:
            sql += text
            if part:
                sql, values = sql + parts[part][0], [*values, *parts[part][1]]
            if name:
                sql, values = sql + "%s", [*values, self.values[name]]
        return sql, values


_PIECE = re.compile(r"(.*?)(?:\{(\w+)\}|%\((\w+)\)s|\Z)", re.S)
_PIECES = [found.groups() for found in _PIECE.finditer(_COVERS)]
"""The text between the expressions and values, with which of them comes next."""
