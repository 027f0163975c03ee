"""Two doors to one database: the site's role reads and writes, the owner's role migrates."""

from __future__ import annotations

from typing import Any


class OneDatabase:
    """Every table is in the one database; migrations run through the owner's connection only."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return True
