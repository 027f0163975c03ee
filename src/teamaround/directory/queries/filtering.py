"""From what somebody looks for to the entries that fit, in the database's words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

from teamaround.kernel import tongue

from ..models import (
    PublicAttribute,
    PublicCapacity,
    PublicLanguage,
    PublicPlace,
    PublicSchedule,
    PublicService,
    PublicServiceArea,
    PublicSought,
)
from ..rules import capacity, needs
from ..rules.asking import Ground, Hours, Wanted
from ..rules.welsh import tokens

ENGLISH = "english"
EARTH = 6_371_000.0  # metres, mean radius
A_DEGREE = EARTH * math.pi / 180


Entries = TypeVar("Entries", PublicService, PublicSought)
HasTerm = Callable[[list[UUID]], Q | Exists]


def fitting(rows: QuerySet[Entries], wanted: Wanted) -> QuerySet[Entries]:
    """Those of these entries that fit everything but the words."""
    has_term = _holds_term if rows.model is PublicSought else _has_term
    for condition in _conditions(wanted, has_term):
        rows = rows.filter(condition)
    return rows


def _conditions(wanted: Wanted, has_term: HasTerm) -> Iterator[Q | Exists]:
    if wanted.maximum_age is not None:
        yield Q(minimum_age__isnull=True) | Q(minimum_age__lte=wanted.maximum_age)
    if wanted.minimum_age is not None:
        yield Q(maximum_age__isnull=True) | Q(maximum_age__gte=wanted.minimum_age)
    if wanted.is_free:
        yield Q(is_free=True)
    if wanted.organisation_id is not None:
        yield Q(organisation_id=wanted.organisation_id)
    if wanted.modified_after is not None:
        yield Q(modified_at__gte=wanted.modified_after)
    if wanted.language:
        yield Exists(PublicLanguage.objects.filter(service=OuterRef("pk"), name__iexact=wanted.language))
    if wanted.hours is not None:
        yield _open_at(wanted.hours)
    yield from _of_terms(wanted, has_term)


def _of_terms(wanted: Wanted, has_term: HasTerm) -> Iterator[Q | Exists]:
    if wanted.has_room:
        newest = PublicCapacity.objects.filter(service=OuterRef("pk"))
        yield Exists(newest.filter(taking=capacity.Taking.YES))
    if wanted.needs:
        yield has_term(keys_of((needs.NEEDS, code) for code in wanted.needs))
    for code in sorted(wanted.send):
        yield has_term([needs.key_of(needs.SEND, code)])
    if wanted.access:
        yield Exists(_at_one_place_with(wanted.access))
    if wanted.term_id is not None:
        yield has_term([wanted.term_id])
    if wanted.taxonomy_id is not None:
        yield _has(term__taxonomy=wanted.taxonomy_id)


def _has(**term: Any) -> Exists:
    return Exists(PublicAttribute.objects.filter(service=OuterRef("pk"), **term))


def _has_term(keys: list[UUID]) -> Exists:
    return _has(term__in=keys)


def _holds_term(keys: list[UUID]) -> Q:
    return Q(terms__overlap=keys)


def keys_of(codes: Iterable[tuple[str, str]]) -> list[UUID]:
    """The keys of these terms, each given by its list and its code, and of those within them."""
    return sorted(needs.key_of(taxonomy, each) for taxonomy, code in codes for each in needs.within([code]))


def _at_one_place_with(access: Iterable[str]) -> QuerySet[PublicPlace]:
    """Places of an entry that have all of these at once."""
    found = PublicPlace.objects.filter(service=OuterRef("pk"))
    for code in sorted(access):
        there = PublicAttribute.objects.filter(
            location=OuterRef("location"), term=needs.key_of(needs.ACCESS, code)
        )
        found = found.filter(Exists(there))
    return found


def _open_at(hours: Hours) -> Q:
    fits = Q()
    if hours.day:
        fits &= Q(byday__contains=hours.day)
    if hours.start is not None:
        fits &= Q(opens_at__gte=hours.start) if hours.within else Q(closes_at__gt=hours.start)
    if hours.end is not None:
        fits &= Q(closes_at__lte=hours.end) if hours.within else Q(opens_at__lt=hours.end)
    rows = PublicSchedule.objects.filter(fits)
    return Q(Exists(rows.filter(service=OuterRef("pk")))) | Q(
        Exists(rows.filter(place__service=OuterRef("pk")))
    )


# ---------------------------------------------------------------- words


def every_word(words: str) -> SearchQuery | CombinedSearchQuery:
    """That all of these words are there, in any form that English gives them; or all of them in Welsh."""
    english = SearchQuery(words, config=ENGLISH, search_type="plain")
    welsh = tokens(words)
    return english | SearchQuery(welsh, config=ENGLISH, search_type="plain") if welsh else english


def any_word_of(words: str) -> SearchQuery:
    """That one of these plain words is there."""
    return SearchQuery(any_word_in(words), config=ENGLISH, search_type="raw")


def any_word_in(words: str, *, weights: str = "") -> str:
    """The same as the database writes it; with `weights`, in the parts of an entry that carry them.

    On a page in Welsh, in Welsh too.
    """
    mark = f":{weights}" if weights else ""
    sought = words.split() + ([] if tongue.is_english() else tokens(words).split())
    return " | ".join(f"{word}{mark}" for word in sought)


# ---------------------------------------------------------------- where


def metres_from(ground: Ground, *, latitude: str, longitude: str) -> Combinable:
    """How far a point in two columns is as the crow flies (the haversine formula)."""
    north = Sin((Radians(F(latitude)) - math.radians(ground.latitude)) / 2.0)
    east = Sin((Radians(F(longitude)) - math.radians(ground.longitude)) / 2.0)
    across = Cos(Radians(F(latitude))) * Value(math.cos(math.radians(ground.latitude)))
    return Value(2 * EARTH) * ASin(Sqrt(Power(north, 2.0) + across * Power(east, 2.0)))


def near(rows: QuerySet[Any], ground: Ground, metres: float, *, at: str = "location__") -> QuerySet[Any]:
    """Rows whose location lies within so many metres: first in a box, then exactly."""
    north = metres / A_DEGREE
    east = north / max(0.01, math.cos(math.radians(ground.latitude)))
    latitude, longitude = f"{at}latitude", f"{at}longitude"
    boxed = rows.filter(
        **{
            f"{latitude}__range": (ground.latitude - north, ground.latitude + north),
            f"{longitude}__range": (ground.longitude - east, ground.longitude + east),
        }
    )
    exactly = metres_from(ground, latitude=latitude, longitude=longitude)
    found: QuerySet[Any] = boxed.annotate(metres=exactly).filter(metres__lte=metres)
    return found


def covers(ground: Ground) -> Exists:
    """That an entry is for people who live there."""
    return Exists(_areas().filter(covers__in=ground.covers))


def has_bounds() -> Exists:
    """That an entry is for people of some ground alone."""
    return Exists(_areas().exclude(covers=""))


def _areas() -> QuerySet[PublicServiceArea]:
    return PublicServiceArea.objects.filter(service=OuterRef("pk"))
