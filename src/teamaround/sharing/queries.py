"""The one decision as SQL, and what stands between a viewer and a child."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection
from django.db.models import BooleanField, F, Func, Min, Model, Prefetch, Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.reading import remembered

from .agreement_rules import ASK_SOON_DAYS
from .models import Agreement, AgreementScope, Declined, Override, Reach, Shield, Standing
from .rules import (
    ANY_CHILD_DUTY,
    Act,
    ChildFacts,
    Decision,
    OverrideKind,
    ReachKind,
    ViewerFacts,
    may,
)

Row = TypeVar("Row", bound=Model)


def viewer_facts(viewer: Viewer) -> ViewerFacts:
    """A viewer as the rule sees them."""
    return ViewerFacts(viewer.agency_id, viewer.authority_id, viewer.duties)


_REACHES = """EXISTS (SELECT 1 FROM sharing_reach r WHERE r.child_id = s.child_id
    AND r.agency_id = %(agency)s AND r.kind = '{}' AND r.starts_at <= %(at)s
    AND (r.ends_at IS NULL OR r.ends_at > %(at)s))"""
_OPENED = """EXISTS (SELECT 1 FROM sharing_override o WHERE o.child_id = s.child_id
    AND o.account_id = %(account)s AND o.kind = '{}' AND o.begun_at <= %(at)s
    AND o.ends_at > %(at)s)"""
_FACTS = ", ".join(
    [
        "SELECT s.authority_id, s.is_shielded, s.is_sealed",
        *(_REACHES.format(kind.value) for kind in (ReachKind.INVOLVED, ReachKind.CONTENT)),
        *(_OPENED.format(kind.value) for kind in (OverrideKind.HIDDEN_DETAILS, OverrideKind.CONTENT)),
    ]
)
FACTS = f"{_FACTS} FROM sharing_standing s WHERE s.child_id = %(child)s"
"""Written out: every page asks this several times, and putting it together each time takes a
dozen times as long as asking it."""


IN_INDEX = f"""(%(looks)s AND (s.authority_id = %(authority)s
    OR {_REACHES.format(ReachKind.INVOLVED.value)})
    AND (NOT s.is_sealed OR %(keeps)s AND s.authority_id = %(authority)s))"""
"""Whether the viewer may see the index entry of the standing `s`: `within_reach` for that act,
written out for what searches and lists ask of many children at once."""


def in_index(viewer: Viewer, *, at: datetime) -> dict[str, Any]:
    """What `IN_INDEX` asks of the viewer."""
    return {
        "agency": viewer.agency_id, "authority": viewer.authority_id, "at": at,
        "looks": bool(viewer.duties & ANY_CHILD_DUTY), "keeps": viewer.can(Duty.INDEX_TEAM),
    }  # fmt: skip


def child_facts(viewer: Viewer, child_id: int, *, at: datetime) -> ChildFacts | None:
    """The facts between a viewer and a child, in one query; None when there is no such child."""
    asked = {"agency": viewer.agency_id, "account": viewer.account_id, "child": child_id, "at": at}
    return remembered(("child_facts", *asked.values()), lambda: _facts(asked))


def _facts(asked: dict[str, Any]) -> ChildFacts | None:
    with connection.cursor() as cursor:
        cursor.execute(FACTS, asked)
        row = cursor.fetchone()
    return ChildFacts(*row) if row else None


def decide(viewer: Viewer, act: Act, child_id: int, *, at: datetime) -> Decision:
    """May this viewer do this to this child, and why."""
    facts = child_facts(viewer, child_id, at=at)
    if facts is None:
        return Decision(False, "Needed: the child exists.", "in-reach")
    return may(viewer_facts(viewer), act, facts)


def within_reach(
    rows: QuerySet[Row], viewer: Viewer, act: Act, *, at: datetime, child: str = "pk"
) -> QuerySet[Row]:
    """Those rows whose child the viewer may do this to: `rules.may` said in SQL."""
    return rows.filter(_Within(child, act, in_index(viewer, at=at) | _asked(viewer)))


class _Within(Func):
    """That the child in a column is one with whom the viewer may do this, written out for the same reason."""

    output_field = BooleanField()

    def __init__(self, child: str, act: Act, viewer: dict[str, Any]) -> None:
        super().__init__(F(child))
        self.condition, self.viewer = _WITHIN[act], viewer

    def as_sql(  # type: ignore[override]
        self, compiler: Any, _connection: Any, **_: Any
    ) -> tuple[str, list[Any]]:
        column, values = compiler.compile(self.get_source_expressions()[0])
        names = _NAMED.findall(self.condition)
        sql = f"EXISTS (SELECT 1 FROM sharing_standing s WHERE s.child_id = {column} AND {_NAMED.sub('%s', self.condition)})"  # noqa: S608 - our own words
        return sql, [*values, *(self.viewer[name] for name in names)]


_NAMED = re.compile(r"%\((\w+)\)s")
_KEEPS = "%(keeps)s AND s.authority_id = %(authority)s"
_CONTENT = _REACHES.format(ReachKind.CONTENT.value)
_WITHIN = {
    Act.SEE_INDEX_ENTRY: IN_INDEX,
    Act.SEE_HIDDEN_DETAILS: f"""{IN_INDEX}
        AND (NOT s.is_shielded OR {_OPENED.format(OverrideKind.HIDDEN_DETAILS.value)} OR {_KEEPS})""",
    Act.CHANGE_IDENTITY: f"{IN_INDEX} AND %(registers)s AND (NOT s.is_shielded OR {_KEEPS})",
    Act.RECORD_INVOLVEMENT: f"{IN_INDEX} AND %(records)s",
    Act.SEE_CONTENT: f"""{IN_INDEX} AND %(reads)s
        AND ({_CONTENT} OR {_OPENED.format(OverrideKind.CONTENT.value)})""",
    Act.CONTRIBUTE: f"{IN_INDEX} AND %(writes)s AND {_CONTENT}",
}


def _asked(viewer: Viewer) -> dict[str, Any]:
    """What `_WITHIN` asks of the viewer beside `IN_INDEX`."""
    keeps, writes = viewer.can(Duty.INDEX_TEAM), viewer.can(Duty.WRITE_ASSESSMENTS)
    return {
        "account": viewer.account_id, "registers": keeps or viewer.can(Duty.REGISTER_CHILDREN),
        "records": keeps or viewer.can(Duty.RECORD_INVOLVEMENT),
        "reads": writes or viewer.can(Duty.RECEIVE_WORRIES), "writes": writes,
    }  # fmt: skip


def standings(child_ids: Iterable[int]) -> dict[int, Standing]:
    """Standing of several children in one query."""
    return dict(Standing.objects.in_bulk(list(child_ids)))


def hidden_children() -> list[int]:
    """Row numbers of every child who is shielded or whose record is sealed."""
    rows = Standing.objects.filter(Q(is_shielded=True) | Q(is_sealed=True))
    return list(rows.values_list("pk", flat=True))


def shield_of(child_id: int) -> Shield | None:
    """The shield in force, if any."""
    return Shield.objects.filter(child_id=child_id, lifted_at__isnull=True).first()


def agreement_in_force(child_id: int, *, came_from_id: int | None = None) -> Agreement | None:
    """The agreement that holds now, with its scope at hand.

    After two records were joined there may be one for each: what `came_from_id` asks about is
    covered by its own, or else by the child's.
    """
    held = agreements_in_force(child_id)
    wanted = {None: 1, came_from_id: 0}
    return min(held, key=lambda row: wanted.get(row.came_from_id, 2), default=None)


def is_agreed(child_id: int) -> bool:
    """Whether an agreement of the family's holds now, whatever it covers."""
    return _in_force(child_id).exists()


def agreed_on(child_id: int, *, by: date) -> date | None:
    """The day on which a child's family gave the agreement that stood on another day."""
    rows = Agreement.objects.filter(child_id=child_id, recorded_at__date__lte=by)
    return rows.order_by("-recorded_at", "-pk").values_list("given_on", flat=True).first()


def agreements_in_force(child_id: int) -> list[Agreement]:
    """Every agreement that holds now: one, or after joining two records one for each."""
    rows = _in_force(child_id).prefetch_related(_with_agencies()).order_by("pk")
    return remembered(("agreements_in_force", child_id), lambda: list(rows))


def _in_force(child_id: int) -> QuerySet[Agreement]:
    return Agreement.objects.filter(child_id=child_id, withdrawn_at__isnull=True)


def _with_agencies() -> Prefetch[Any, Any, Any]:
    """The agencies of an agreement's scope, in one query."""
    return Prefetch("scope", queryset=AgreementScope.objects.select_related("agency"))


def seen_since(child_id: int) -> dict[int, datetime]:
    """Which agencies may see a child's content now, on whatever ground, and since when."""
    rows = Reach.objects.filter(child_id=child_id, kind=ReachKind.CONTENT, ends_at__isnull=True)
    return dict(rows.values_list("agency_id").annotate(since=Min("starts_at")))


def see_it_anyhow(agreement: Agreement) -> frozenset[int]:
    """Agencies that may see a child's content on other grounds than this agreement: they began it."""
    rows = Reach.objects.filter(child_id=agreement.child_id, kind=ReachKind.CONTENT, ends_at__isnull=True)
    return frozenset(rows.exclude(source=agreement.ref).values_list("agency_id", flat=True))


def declined(viewer: Viewer, child_id: int) -> QuerySet[Declined]:
    """When the family said no to the viewer's agency, newest first."""
    rows = Declined.objects.filter(child_id=child_id, agency_id=viewer.agency_id)
    return rows.select_related("recorded_by").order_by("-said_on", "-pk")


def to_ask_again(child_ids: Iterable[int], *, today: date) -> QuerySet[Agreement]:
    """Agreements in force about these children that are to be asked about again by now or soon."""
    soon = today + timedelta(days=ASK_SOON_DAYS)
    rows = Agreement.objects.filter(
        child_id__in=set(child_ids), withdrawn_at__isnull=True, ask_again_on__lte=soon
    )
    return rows.order_by("ask_again_on", "pk")


def agencies_in_scope(child_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each child the agencies that the agreement in force covers, in one query; none is an empty set."""
    wanted = set(child_ids)
    covered: dict[int, set[int]] = {child: set() for child in wanted}
    rows = AgreementScope.objects.filter(
        agreement__child_id__in=wanted, agreement__withdrawn_at__isnull=True, ended_at__isnull=True
    )
    for child, agency in rows.values_list("agreement__child_id", "agency_id"):
        covered[child].add(agency)
    return {child: frozenset(agencies) for child, agencies in covered.items()}


def agreements(child_id: int) -> QuerySet[Agreement]:
    """Every agreement about a child, newest first."""
    return (
        Agreement.objects.filter(child_id=child_id)
        .select_related("explained_by")
        .prefetch_related(_with_agencies())
        .order_by("-recorded_at")
    )


def overrides_to_review(authority_id: int) -> QuerySet[Override]:
    """Openings of hidden details or content of an authority's children that nobody has reviewed, newest first."""
    return (
        Override.objects.filter(reviewed_at__isnull=True, child__standing__authority_id=authority_id)
        .select_related("account__agency")
        .order_by("-begun_at")
    )


def overrides_reviewed(*, since: datetime) -> QuerySet[Override]:
    """Openings that somebody has reviewed since a moment, newest first."""
    return (
        Override.objects.filter(reviewed_at__gte=since)
        .select_related("account__agency", "reviewed_by")
        .order_by("-reviewed_at")
    )


def shields_in_force(authority_id: int) -> QuerySet[Shield]:
    """Shields over an authority's children, the one to look at again soonest first."""
    return (
        Shield.objects.filter(lifted_at__isnull=True, child__standing__authority_id=authority_id)
        .select_related("set_by__agency")
        .order_by("review_on", "pk")
    )


def open_overrides(account_id: int, *, at: datetime) -> QuerySet[Override]:
    """What this account holds open now."""
    return Override.objects.filter(account_id=account_id, begun_at__lte=at, ends_at__gt=at)


def override(ref: str) -> Override | None:
    """The override with this reference."""
    return Override.objects.select_related("account__agency").filter(ref=ref).first()
