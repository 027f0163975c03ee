"""The one place through which facts come into papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from teamaround.accounts.rules import Viewer
from teamaround.facts import queries as facts
from teamaround.facts import services as taking

from .rules.document import Figure
from .rules.wording import day


def find(refs: Iterable[str], *, authority_id: int) -> dict[str, Figure]:
    """An authority's own facts by their references, as they were taken; what is not there is left out."""
    return {
        ref: Figure(ref, view.title, view.number or view.shown, day(view.as_at), view.source_hash, view.shown)
        for ref, view in _own(refs, authority_id).items()
    }


def taken_anew(
    refs: Iterable[str], *, authority_id: int, as_at: date, by: Viewer, now: datetime
) -> dict[str, str]:
    """Facts counted again for a day: the new reference for each that comes out otherwise."""
    found = {}
    for ref, view in _own(refs, authority_id).items():
        if view.as_at == as_at and facts.again(ref).is_same:
            continue
        new = taking.take(view.measure, parameters=view.parameters, as_at=as_at, by=by, at=now)
        found[ref] = new.ref
    return found


def _own(refs: Iterable[str], authority_id: int) -> dict[str, facts.FactView]:
    wanted = list(refs)
    found = facts.facts(wanted) if wanted else {}
    return {ref: found[ref] for ref in wanted if ref in found and found[ref].authority_id == authority_id}
