"""Why two records may be one child, in words and bits: what each thing compared adds or takes away.

No value is ever named, so the same text serves where a home is hidden: it "agrees", and that is all.
"""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.matching.comparisons import COMPARED
from teamaround.matching.scoring import Score


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall: the words, what it adds, and where the sum then stands."""

    words: str
    bits: float
    total: float


def waterfall(score: Score) -> tuple[Step, ...]:
    """From what is usual for two records picked at random to the bits for these two."""
    total = score.prior
    steps = [Step("two records picked at random", score.prior, total)]
    told = sorted(zip(COMPARED, score.places, score.parts, strict=True), key=lambda each: -each[2])
    for compared, place, bits in told:
        if place >= 0:
            total += bits
            steps.append(Step(compared.words_of(compared.level_names[place]), bits, total))
    return tuple(steps)


def as_text(score: Score, *, release: int) -> str:
    """The waterfall as lines of text, with the number of the release that it can be made again from."""
    steps = waterfall(score)
    width = max(len(step.words) for step in steps)
    lines = [f"{step.words:<{width}}  {step.bits:+7.1f}  {step.total:+7.1f}" for step in steps]
    return "\n".join(
        [*lines, f"{'in all, by release ' + str(release):<{width}}  {'':>7}  {score.bits:+7.1f}"]
    )
