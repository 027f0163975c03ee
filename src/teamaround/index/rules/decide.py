"""Whether a row may be laid to a child without asking anybody: match, potential, many or none.

The decision is `matching.policy.decide`, the same for one row and for a county's file; here it is put into
words, with everything about hidden children taken out of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from teamaround.index.rules.in_force import release_in_force
from teamaround.index.rules.traits import Candidate, Traits
from teamaround.index.rules.weighing import Weighed, weigh
from teamaround.matching import policy
from teamaround.matching.policy import GUARD_WORDS, Contender, Decision
from teamaround.matching.policy import Outcome as Kind
from teamaround.matching.reasons import Step
from teamaround.matching.scoring import Scorer

NOBODY = "nobody in the index is like enough"
SEVERAL = "{} children are equally likely or nearly so"
FOR_THE_INDEX_TEAM = GUARD_WORDS["hidden"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided about a row. child_id is the best candidate, given for match and potential only.

    score: bits. steps: the waterfall of the best candidate. release: the number of the model that it rests on.
    A quarantined row touches a child whose details are hidden: child_id, reasons and contenders say nothing
    of that child, and only the index team may learn which it was (`touches`).
    """

    kind: Kind
    child_id: int | None
    score: float
    reasons: tuple[str, ...]
    guards: tuple[str, ...] = ()
    contenders: tuple[int, ...] = ()
    is_quarantined: bool = False
    touches: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()
    release: int = 0

    @property
    def meant(self) -> frozenset[int]:
        """Everybody whom the row may mean, as far as it is told."""
        return frozenset((*self.contenders, *([self.child_id] if self.child_id is not None else [])))


def judge(
    row: Traits, candidates: Iterable[Candidate], *, scorer: Scorer | None = None, agency: str = "",
    not_same: frozenset[int] = frozenset(),
) -> Outcome:  # fmt: skip
    """What may be done with a row, given the children who may be meant."""
    return decide(weigh(row, candidates, scorer=scorer, agency=agency), not_same=not_same)


def decide(weighed: Iterable[Weighed], *, not_same: frozenset[int] = frozenset()) -> Outcome:
    """The outcome for a row from all its comparisons, in any order; `not_same`: whom a person found it not to be."""
    release = release_in_force()
    by_id = {str(each.candidate.child_id): each for each in weighed}
    decision = policy.decide(
        [_contender(each, not_same=not_same) for each in by_id.values()],
        release.policy,
        release=release.number,
    )
    if decision.child is None and decision.guards:
        return in_quarantine(tuple(sorted(map(int, decision.contenders))))
    if decision.outcome is Kind.NONE:
        best = max((each.bits for each in by_id.values()), default=0.0)
        return Outcome(Kind.NONE, None, best, (NOBODY,), release=release.number)
    return _told(decision, by_id)


def in_quarantine(touches: tuple[int, ...]) -> Outcome:
    """A row that touches children whose details are hidden; it says nothing of them (R8)."""
    said = (FOR_THE_INDEX_TEAM,)
    return Outcome(Kind.POTENTIAL, None, 0.0, said, is_quarantined=True, touches=touches)


def _told(decision: Decision, by_id: dict[str, Weighed]) -> Outcome:
    contenders = tuple(map(int, decision.contenders))
    number = decision.release
    if decision.child is None:
        margin = release_in_force().policy.margin
        likely = sum(by_id[each].bits > decision.bits - margin for each in decision.contenders)
        said = (SEVERAL.format(likely),)
        return Outcome(decision.outcome, None, decision.bits, said, contenders=contenders, release=number)
    best = by_id[decision.child]
    return Outcome(
        decision.outcome, best.candidate.child_id, decision.bits, best.reasons,
        tuple(GUARD_WORDS[code] for code in decision.guards), contenders, steps=best.steps, release=number,
    )  # fmt: skip


def _contender(weighed: Weighed, *, not_same: frozenset[int] = frozenset()) -> Contender:
    """A child as the policy sees one. Whoever the agency's own number names was laid to them before."""
    candidate = weighed.candidate
    return Contender(
        str(candidate.child_id),
        weighed.bits,
        weighed.levels,
        is_hidden=candidate.is_shielded or candidate.is_sealed,
        is_placeholder=_has_no_name_yet(weighed),
        is_not_same=weighed.cannot_be or candidate.child_id in not_same,
        is_laid=weighed.levels["agency_number"] == "same",
    )


def guards_of(weighed: Weighed) -> tuple[str, ...]:
    """Why nobody but a person may say that these two are one, in words; empty when nothing stands against it."""
    contender = _contender(weighed)
    codes = policy.guards_of(contender, (contender,), release_in_force().policy)
    return tuple(GUARD_WORDS[code] for code in codes)


def is_worth_review(weighed: Weighed) -> bool:
    """Whether two records are like enough that two people should look: plausibly one child, and not like twins."""
    contender = _contender(weighed)
    return (
        weighed.bits >= release_in_force().policy.potential_from
        and not weighed.cannot_be
        and not policy.is_somebody_else(contender)
        and not policy.is_twin_like(contender)
    )


def _has_no_name_yet(weighed: Weighed) -> bool:
    traits = weighed.candidate.traits
    return weighed.asked_is_unborn or not traits.births or not traits.has_given_name
