"""How far somebody agrees with children of the index, in bits by the release in force, and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from teamaround.index.rules.in_force import scorer as usual_scorer
from teamaround.index.rules.settled import (
    AGENCY_NUMBER,
    AGENCY_NUMBER_WORDS,
    UPN,
    Settled,
    agency_number_level,
    settle_birth,
)
from teamaround.index.rules.traits import Candidate, Traits, traits_of
from teamaround.matching import policy
from teamaround.matching.comparisons import BY_NAME, MISSING
from teamaround.matching.facts import Standard
from teamaround.matching.reasons import Step, waterfall
from teamaround.matching.rows import Row, row_of
from teamaround.matching.scoring import Score, Scorer

GIVEN_AGREES = policy.GIVEN_AGREES | {"initial", MISSING}
FAMILY_AGREES = (policy.FAMILY_AGREES - {"elsewhere"}) | {MISSING}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A child of the index, and how far somebody agrees with them.

    `settled`: what no release has learnt of; `levels`: the degree reached in each thing compared.
    """

    candidate: Candidate
    score: Score
    levels: Mapping[str, str]
    settled: tuple[Settled, ...] = ()
    asked_is_unborn: bool = False

    @property
    def bits(self) -> float:
        """How many bits speak for one child; 0 is as likely as not."""
        return self.score.bits + sum(each.bits for each in self.settled)

    @property
    def evidence(self) -> float:
        """The bits of what agrees and differs alone, wherever they were found."""
        return self.bits - self.score.prior

    @property
    def evidence_beside_number(self) -> float:
        """The same without the agency's own number."""
        return self.evidence - sum(each.bits for each in self.settled if each.is_number)

    @property
    def has_same_number(self) -> bool:
        """Whether a number that stands for one child agrees."""
        return any(self.levels[number] == "same" for number in policy.NUMBERS)

    @property
    def cannot_be(self) -> bool:
        """Whether the two cannot be one child."""
        return any(each.is_against for each in self.settled)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The waterfall, from what is usual for two records picked at random to the bits for these two."""
        steps = list(waterfall(self.score))
        total = steps[-1].total
        for each in self.settled:
            total += each.bits
            steps.append(Step(each.words, each.bits, total))
        return tuple(steps)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What agrees, the weightiest first, and then what does not, in words."""
        told = sorted(self.steps[1:], key=lambda step: -step.bits)
        return tuple(dict.fromkeys(step.words for step in told))


def weigh(
    asked: Traits, candidates: Iterable[Candidate], *, scorer: Scorer | None = None, agency: str = ""
) -> tuple[Weighed, ...]:
    """Every candidate compared with somebody; `agency`: the source of the release that what is asked comes from."""
    return _weigh(asked, (asked.row,), candidates, scorer or usual_scorer(), agency)


def weigh_wanted(wanted: Standard, candidates: Iterable[Candidate]) -> tuple[Weighed, ...]:
    """Every candidate compared with what somebody looks for: of the ways to part a whole name, the likeliest."""
    whole = traits_of(wanted)
    ways = tuple(row_of(replace(wanted, names=(name,))) for name in wanted.names) or (whole.row,)
    return _weigh(whole, ways, candidates, usual_scorer(), "")


def _weigh(
    asked: Traits, rows: tuple[Row, ...], candidates: Iterable[Candidate], scores: Scorer, agency: str
) -> tuple[Weighed, ...]:
    unborn = (not asked.births and asked.expected_on is not None) or not asked.has_given_name
    found = []
    for candidate in candidates:
        score = _likeliest(scores.score(candidate.traits.row, row, agency=agency) for row in rows)
        found.append(_weighed(asked, candidate, score, scores, unborn))
    return tuple(found)


def _likeliest(ways: Iterable[Score]) -> Score:
    """The first way in which the names agree as they stand, or else the one with most bits."""
    met: list[Score] = []
    for score in ways:
        levels = score.levels
        said = {levels["given"], levels["family"]}
        if names_agree(levels) and said != {MISSING} and "order" not in said:
            return score
        met.append(score)
    return max(met, key=lambda score: score.bits)


def names_agree(levels: Mapping[str, str]) -> bool:
    """Whether nothing in given or family name speaks against one child."""
    return levels["given"] in GIVEN_AGREES and levels["family"] in FAMILY_AGREES


def _weighed(asked: Traits, candidate: Candidate, score: Score, scores: Scorer, unborn: bool) -> Weighed:
    number = agency_number_level(asked, candidate.traits)
    settled = [settle_birth(asked, candidate.traits), _of_agency_number(number, scores)]
    return Weighed(
        candidate,
        score,
        {**score.levels, AGENCY_NUMBER: number},
        tuple(each for each in settled if each is not None),
        unborn,
    )


def _of_agency_number(level: str, scores: Scorer) -> Settled | None:
    """An agency keeps its own numbers as a school keeps its pupils': they count for as much."""
    if level == "missing":
        return None
    learnt = scores.release.default[UPN].bits()
    return Settled(AGENCY_NUMBER_WORDS[level], learnt[BY_NAME[UPN].level_names.index(level)], is_number=True)
