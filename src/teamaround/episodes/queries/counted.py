"""The numbers themselves, how they divide, and the records behind them for those who may open them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from teamaround.accounts.rules import Viewer
from teamaround.sharing.queries import within_reach
from teamaround.sharing.rules import Act

from ..rules.counts import Figure, together
from .counting import BEHIND, IN_ALL, UNDIVIDED, Part, Scope
from .episodes import covered

A_PAGE = 25
CHILDREN = ("children", "counted_children", "other_children")


def figure(key: str, scope: Scope, *, with_children: bool) -> Figure:
    """One number; with the children behind it only where small numbers are kept back."""
    in_all = key in IN_ALL and not with_children and scope.agencies is None
    parts = (IN_ALL if in_all else BEHIND | UNDIVIDED)[key](scope)
    told = [part.within(scope).aggregate(**asked_of(part, with_children=with_children)) for part in parts]
    return added(told)


def by_agency(key: str, scope: Scope, *, with_children: bool) -> dict[int | None, Figure]:
    """The same number for each agency whose work it is; None stands for people of no agency."""
    return _divided(key, scope, with_children=with_children, into=F)


def by_place(
    key: str, scope: Scope, places: Mapping[int, int], *, with_children: bool
) -> dict[int | None, Figure]:
    """The same number for each place, by the agencies that are there; None stands for all the others."""
    at: dict[int, list[int]] = defaultdict(list)
    for agency, place in places.items():
        at[place].append(agency)
    return _divided(
        key, scope, with_children=with_children,
        into=lambda path: Case(
            *(When(**{f"{path}__in": there}, then=Value(place)) for place, there in at.items()),
            default=None, output_field=IntegerField(null=True),
        ),
    )  # fmt: skip


def _divided(
    key: str, scope: Scope, *, with_children: bool, into: Callable[[str], Combinable]
) -> dict[int | None, Figure]:
    found: dict[int | None, list[Mapping[str, Any]]] = defaultdict(list)
    for part in BEHIND[key](scope):
        rows = part.within(scope).order_by().annotate(division=into(part.agency)).values("division")
        for row in rows.annotate(**asked_of(part, with_children=with_children, in_groups=True)):
            found[row["division"]].append(row)
    return {division: added(rows) for division, rows in found.items()}


@dataclass(frozen=True)
class Reason:
    """How many plans ended for one reason, and how many children they were about."""

    reason: str
    plans: int
    children: int


def by_reason(scope: Scope) -> list[Reason]:
    """Why plans ended, the most frequent first."""
    (part,) = BEHIND["ended"](scope)
    rows = part.within(scope).order_by().values("closed_for")
    rows = rows.annotate(plans=Count("pk"), children=Count("child", distinct=True))
    return [
        Reason(row["closed_for"], row["plans"], row["children"])
        for row in rows.order_by("-plans", "closed_for")
    ]


def asked_of(part: Part, *, with_children: bool, in_groups: bool = False) -> dict[str, Any]:
    asked: dict[str, Any] = {"top": part.top, "bottom": part.bottom}
    if part.middle is not None and not in_groups:
        asked["middle"] = part.middle
    if with_children:
        child = part.child.removesuffix("_id")
        asked["children"] = Count(child, distinct=True)
        asked["counted_children"] = Count(child, distinct=True, filter=Q(is_counted=True))
        asked["other_children"] = Count(child, distinct=True, filter=Q(is_counted=False))
    return asked


def added(rows: Iterable[Mapping[str, Any]]) -> Figure:
    return together(
        Figure(
            top=row["top"] or 0, bottom=row["bottom"] or 0, middle=row.get("middle"),
            **{name: row[name] for name in CHILDREN if name in row},
        )
        for row in rows
    )  # fmt: skip


# ---------------------------------------------------------------- the records behind


@dataclass(frozen=True)
class Wanted:
    """Which of the records behind a number: those above the line or the others; ended for one reason."""

    counted: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Behind:
    """One record that may be opened."""

    child_id: int
    opens: str
    ref: str
    on: date | None


@dataclass(frozen=True)
class Listed:
    """One page of the records that the viewer may open, how many those are, and how many there are."""

    rows: list[Behind]
    mine: int
    all: int

    @property
    def others(self) -> int:
        """How many the viewer may not open."""
        return self.all - self.mine


def records(key: str, scope: Scope, wanted: Wanted, *, viewer: Viewer, at: datetime, page: int = 1) -> Listed:
    """What a number is made of, the latest first: by name only what the viewer may open."""
    every = [(part, _wanted(part.within(scope), wanted)) for part in BEHIND[key](scope)]
    mine = [(part, _openable(part, rows, viewer, at=at)) for part, rows in every]
    counts = [rows.count() for _, rows in mine]
    shown: list[Behind] = []
    first = (max(page, 1) - 1) * A_PAGE
    for (part, rows), number in zip(mine, counts, strict=True):
        if first < number and len(shown) < A_PAGE:
            shown += _page(part, rows, first, A_PAGE - len(shown))
        first = max(first - number, 0)
    return Listed(shown, sum(counts), sum(rows.count() for _, rows in every))


def _openable(part: Part, rows: QuerySet[Any], viewer: Viewer, *, at: datetime) -> QuerySet[Any]:
    """Those whose content the viewer may see, as what was agreed about each covers it."""
    reached = within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child=part.child)
    return reached if part.episode is None else covered(reached, viewer, at=at, episode=part.episode)


def _wanted(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.reason:
        return rows.filter(closed_for=wanted.reason)
    return rows.filter(is_counted=wanted.counted)


def _page(part: Part, rows: QuerySet[Any], first: int, most: int) -> list[Behind]:
    ordered = rows.order_by(F(part.day).desc(nulls_last=True), "-pk")
    cells = ordered.values_list(part.child, part.ref, part.day)[first : first + most]
    return [Behind(child, part.opens, ref, on) for child, ref, on in cells]
