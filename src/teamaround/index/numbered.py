"""An agency's own number, added to children of whom nothing else is new: one key more and a place in the likeness.

The first file of an agency says little else of most children. What is written is what `keeping` would make anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from teamaround.matching.facts import NumberAsWritten, PersonAsWritten

from .keeping import keep_keys_of_changed
from .reading import salt
from .rules import TRAITS_VERSION, keys, standardise, traits_of


def keep_numbers(told: Mapping[int, NumberAsWritten]) -> None:
    """Lead each agency's number to its child; whoever cannot be extended so is made anew whole."""
    if told:
        keep_keys_of_changed(told.keys() - _extended(told))


def _extended(told: Mapping[int, NumberAsWritten]) -> set[int]:
    rows = [
        (child_id, key, kind.value, issuer, value)
        for child_id, number in told.items()
        for standard in [standardise(PersonAsWritten(numbers=(number,)))]
        for (kind, key), (issuer, value) in zip(
            keys(standard, salt=salt()), traits_of(standard).agency_numbers, strict=True
        )
    ]
    with connection.cursor() as cursor:
        cursor.execute(_EXTEND, [*map(list, zip(*rows, strict=True)), TRAITS_VERSION])
        return {child_id for (child_id,) in cursor.fetchall()}


_EXTEND = """
WITH told AS (
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[])
        AS t (child_id, key, kind, issuer, value)
), noted AS (
    UPDATE index_likeness l
    SET traits = jsonb_set(l.traits, '{3}', jsonb_build_array(jsonb_build_array(t.issuer, t.value)) || (l.traits -> 3))
    FROM told t JOIN sharing_standing s ON s.child_id = t.child_id
    WHERE l.child_id = t.child_id AND l.version = %s AND NOT s.is_shielded AND NOT s.is_sealed
        AND NOT (l.traits -> 3) @> jsonb_build_array(jsonb_build_array(t.issuer, t.value))
    RETURNING t.child_id, t.key, t.kind
), led AS (
    INSERT INTO index_key (child_id, key, kind, is_hidden, is_apart)
    SELECT n.child_id, n.key, n.kind, false, false FROM noted n
    WHERE NOT EXISTS (SELECT 1 FROM index_key k WHERE k.child_id = n.child_id AND k.key = n.key)
)
SELECT child_id FROM noted"""
