"""What the packages above hold about a child, and how it goes along when two records become one.

They put themselves on a short list; the index asks each in turn, in the transaction of the
merge, and keeps what it takes to put everything back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from teamaround.sharing.joining import BEHIND_WALLS

Moved = dict[str, list[dict[str, Any]]]
Belongs = Callable[[list[int]], models.Q]


@dataclass(frozen=True)
class Follower:
    """A table that hangs on a child by itself, and the tables that hang on its rows.

    `with_it` leads from each such table to this one, such as "answer__assessment", or tells which
    of its rows belong to rows of this one where only a reference leads there. A table with a
    field `came_from` remembers which record its rows came from. `point` tells the index, for
    one child, what to point to.

    `shared` names tables of which several children have rows beside one row of this one. What
    was added to them since goes back as well, but not where the kept record has a place of its
    own beside the other (`places`): there it stays, for nobody can say of which it was meant.
    """

    table: type[models.Model]
    with_it: tuple[tuple[type[models.Model], str | Belongs], ...] = ()
    point: Callable[[int], None] | None = None
    shared: tuple[tuple[type[models.Model], str], ...] = ()
    places: Callable[[list[int], int], set[int]] = lambda rows, kept_id: set()  # noqa: ARG005

    @property
    def tables(self) -> set[type[models.Model]]:
        """The table and those that hang on it, each once."""
        return {self.table, *(model for model, _ in (*self.with_it, *self.shared))}

    def added_to(self, roots: list[int], *, kept_id: int) -> Iterator[models.QuerySet[models.Model]]:
        """Rows of the kept record that were added, since, to what came with the other."""
        alone = sorted(set(roots) - self.places(roots, kept_id)) if self.shared else []
        for where, links in ((roots, self.with_it), (alone, self.shared)):
            for model, path in links:
                belongs = models.Q((f"{path}__in", where)) if isinstance(path, str) else path(where)
                yield model._default_manager.filter(belongs, child_id=kept_id)


followers: list[Follower] = [Follower(table) for table in BEHIND_WALLS]


def follow(*, joined_id: int, kept_id: int, ref: str) -> Moved:
    """Everything goes with the child; returns which rows, and where they stood."""
    with _walls_open(ref):
        tables = {table for each in followers for table in each.tables}
        moved = {_label(table): _move(table, joined_id, kept_id) for table in tables}
    point_anew(kept_id)
    return moved


def _label(table: type[models.Model]) -> str:
    return str(table._meta.label_lower)


def _remembers(table: type[models.Model]) -> tuple[str, ...]:
    names = {field.name for field in table._meta.concrete_fields}
    return ("came_from_id",) if "came_from" in names else ()


def _move(table: type[models.Model], joined_id: int, kept_id: int) -> list[dict[str, Any]]:
    rows = table._default_manager.filter(child_id=joined_id)
    before = list(rows.order_by("pk").values("id", *_remembers(table)))
    if _remembers(table):
        rows.filter(came_from__isnull=True).update(came_from_id=joined_id)
    rows.update(child_id=kept_id)
    return before


def follow_back(moved: Moved, *, joined_id: int, kept_id: int, ref: str) -> None:
    """What came with a record goes back with it, with everything that was added to it since."""
    with _walls_open(ref):
        for each in followers:
            for table in each.tables:
                _put_back(table, moved.get(_label(table), []), joined_id)
            roots = [row["id"] for row in moved.get(_label(each.table), [])]
            for since in each.added_to(roots, kept_id=kept_id):
                since.update(child_id=joined_id)


def _put_back(table: type[models.Model], before: list[dict[str, Any]], joined_id: int) -> None:
    rows = table._default_manager.filter(pk__in=[row["id"] for row in before])
    came = [row["id"] for row in before if row.get("came_from_id", joined_id) is None]
    if came:
        rows.filter(pk__in=came).update(came_from_id=None, child_id=joined_id)
    rows.update(child_id=joined_id)


def point_anew(*child_ids: int) -> None:
    """Let the index point to what each of these children's records holds now."""
    for each in followers:
        for child_id in child_ids:
            if each.point is not None:
                each.point(child_id)


@contextmanager
def _walls_open(ref: str) -> Iterator[None]:
    """Say to the database which pair is joined; its walls let the rows of these two through."""
    _say(ref)
    yield
    _say("")


def _say(ref: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.joining', %s, true)", [ref])
