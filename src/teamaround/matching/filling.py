"""The two files of a task, read into a store: an index and incoming records, with crowded homes left out of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from teamaround.matching.crowded import MOST_FAMILY_NAMES, NOTHING_CROWDED, Crowded
from teamaround.matching.files import Table
from teamaround.matching.store import CHILD, RECORD, Store
from teamaround.matching.tables import Seen, stream


@dataclass(frozen=True)
class Filled:
    """What was learnt while both were read."""

    children: Seen
    records: Seen
    crowded: Crowded


def fill(store: Store, index: Table, incoming: Table, *, on: date, processes: int = 2) -> Filled:
    """Both files in the store. Which homes are crowded is known once the index is read, so few lines are read again."""
    children, records = Seen(), Seen()
    crowded = fill_index(store, index, children, on=on, processes=processes)
    store.take(RECORD, stream(incoming, records, on=on, crowded=crowded, processes=processes))
    return Filled(children, records, crowded)


def fill_index(store: Store, index: Table, seen: Seen, *, on: date, processes: int = 2) -> Crowded:
    """The index alone; what many unrelated children share there."""
    store.take(CHILD, stream(index, seen, on=on, crowded=NOTHING_CROWDED, processes=processes))
    crowded = crowded_in(store)
    lines = frozenset(_lines_of(store, crowded))
    if lines:
        again = stream(index, Seen(), on=on, crowded=crowded, only=lines)
        for batch in again:
            store.replace(CHILD, batch)
    return crowded


def crowded_in(store: Store) -> Crowded:
    """The homes and telephones that stand beside more family names than one family brings together."""
    if not store.many[CHILD]:
        return NOTHING_CROWDED
    return Crowded(_shared(store, "households"), _shared(store, "contacts"))


def _shared(store: Store, column: str) -> frozenset[str]:
    found = store.ask(
        f"SELECT thing FROM (SELECT unnest({column}) AS thing, family FROM {CHILD} WHERE family IS NOT NULL)"
        f" GROUP BY thing HAVING count(DISTINCT family) > {MOST_FAMILY_NAMES}"
    )
    return frozenset(thing for (thing,) in found)


def _lines_of(store: Store, crowded: Crowded) -> Iterator[int]:
    for column, things in (("households", crowded.doors), ("contacts", crowded.contacts)):
        if things:
            found = store.ask(f"SELECT line FROM {CHILD} WHERE list_has_any({column}, ?)", sorted(things))
            yield from (line for (line,) in found)
