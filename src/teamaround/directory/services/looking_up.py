"""Keeping what a search looks through in step with the entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from ..models import Translation
from ..rules import needs
from ..rules.welsh import tokens

FOLDED = "translate(lower({}), 'àáâäãèéêëìíîïòóôöõùúûüẁẃŵẅỳýŷÿçñ', 'aaaaaeeeeiiiiooooouuuuwwwwyyyycn')"
WEIGHED = """
UPDATE directory_service s SET words =
    setweight(to_tsvector('english', {named}), 'A')
    || setweight(to_tsvector('english', coalesce((
        SELECT string_agg(m.name || ' ' || m.description, ' ')
        FROM directory_attribute a JOIN directory_term m ON m.id = a.term_id WHERE a.service_id = s.id
    ), '')), 'B')
    || setweight(to_tsvector('english', {offered}), 'C')
    || setweight(to_tsvector('english', {described}), 'D'),
    sought_terms = directory_terms_of(s.id), sought_covers = directory_covers_of(s.id), sought_spots = directory_spots_of(s.id)
FROM directory_organisation o
WHERE o.id = s.organisation_id AND s.id = ANY(%s::uuid[])
""".format(  # noqa: S608 - our own names
    named=FOLDED.format("concat_ws(' ', s.name, s.alternate_name)"),
    offered=FOLDED.format("concat_ws(' ', o.name, o.alternate_name)"),
    described=FOLDED.format(
        "concat_ws(' ', s.description, s.eligibility_description, s.application_process)"
    ),
)
KNOWN = """
INSERT INTO directory_word (word)
SELECT DISTINCT w FROM directory_service s JOIN directory_organisation o ON o.id = s.organisation_id,
    LATERAL regexp_split_to_table({said}, '[^a-z]+') w
WHERE s.id = ANY(%s::uuid[]) AND NOT s.is_internal AND length(w) > 3
ON CONFLICT DO NOTHING
""".format(
    said=FOLDED.format(
        "concat_ws(' ', s.name, s.alternate_name, o.name, s.description, s.eligibility_description)"
    )
)
KNOW = "INSERT INTO directory_word (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING"
IN_WELSH = """
UPDATE directory_service SET words = words || setweight(to_tsvector('english', %s), 'A')
    || setweight(to_tsvector('english', %s), 'D') WHERE id = %s
"""


def weigh(service_ids: Iterable[UUID]) -> None:
    """Make these entries found by what they say now: the name counts most, the description least.

    So are their terms, the ground that they are for and their places (models.PublicSought).

    Accents make no difference. What an entry says in Welsh is found by Welsh words, in any form of them.
    """
    ids = list(service_ids)
    welsh = list(
        Translation.objects.filter(service__in=ids, language="cy").values_list("service_id", "words")
    )
    rows = [(*_tokens(words), key) for key, words in welsh]
    with connection.cursor() as cursor:
        cursor.execute(WEIGHED, [ids])
        cursor.execute(KNOWN, [ids])
        if rows:
            cursor.executemany(IN_WELSH, rows)
    know(word for _, words in welsh for text in words.values() for word in needs.plain(text).split())


def _tokens(words: Mapping[str, str]) -> tuple[str, str]:
    """What a Welsh name is found by, and the rest of a translation."""
    name = words.get("name", "")
    rest = " ".join(text for field, text in words.items() if field != "name")
    return tokens(needs.plain(name)), tokens(needs.plain(rest))


def learn_lists() -> None:
    """Know the words of the program's own lists."""
    know(needs.words_known())


def know(words: Iterable[str]) -> None:
    """Words to which a slip of the keyboard may be put right."""
    long_ones = sorted({word for word in words if len(word) > 3 and word.isalpha()})
    if long_ones:
        with connection.cursor() as cursor:
            cursor.execute(KNOW, [long_ones])
