"""Children found for a practitioner, the likeliest first, each with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from teamaround.index.rules.compare import Comparison, compare
from teamaround.index.rules.levels import Field
from teamaround.matching.facts import Candidate, Standard, Wanted
from teamaround.matching.standardise import standardise_wanted

SHOWN_FROM = 2.0
NAMED_FROM = 4.0
SHOWN_WITHOUT_NAME_FROM = 10.0
_NUMBERS = (Field.NHS_NUMBER, Field.UPN, Field.AGENCY_NUMBER)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A child who may be meant; the score orders a list and says nothing about the child."""

    child_id: int
    score: float
    reasons: tuple[str, ...]


def rank(query: Standard | Wanted, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The candidates worth showing, in one order however they came.

    A shielded child takes part with names, sex and date of birth alone; a sealed record never appears.
    """
    standard = standardise_wanted(query) if isinstance(query, Wanted) else query
    found = (_ranked(standard, each) for each in candidates if not each.is_sealed)
    return sorted((each for each in found if each is not None), key=lambda each: (-each.score, each.child_id))


def _ranked(query: Standard, candidate: Candidate) -> Ranked | None:
    seen = candidate.standard.as_shielded() if candidate.is_shielded else candidate.standard
    comparison = compare(query, seen)
    if not _is_worth_showing(comparison):
        return None
    return Ranked(candidate.child_id, round(comparison.total, 3), comparison.reasons)


def _is_worth_showing(comparison: Comparison) -> bool:
    """A list shows no child whose name speaks against it, unless birthday or home speak strongly for them."""
    if any(comparison.level(field) == "same" for field in _NUMBERS):
        return True
    named = [each.bits for each in comparison.agreements if each.field in (Field.GIVEN, Field.FAMILY)]
    needed = SHOWN_FROM if not named or sum(named) >= NAMED_FROM else SHOWN_WITHOUT_NAME_FROM
    return comparison.total >= needed
