"""Entries as the feed tells them, written by the database: each row comes as one text of JSON.

The shapes of the standard are turned into one expression, so that a page, or a hundred thousand
services, take one statement and nothing is put together here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, Model, OuterRef, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject, NullIf

from ..models import PublicAttribute, PublicCost, PublicLanguage, PublicSchedule
from ..rules.shapes import DATE, MOMENT, NUMBER, TRUTH, UUID_, WORDS, Shape

AT_ONCE = 500
IN_ORDER: dict[type[Model], tuple[str, ...]] = {
    PublicAttribute: ("term__taxonomy__code", "term__name", "id"),
    PublicCost: ("amount", "option", "id"),
    PublicLanguage: ("name", "id"),
    PublicSchedule: ("opens_at", "id"),
}
Only = Mapping[type[Model], QuerySet[Any]]


class _WithoutNulls(Func):
    function = "jsonb_strip_nulls"
    output_field = JSONField()


class _Moment(Func):
    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
    output_field = TextField()


def told(rows: QuerySet[Any], shape: Shape, *, whole: bool, only: Only | None = None) -> QuerySet[Any]:
    """Pairs of identifier and JSON text of each of these rows; `whole` with everything beneath it.

    `only` says which rows of a model are told where they hang on another.
    """
    entry = Cast(_entry(shape, rows.model, "", whole=whole, only=only or {}), TextField())
    return rows.values_list("pk", entry)


def stream(rows: QuerySet[Any]) -> Iterator[str]:
    """The texts of all of `told`, some hundreds in memory at a time, in the order of their identifiers."""
    last = None
    ordered = rows.order_by("pk")
    while some := list((ordered.filter(pk__gt=last) if last else ordered)[:AT_ONCE]):
        yield from (text for _, text in some)
        last = some[-1][0]


def _entry(shape: Shape, model: type[Model], at: str, *, whole: bool, only: Only) -> Combinable:
    """A row of this model, reached by `at`, as JSON without what is empty; nothing when nothing is left."""
    told: dict[str, Any] = {
        name: _value(kind, at + path.replace(".", "__")) for name, (kind, path) in shape.fields.items()
    }
    told |= {name: Cast(Value(text), TextField()) for name, text in shape.fixed.items()}
    for name, (other, path) in shape.one.items():
        beside = model._meta.get_field(path).related_model
        told[name] = _entry(other, beside, f"{at}{path}__", whole=whole, only=only)  # type: ignore[arg-type]
    if whole:
        told |= {name: _beneath(other, model, path, at, only) for name, (other, path) in shape.many.items()}
    return NullIf(_WithoutNulls(JSONObject(**told)), Value({}, JSONField()))


def _beneath(shape: Shape, model: type[Model], path: str, at: str, only: Only) -> Combinable:
    """The rows that hang on this one, as a list; nothing when there are none."""
    link: Any = model._meta.get_field(path)
    hanging = link.related_model
    rows = only.get(hanging, hanging.objects.all()).filter(**{link.field.name: OuterRef(f"{at}pk")})
    texts = (
        rows.order_by(*IN_ORDER.get(hanging, ("id",)))
        .annotate(told=_entry(shape, hanging, "", whole=True, only=only))
        .values("told")
    )
    return NullIf(
        Func(ArraySubquery(texts), function="to_jsonb", output_field=JSONField()), Value([], JSONField())
    )


def _value(kind: str, path: str) -> Combinable:
    if kind == MOMENT:
        return _Moment(F(path), output_field=TextField())
    if kind in (UUID_, NUMBER, DATE, TRUTH, WORDS):
        return F(path)
    return NullIf(Cast(F(path), TextField()), Value(""))
