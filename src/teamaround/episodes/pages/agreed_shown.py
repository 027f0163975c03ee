"""An agreement as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teamaround.sharing.agreement_rules import HOW_WORDS, STANDING_WORDS, How, Standing
from teamaround.sharing.signing_queries import signatures


def shown(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Agreements in words, each with the services that it covers and the signatures under it."""
    listed = list(rows)
    signed = signatures(listed)
    return [
        {
            "row": row,
            "standing": STANDING_WORDS[Standing(row.standing)],
            "how": how_in_words(row),
            "covered": [one.agency for one in row.scope.all() if one.ended_at is None],
            "left_out": [one for one in row.scope.all() if one.ended_at is not None],
            "signatures": [one for one in signed.get(row.pk, []) if one.taken_out_at is None],
            "taken_out": [one for one in signed.get(row.pk, []) if one.taken_out_at is not None],
        }
        for row in listed
    ]


def how_in_words(row: Any) -> str:
    """Such as: spoken, with a witness: Ada Bell, teacher."""
    words = HOW_WORDS[How(row.how)]
    if row.witness:
        return f"{words}: {row.witness}, {row.witness_role}"
    return f"{words}; kept at: {row.kept_at}" if row.kept_at else words
