"""Entries for the pages: each with all that hangs on it, however many they are, in one statement.

The shape of an entry is turned into SQL once in the life of the process, with every name of its own
written out, so that a page sends one text that the database has planned already, and its keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, F, Func, UUIDField, Value
from psycopg.sql import Literal

from ..models import PublicService, PublicTranslation
from ..rules.entry_shapes import CARD, ENTRY, Row, read
from ..rules.shapes import Shape
from ..rules.translating import Translated
from .telling import told

KEY = UUID(int=0)  # stands for the key, or for the keys, while a statement is made
KEYS = [KEY]
_MANY = ArrayField(UUIDField())


class _IsAnyOf(Func):
    """One parameter however many keys there are, so that it is always the same statement."""

    template, arg_joiner, output_field = "(%(expressions)s))", " = ANY(", BooleanField()


def service(key: UUID) -> Row | None:
    """One public entry with all that hangs on it, closed and forgotten ones too."""
    text = service_as_text(key)
    return None if text is None else service_of_text(text)


def service_of_text(text: str) -> Row:
    """The entry that a text of `service_as_text` tells."""
    return read(ENTRY, json.loads(text))


def service_as_text(key: UUID) -> str | None:
    """The same as the database tells it: two of these are one when nothing of the entry has changed.

    By one key, because the database keeps its plan for that; for a list of keys it would plan anew each time,
    which takes ten times as long as the reading.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement("one"), [key])
        found = cursor.fetchone()
    return None if found is None else str(found[1])


def services_of_keys(keys: Iterable[UUID]) -> dict[UUID, Row]:
    """The same for several, by their keys; what is not public is not among them."""
    return _read("some", ENTRY, list(keys))


def cards_of_keys(keys: Iterable[UUID]) -> dict[UUID, Row]:
    """Entries with as much as a card among results shows."""
    return _read("cards", CARD, list(keys))


def words_in(language: str, keys: Iterable[UUID]) -> dict[UUID, Translated]:
    """What these entries say in a language, those that are in it."""
    rows = PublicTranslation.objects.filter(language=language, service__in=list(keys))
    told = rows.values_list("service_id", "language", "words", "translated_by", "translated_at")
    return {key: Translated(*words) for key, *words in told}


def _read(name: str, shape: Shape, wanted: list[UUID]) -> dict[UUID, Row]:
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_statement(name), [wanted])
        return {key: read(shape, json.loads(text)) for key, text in cursor.fetchall()}


@cache
def _statement(name: str) -> str:
    services = PublicService.objects.all()
    if name == "one":
        services = services.filter(pk=KEY)
    else:
        services = services.filter(_IsAnyOf(F("pk"), Value(KEYS, _MANY)))
    sql, values = told(services, CARD if name == "cards" else ENTRY, whole=True).query.sql_with_params()
    first, *rest = sql.split("%s")
    return first + "".join(_written(value) + piece for value, piece in zip(values, rest, strict=True))


def _written(value: Any) -> str:
    return "%s" if value in (KEY, KEYS) else Literal(value).as_string(None).replace("%", "%%")
