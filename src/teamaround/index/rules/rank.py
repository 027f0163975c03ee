"""Children found for a practitioner, the likeliest first, each with the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from teamaround.index.rules.traits import Candidate, Traits
from teamaround.index.rules.weighing import Weighed, names_agree, weigh, weigh_wanted
from teamaround.matching.facts import Standard, Wanted
from teamaround.matching.standardise import standardise_wanted

SHOWN_FROM = 2.0
SHOWN_WITHOUT_NAME_FROM = 10.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A child who may be meant; the score orders a list and says nothing about the child."""

    child_id: int
    score: float
    reasons: tuple[str, ...]


def rank(query: Standard | Wanted, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The candidates worth showing for what somebody looks for, in one order however they came.

    A shielded child takes part with names, sex and date of birth alone; a sealed record never appears.
    """
    wanted = standardise_wanted(query) if isinstance(query, Wanted) else query
    return _in_order(weigh_wanted(wanted, _shown(candidates)))


def likest(traits: Traits, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The same for a child of the index: who is most like them."""
    return _in_order(weigh(traits, _shown(candidates)))


def _in_order(weighed: Iterable[Weighed]) -> list[Ranked]:
    found = [_ranked(each) for each in weighed if _is_worth_showing(each)]
    return sorted(found, key=lambda each: (-each.score, each.child_id))


def _shown(candidates: Iterable[Candidate]) -> list[Candidate]:
    return [_as_shown(each) for each in candidates if not each.is_sealed]


def _as_shown(candidate: Candidate) -> Candidate:
    if not candidate.is_shielded:
        return candidate
    return Candidate(candidate.child_id, candidate.traits.as_shielded(), is_shielded=True)


def _ranked(weighed: Weighed) -> Ranked:
    return Ranked(weighed.candidate.child_id, round(weighed.evidence, 3), weighed.reasons)


def _is_worth_showing(weighed: Weighed) -> bool:
    """A list shows no child whose name speaks against it, unless birthday or home speak strongly for them."""
    if weighed.has_same_number:
        return True
    least = SHOWN_FROM if names_agree(weighed.levels) else SHOWN_WITHOUT_NAME_FROM
    return weighed.evidence >= least
