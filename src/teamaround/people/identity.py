"""What identifies children, part by part: for comparing them, never for showing.

Rows come by child, the present ones first; replaced ones are among them, for they still lead
there. The statements are written out: a search compares hundreds of children, an import thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from teamaround.kernel.arrays import as_array

Rows = dict[int, list[tuple[str, ...]]]
Born = tuple[int, date | None, date | None, str]


def born(child_ids: Iterable[int]) -> list[Born]:
    """Row number, date of birth, expected date and sex."""
    return _asked(_BORN, child_ids)


def names(child_ids: Iterable[int]) -> Rows:
    """Given name, family name, type."""
    return _by_child(_NAMES, child_ids, first=_NOT_ENDED)


def addresses(child_ids: Iterable[int]) -> Rows:
    """Lines and postcode; sealed ones are not among them."""
    return _by_child(_ADDRESSES, child_ids, first=_NOT_ENDED)


def identifiers(child_ids: Iterable[int]) -> Rows:
    """Kind, number, and the code of the agency that issued it."""
    return _by_child(_IDENTIFIERS, child_ids)


def contacts(child_ids: Iterable[int]) -> Rows:
    """Telephone and e-mail address of parents and carers."""
    return _by_child(_CONTACTS, child_ids)


def behind_doors(doors: Iterable[str], *, more_than: int) -> list[tuple[str, int]]:
    """Of these doors, as `household_key` gives them, those with more children than that: the door and each child."""
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [list(doors), more_than])
        return list(cursor.fetchall())


_BEHIND = """SELECT DISTINCT address_key, child_id FROM people_address WHERE address_key IN (
        SELECT address_key FROM people_address WHERE address_key = ANY(%s::text[])
        GROUP BY address_key HAVING count(DISTINCT child_id) > %s
    )"""
_BORN = "SELECT id, born_on, expected_on, sex FROM people_child WHERE id = ANY(%s::bigint[])"
_NAMES = "SELECT r.child_id, r.given, r.family, r.type FROM people_name r"
_ADDRESSES = "SELECT r.child_id, r.lines, r.postcode FROM people_address r"
_IDENTIFIERS = (
    "SELECT r.child_id, r.kind, r.value, coalesce(a.code, '') FROM people_identifier r"
    " LEFT JOIN agencies_agency a ON a.id = r.issuer_id"
)
_CONTACTS = (
    "SELECT r.child_id, c.telephone, c.email FROM people_relationship r"
    " JOIN people_carer c ON c.id = r.carer_id"
)
_PRESENT_FIRST = "WHERE r.child_id = ANY(%s::bigint[]) ORDER BY r.replaced_at IS NOT NULL, {}r.id DESC"
_NOT_ENDED, _AS_THEY_CAME = "r.ends_on IS NOT NULL, ", ""


def _by_child(sql: str, child_ids: Iterable[int], *, first: str = _AS_THEY_CAME) -> Rows:
    found: Rows = defaultdict(list)
    for child_id, *said in _asked(f"{sql} {_PRESENT_FIRST.format(first)}", child_ids):
        found[child_id].append(tuple(said))
    return found


def _asked(sql: str, child_ids: Iterable[int]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_array(child_ids)])
        return list(cursor.fetchall())
