"""What many unrelated children share is no evidence, in the index by the rule and number of whole files.

A door or telephone comes to be crowded when a child is recorded there. It is remembered, and everybody there is
compared without it from then on; `match rekey` looks whether those remembered are crowded still.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from teamaround.kernel.arrays import as_array
from teamaround.matching.crowded import MOST_FAMILY_NAMES
from teamaround.matching.crowded import Crowded as Things
from teamaround.matching.rows import COLUMNS
from teamaround.people import identity

from .models import Crowded
from .reading import CONTACT, DOOR, crowded, salt
from .rules import Standard, contact_keys


@dataclass(frozen=True)
class Found:
    """What is crowded, and the children there."""

    doors: frozenset[str]
    contacts: frozenset[str]
    children: frozenset[int]


def note_crowded(recorded: Iterable[Standard], *, known: Things) -> Found:
    """Remember what has come to be crowded now that these people are recorded."""
    people = list(recorded)
    doors = {door for each in people for door in each.households} - known.doors
    contacts = {said for each in people for said in (*each.telephones, *each.emails)} - known.contacts
    found = crowded_of(doors, contacts)
    Crowded.objects.bulk_create(
        [
            *(Crowded(kind=DOOR, value=value) for value in sorted(found.doors)),
            *(Crowded(kind=CONTACT, value=value) for value in sorted(found.contacts)),
        ],
        ignore_conflicts=True,
    )
    return found


def forget_what_is_not() -> None:
    """Take out of what is remembered as crowded whatever is so no more."""
    known = crowded()
    still = crowded_of(known.doors, known.contacts)
    Crowded.objects.filter(kind=DOOR, value__in=known.doors - still.doors).delete()
    Crowded.objects.filter(kind=CONTACT, value__in=known.contacts - still.contacts).delete()


def crowded_of(doors: Iterable[str], contacts: Iterable[str]) -> Found:
    """Of these doors and contacts those beside which stand more family names than one family brings together."""
    behind = _by_thing(identity.behind_doors(doors, more_than=MOST_FAMILY_NAMES)) if doors else {}
    called = _under_contacts(contacts)
    families = _families({child for children in (*behind.values(), *called.values()) for child in children})

    def are_many(children: set[int]) -> bool:
        return len({families[child] for child in children if families.get(child)}) > MOST_FAMILY_NAMES

    full = {door for door, children in behind.items() if are_many(children)}
    busy = {said for said, children in called.items() if are_many(children)}
    there = {child for door in full for child in behind[door]} | {
        child for said in busy for child in called[said]
    }
    return Found(frozenset(full), frozenset(busy), frozenset(there))


def _under_contacts(contacts: Iterable[str]) -> dict[str, set[int]]:
    """Children by telephone or e-mail address, where there are more than one family brings together."""
    said = {key: contact for contact in contacts for key in contact_keys(contact, salt=salt())}
    if not said:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_CALLED, [as_array(said), MOST_FAMILY_NAMES])
        return _by_thing((said[key], child_id) for key, child_id in cursor.fetchall())


# Looked up key by key: told of a thousand at once, the database would rather read the whole table.
_CALLED = """SELECT key, child_id FROM (
        SELECT key, child_id, count(*) OVER (PARTITION BY key) AS children
        FROM unnest(%s::bigint[]) AS asked CROSS JOIN LATERAL (
            SELECT key, child_id FROM index_key WHERE key = asked OFFSET 0
        ) AS led
    ) AS counted WHERE children > %s"""


def _by_thing(found: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    children: dict[str, set[int]] = defaultdict(set)
    for thing, child_id in found:
        children[thing].add(child_id)
    return children


def _families(child_ids: Iterable[int]) -> Mapping[int, str | None]:
    """The family name by which each child is compared."""
    ids = as_array(child_ids)
    if ids == as_array(()):
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, [ids])
        return dict(cursor.fetchall())


_FAMILY = f"""SELECT child_id, traits -> 0 ->> {COLUMNS.index("family")} FROM index_likeness
    WHERE child_id = ANY(%s::bigint[])"""  # noqa: S608 - a number
