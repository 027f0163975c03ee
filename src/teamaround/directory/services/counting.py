"""Counting what people looked for in vain, so that commissioners see where something is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

ONE_MORE = """
INSERT INTO directory_unfound (month, need, locality, times) SELECT %s, unnest(%s::text[]), %s, 1
ON CONFLICT (month, need, locality) DO UPDATE SET times = directory_unfound.times + 1
"""


def count_unfound(*, needs: Iterable[str], locality: str, on: date) -> None:
    """Count one search without a result for each need; nobody's words, and nobody, are kept."""
    asked = sorted(set(needs)) or [""]
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [on.replace(day=1), asked, locality])
