"""Keeping what a search looks through in step with the entries."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from ..rules import needs

WEIGHED = """
UPDATE directory_service s SET words =
    setweight(to_tsvector('english', concat_ws(' ', s.name, s.alternate_name)), 'A')
    || setweight(to_tsvector('english', coalesce((
        SELECT string_agg(m.name || ' ' || m.description, ' ')
        FROM directory_attribute a JOIN directory_term m ON m.id = a.term_id WHERE a.service_id = s.id
    ), '')), 'B')
    || setweight(to_tsvector('english', concat_ws(' ', o.name, o.alternate_name)), 'C')
    || setweight(to_tsvector('english', concat_ws(' ', s.description, s.eligibility_description,
        s.application_process)), 'D')
FROM directory_organisation o
WHERE o.id = s.organisation_id AND s.id = ANY(%s::uuid[])
"""
KNOWN = """
INSERT INTO directory_word (word)
SELECT DISTINCT w FROM directory_service s JOIN directory_organisation o ON o.id = s.organisation_id,
    LATERAL regexp_split_to_table(lower(concat_ws(' ', s.name, s.alternate_name, o.name, s.description,
        s.eligibility_description)), '[^a-z]+') w
WHERE s.id = ANY(%s::uuid[]) AND NOT s.is_internal AND length(w) > 3
ON CONFLICT DO NOTHING
"""


def weigh(service_ids: Iterable[UUID]) -> None:
    """Make these entries found by what they say now: the name counts most, the description least."""
    ids = list(service_ids)
    with connection.cursor() as cursor:
        cursor.execute(WEIGHED, [ids])
        cursor.execute(KNOWN, [ids])


def learn_lists() -> None:
    """Know the words of the program's own lists."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO directory_word (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING",
            [sorted(word for word in needs.words_known() if len(word) > 3 and word.isalpha())],
        )
