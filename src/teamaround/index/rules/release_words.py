"""The model release in force, in words: what it learnt from, from how many bits it acts, what stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from teamaround.kernel import ages
from teamaround.matching.policy import GUARD_WORDS
from teamaround.matching.release import Release


@dataclass(frozen=True)
class ReleaseInWords:
    """A release as a page tells it."""

    number: int
    learnt_from: str
    learnt_on: str
    rules: tuple[tuple[str, str], ...]
    guards: tuple[str, ...]


def in_words(release: Release) -> ReleaseInWords:
    """Everything but the figures of its levels."""
    policy, trained_on = release.policy, release.trained_on
    return ReleaseInWords(
        release.number,
        str(trained_on.get("what", "")),
        _on(str(trained_on.get("on", ""))),
        (
            ("Laid to a child without asking", _from(policy.automatic_from)),
            ("Asked about", _from(policy.potential_from)),
            ("Asked about as well", f"when another child is less than {policy.margin:g} bits behind"),
            ("Left with the child it was laid to before", f"down to {policy.leave_below:g} bits"),
        ),
        tuple(GUARD_WORDS[code] for code in policy.guards),
    )


def _from(bits: float) -> str:
    if bits == 0:
        return "from 0 bits, which is as likely as not"
    return f"from {bits:g} bits, which is odds of {2**bits:,.0f} to 1 that both are one child"


def _on(day: str) -> str:
    try:
        return ages.in_words(date.fromisoformat(day))
    except ValueError:
        return day
