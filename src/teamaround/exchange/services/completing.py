"""Filling in what rows add about children who are registered already, and leading to them by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.index.keeping import keep_keys_of_changed
from teamaround.index.numbered import keep_numbers
from teamaround.index.rules import NumberAsWritten
from teamaround.people.rules import IdentifierKind
from teamaround.people.services import Addition, Completed, complete_children

from .references import References

COMPARED = frozenset({"names", "identifiers", "addresses", "carers", "sex"})  # of what may be filled in


def complete(
    additions: Sequence[Addition], references: References, *, by: Viewer, now: datetime, about: str
) -> dict[int, Completed]:
    """Fill in what is blank; what was filled in and what was said differently, by child."""
    because = f"From a file of {references.agency_name}"
    done = complete_children(additions=additions, by=by, now=now, because=because, about=about)
    _lead_to(done, references)
    return done


def _lead_to(done: Mapping[int, Completed], references: References) -> None:
    """Keys and likenesses of children of whom something came to be known by which they are found or compared."""
    told = {child_id: each.filled & COMPARED for child_id, each in done.items()}
    numbered = {
        child_id: NumberAsWritten(kind="agency", value=each.numbers[0].value, issuer=references.agency_code)
        for child_id, each in done.items()
        if told[child_id] == {"identifiers"} and [new.kind for new in each.numbers] == [IdentifierKind.AGENCY]
    }
    keep_numbers(numbered)
    keep_keys_of_changed(child_id for child_id, what in told.items() if what and child_id not in numbered)
