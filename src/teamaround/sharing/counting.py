"""Counting behind the walls: rows that the asker may not see are added up by the database, and only sums come out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Aggregate, QuerySet
from django.db.models.expressions import Combinable

_SAY = "SELECT set_config('teamaround.counting', %s, true)"


def added_up(rows: QuerySet[Any], **asked: Aggregate | Combinable) -> Mapping[str, Any]:
    """Sums over rows of tables that let themselves be counted (`walls.lets_itself_be_counted`).

    The way in is open while the database adds up, and shut before anything else is asked; a failure
    ends the transaction, and the way in with it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SAY, ["yes"])
        found: Mapping[str, Any] = rows.aggregate(**asked)
        cursor.execute(_SAY, [""])
    return found
