"""Entries found by words and by what they must have, in an order that can be told; and somebody's ground."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When, Window

from teamaround.kernel import postcodes
from teamaround.kernel.refusal import Refusal
from teamaround.localities import queries as localities

from ..models import PublicLanguage, PublicService
from ..rules.asking import Ground, Wanted
from ..rules.freshness import old_before
from .filtering import (
    any_word_in,
    any_word_of,
    covers,
    every_word,
    fitting,
    has_bounds,
    has_term_of,
    services_with_term_of,
    with_nearness,
    within_reach,
)
from .public import listed
from .showing import cards_of_keys
from .understanding import Understood, understand

ON_A_PAGE = 20
ITS_NAME = 0.55  # of the trigrams of its name: then it is what they were looking for


@dataclass(frozen=True)
class Found:
    """A page of what a search came to: how many in all, how the words were read, whether one word was enough.

    Each entry is a card with its terms, and carries `about` (3 its name, 2 its kind or need, 1 its
    description) where there were words, and with a ground `covers_it` and `metres`.
    """

    rows: list[Any]
    total: int
    page: int = 1
    understood: Understood | None = None
    any_word: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ON_A_PAGE))


def find(wanted: Wanted, *, on: date, page: int = 1, as_typed: bool = False) -> Found:
    """Search the directory: every word, or a need that the words ask for; then with slips put right; then any word.

    A page beyond the last is the last. Each way of reading the words asks once.
    """
    rows: QuerySet[Any] = fitting(listed(on=on), wanted).annotate(is_old=_is_old(on))
    if not wanted.words.strip():
        if wanted.ground is not None:
            rows = with_nearness(within_reach(rows, wanted.ground, wanted.metres), wanted.ground)
        return _cut(_in_order(rows, wanted), page)
    understood = understand(wanted.words, as_typed=True)
    found = _sought(_hits(rows, understood), wanted, understood, page)
    if not as_typed and not found.total:
        understood = understand(wanted.words)
        if understood.changed:
            found = _sought(_hits(rows, understood), wanted, understood, page)
    any_word = not found.total
    if any_word:
        some = rows.filter(words=any_word_of(understood.words))
        found = _sought(some, wanted, understood, page)
    return replace(found, understood=understood, any_word=any_word)


def _is_old(on: date) -> Case:
    return Case(When(assured_on__lt=old_before(on), then=True), default=False, output_field=BooleanField())


def _cut(rows: QuerySet[Any], page: int) -> Found:
    """One page, and how many there are, in one question."""
    marks = [name for name in ("covers_it", "metres") if name in rows.query.annotations]
    counted = rows.annotate(of_all=Window(Count("*"))).values("pk", "of_all", *marks)
    some = list(counted[(page - 1) * ON_A_PAGE : page * ON_A_PAGE])
    if not some and page > 1:
        return _cut(rows, max(1, -(-rows.count() // ON_A_PAGE)))
    return _shown(some, page)


def _shown(some: list[dict[str, Any]], page: int) -> Found:
    """Each of these rows as a card, with its marks."""
    cards = cards_of_keys(each["pk"] for each in some)
    for each in some:
        vars(cards[each["pk"]]).update(each)
    return Found([cards[each["pk"]] for each in some], some[0]["of_all"] if some else 0, page)


def _in_order(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    """Whether it is for people who live there, how old, how near, then by name."""
    if wanted.ground is None:
        return rows.order_by("is_old", "name", "id")
    return rows.order_by("-covers_it", "is_old", F("metres").asc(nulls_last=True), "name", "id")


# ---------------------------------------------------------------- by words


LIKENESS = "similarity(name, %s)"
RANK = "ts_rank(words, to_tsquery('english'::regconfig, %s))"
KIND = "fits OR words @@ to_tsquery('english'::regconfig, %s)"
ABOUT = f"CASE WHEN {LIKENESS} >= {ITS_NAME} THEN 3 WHEN {KIND} THEN 2 ELSE 1 END"
REACHED = "covers_it OR (NOT bounded AND (metres IS NULL OR metres <= %s))"
BY_WORDS = "about DESC, is_old, likeness DESC, rank DESC, name, pk"
BY_WORDS_THERE = "about DESC, covers_it DESC, is_old, metres NULLS LAST, likeness DESC, rank DESC, name, pk"


def _sought(rows: QuerySet[Any], wanted: Wanted, understood: Understood, page: int) -> Found:
    """One page of these entries, what it is about first, and how many there are.

    How near an entry is, and whether it is for people who live there, is asked once for each that the words found.
    Of those within reach alone it is asked how like the words they are. OFFSET 0 keeps the database from taking
    both apart again, which would ask for all of it several times over.
    """
    asked = _terms_of(understood)
    told = rows.annotate(fits=has_term_of(asked) if asked else Value(False))
    names, marks, reached, order = ["pk", "name", "words", "is_old", "fits"], "pk", "TRUE", BY_WORDS
    values: list[float] = []
    if wanted.ground is not None:
        told = with_nearness(told, wanted.ground).annotate(bounded=has_bounds())
        names += ["covers_it", "metres", "bounded"]
        marks, reached, order = "pk, covers_it, metres", REACHED, BY_WORDS_THERE
        values = [math.inf if wanted.metres is None else wanted.metres]
    inner, given = told.order_by().values(*names).query.sql_with_params()
    among = f"FROM ({inner} OFFSET 0) AS told WHERE {reached}"
    keys = [*marks.split(", "), "of_all", "about"]
    ordered = f"ORDER BY {order} LIMIT {ON_A_PAGE} OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {marks}, COUNT(*) OVER (), {ABOUT} AS about, {LIKENESS} AS likeness, {RANK} AS rank,"
            f" name, is_old {among} {ordered}",
            [*_sought_by(understood), *given, *values, (page - 1) * ON_A_PAGE],
        )
        some = [dict(zip(keys, row, strict=False)) for row in cursor.fetchall()]
        if not some and page > 1:
            cursor.execute(f"SELECT COUNT(*) {among}", [*given, *values])
            return _sought(rows, wanted, understood, max(1, -(-cursor.fetchone()[0] // ON_A_PAGE)))
    return _shown(some, page)


def _sought_by(understood: Understood) -> list[str]:
    """What stands in ABOUT, LIKENESS and RANK."""
    words = understood.words
    return [words, any_word_in(words, weights="AB"), words, any_word_in(words)]


def _hits(rows: QuerySet[Any], understood: Understood) -> QuerySet[Any]:
    """Entries with every word, or about something that the words ask for: each found by its own index."""
    hit = PublicService.objects.filter(words=every_word(understood.words))
    asked = _terms_of(understood)
    if not asked:
        return rows.filter(words=every_word(understood.words))
    return rows.filter(pk__in=hit.values("pk").union(services_with_term_of(asked), all=True))


def _terms_of(understood: Understood) -> list[tuple[str, str]]:
    return [(each.taxonomy, each.term.code) for each in understood.asked]


def fitting_words(rows: QuerySet[PublicService], wanted: Wanted) -> QuerySet[PublicService]:
    """Those of these entries that fit everything, all of the words included; in the order they came."""
    found = fitting(rows, wanted)
    return found.filter(words=every_word(wanted.words)) if wanted.words else found


def covering(rows: QuerySet[PublicService], ground: Ground | None) -> QuerySet[PublicService]:
    """Entries for people who live there: bound to ground that holds it, or bound to none."""
    if ground is None:
        return rows.none()
    return rows.filter(Q(covers(ground)) | ~Q(has_bounds()))


def with_words_in_name(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Rows whose name or description holds each of these words."""
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return rows


def languages() -> list[str]:
    """The languages in which something is given."""
    return list(PublicLanguage.objects.order_by("name").values_list("name", flat=True).distinct())


def ground_asked(typed: str) -> Ground | None:
    """Where a postcode lies that somebody typed; None when they typed nothing. Refuses what leads nowhere."""
    if not typed.strip():
        return None
    if not postcodes.is_valid_shape(typed):
        raise Refusal("postcode", "Enter a whole postcode, such as ZY1 1AA, or leave it empty.")
    ground = ground_of(typed)
    if ground is None:
        raise Refusal("postcode", "This directory does not know that postcode. Try one close by.")
    return ground


def ground_of(postcode: str) -> Ground | None:
    """Where a postcode lies, and on whose ground; None when nobody knows."""
    found = localities.point_of(postcode)
    if found is None:
        return None
    place = found.locality
    return Ground(
        found.longitude, found.latitude, name=found.code,
        covers=(
            f"locality:{place.code}", f"area:{place.area.code}", f"authority:{place.area.authority.code}",
        ),
    )  # fmt: skip
