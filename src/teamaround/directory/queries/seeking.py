"""One page of a search in its order, and how many there are: one statement, whose work is little for what it leaves out.

What the words, the needs and the other choices found is gone through once. What is out of reach is left out first. How
like the words a name is, and how well they fit, matters only between those that are the same in all that comes before,
so it is asked of few. OFFSET 0 keeps the database from asking how near something is several times over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL

from ..models import PublicSought
from ..rules.asking import Ground
from ..rules.freshness import old_before
from .filtering import EARTH, any_word_in

ON_A_PAGE = 20
ITS_NAME = 0.55  # of the trigrams of its name: then it is what they were looking for
NEAR = """CASE cardinality(spots) WHEN 3 THEN spots[1] * %s + spots[2] * %s + spots[3] * %s WHEN 0 THEN NULL
    ELSE (SELECT max(spots[n] * %s + spots[n + 1] * %s + spots[n + 2] * %s)
        FROM generate_series(1, cardinality(spots), 3) n) END"""
REACHED = "WHERE covers_it OR (NOT bounded AND (near IS NULL OR near >= %s))"
TSQUERY = "(SELECT to_tsquery('english'::regconfig, %s))"
TRIGRAMS = "(SELECT cardinality(show_trgm(%s)))"
# Of two texts, one of which has fewer trigrams for its length, none can be so like the other.
AS_LONG = f"1000 * {{}} >= {round(1000 * ITS_NAME) - 1} * {{}}"
THERE = ["covers_it DESC", "is_old", "near DESC NULLS LAST"]
ABOUT = f"""CASE WHEN {AS_LONG.format("trigrams", TRIGRAMS)} AND {AS_LONG.format(TRIGRAMS, "trigrams")}
        AND similarity(name, %s) >= {ITS_NAME} THEN 3
    WHEN terms && %s::uuid[] OR words @@ {TSQUERY} THEN 2 ELSE 1 END"""
LIKENESS = f"similarity(name, %s) AS likeness, ts_rank(words, {TSQUERY}) AS rank"


@dataclass(frozen=True)
class Said:
    """Somebody's words as they are searched, and the keys of the terms that they ask for."""

    words: str
    terms: Sequence[UUID] = ()


@dataclass(frozen=True)
class Seeking:
    """What a page is cut from: entries on a day, for somebody there (`metres`: no further), by these words."""

    rows: QuerySet[PublicSought]
    on: date
    ground: Ground | None = None
    metres: float | None = None
    said: Said | None = None


@dataclass
class _Asked:
    """A statement that is being put together, with its values in the order in which they stand."""

    text: str = ""
    values: list[Any] = field(default_factory=list)

    def add(self, text: str, *values: Any) -> None:
        self.text += text
        self.values += values


def seek(seeking: Seeking, page: int) -> tuple[list[dict[str, Any]], int, int]:
    """The marks of each entry of a page (pk, about, covers_it, metres), how many there are, and which page it is.

    A page beyond the last is the last.
    """
    some = _asked(seeking, (page - 1) * ON_A_PAGE)
    if not some and page > 1:
        first = _asked(seeking, 0)
        page = max(1, -(-first[0]["of_all"] // ON_A_PAGE)) if first else 1
        some = first if page == 1 else _asked(seeking, (page - 1) * ON_A_PAGE)
    for each in some:
        if "near" in each:
            each["metres"] = _metres(each.pop("near"))
    return some, some[0]["of_all"] if some else 0, page


def _asked(seeking: Seeking, offset: int) -> list[dict[str, Any]]:
    asked = _Asked()
    _ordered(asked, seeking, offset + ON_A_PAGE)
    asked.add(f" LIMIT {ON_A_PAGE} OFFSET %s", offset)
    with connection.cursor() as cursor:
        cursor.execute(asked.text, asked.values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _ordered(asked: _Asked, seeking: Seeking, most: int) -> None:
    """What it is about, for people who live there, how old, how near, how like the words, then by name.

    How like the words it is, is asked of the first so many alone, and of those that are as far in front as the last.
    """
    there, said = seeking.ground is not None, seeking.said
    marks = ["pk", *(["covers_it", "near"] if there else []), *(["about"] if said else []), "of_all"]
    before = [*(["about DESC"] if said else []), *(THERE if there else ["is_old"])]
    after = [*(["likeness DESC", "rank DESC"] if said else []), "name", "pk"]
    asked.add(f"SELECT {', '.join(marks)} FROM (SELECT *")  # noqa: S608 - our own names
    if said is not None:
        asked.add(f", {LIKENESS}", said.words, any_word_in(said.words))
    asked.add(" FROM (SELECT *, COUNT(*) OVER () AS of_all FROM (SELECT pk, name, is_old")
    if there:
        asked.add(", covers_it, near")
    if said is not None:
        words, own = said.words, any_word_in(said.words, weights="AB")
        asked.add(f", words, {ABOUT} AS about", words, words, words, list(said.terms), own)
    asked.add(" FROM (")
    inner, values = _told(seeking).order_by().values(*_names(seeking)).query.sql_with_params()
    asked.add(inner, *values)
    asked.add(" OFFSET 0) AS told ")
    if there:
        asked.add(REACHED, _nearness(seeking.metres))
    asked.add(
        f") AS counted ORDER BY {', '.join(before)} FETCH FIRST %s ROWS WITH TIES) AS first) AS liked", most
    )
    asked.add(f" ORDER BY {', '.join(before + after)}")


def _names(seeking: Seeking) -> list[str]:
    there = ["covers_it", "bounded", "near"] if seeking.ground is not None else []
    return [
        "pk",
        "name",
        "is_old",
        *there,
        *(["words", "terms", "trigrams"] if seeking.said is not None else []),
    ]


def _told(seeking: Seeking) -> QuerySet[Any]:
    """Each entry with what its place among the others depends on."""
    rows: QuerySet[Any] = seeking.rows.annotate(is_old=_is(Q(assured_on__lt=old_before(seeking.on))))
    if seeking.ground is not None:
        rows = rows.annotate(
            covers_it=_is(Q(covers__overlap=list(seeking.ground.covers))), bounded=_is(~Q(covers=[])),
            near=RawSQL(NEAR, 2 * _point(seeking.ground), output_field=FloatField()),  # noqa: S611 - our own words
        )  # fmt: skip
    return rows


def _is(condition: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _point(ground: Ground) -> list[float]:
    """Where a ground lies on a ball of radius one, as looking_up.weigh writes it of places."""
    north, east = math.radians(ground.latitude), math.radians(ground.longitude)
    return [math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)]


def _nearness(metres: float | None) -> float:
    """The product of two points that are so far from each other; of the furthest when it does not matter."""
    return -1.1 if metres is None else math.cos(min(math.pi, metres / EARTH))


def _metres(near: float | None) -> float | None:
    return None if near is None else EARTH * math.acos(max(-1.0, min(1.0, near)))
