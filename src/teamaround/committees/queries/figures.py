"""The one place through which facts come into papers."""

from __future__ import annotations

from collections.abc import Iterable

from teamaround.facts import queries as facts

from ..rules.document import Figure
from ..rules.wording import day


def find(refs: Iterable[str], *, authority_id: int) -> dict[str, Figure]:
    """An authority's own facts by their references, as they were taken; what is not there is left out."""
    wanted = list(refs)
    if not wanted:
        return {}
    return {
        ref: Figure(ref, view.title, view.number or view.shown, day(view.as_at), view.source_hash, view.shown)
        for ref, view in facts.facts(wanted).items()
        if view.authority_id == authority_id
    }
