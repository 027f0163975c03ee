"""A model release: all that matching has learnt, frozen under a number that every decision carries.

It holds how often each level is met among true pairs (m) and among strangers (u), by source agency with
a default; how common names are; how rare a true pair is; the blocking and its cap; thresholds, margin and
guards; and a hash of what it learnt from. A release with a level that nothing was learnt of is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite, log2
from pathlib import Path
from typing import Any

from teamaround.matching.blocking import BLOCKING_VERSION, MOST_UNDER_A_KEY, MOST_UNDER_A_WIDE_KEY
from teamaround.matching.comparisons import BY_NAME, COMPARED, COMPARISONS_VERSION, FREQUENCIES
from teamaround.matching.policy import GUARD_CODES, Policy
from teamaround.matching.standardise import STANDARD_VERSION

FOLDER = Path(__file__).with_name("releases")
FEWEST_CHILDREN = 10_000
Levels = tuple[float, ...]
VERSIONS = {
    "standard": STANDARD_VERSION,
    "comparisons": COMPARISONS_VERSION,
    "blocking": BLOCKING_VERSION,
}


class Unfit(Exception):
    """A release that must not be used, and why."""


@dataclass(frozen=True)
class Learnt:
    """How often each level is met among true pairs and among strangers; "differs" stands last."""

    m: Levels
    u: Levels

    def bits(self) -> Levels:
        """What each level is worth."""
        return tuple(log2(m / u) for m, u in zip(self.m, self.u, strict=True))


@dataclass(frozen=True)
class Release:
    """One frozen model. `agencies` holds only what differs from the default."""

    number: int
    default: Mapping[str, Learnt]
    agencies: Mapping[str, Mapping[str, Learnt]]
    frequencies: Mapping[str, Mapping[str, float]]
    rare: Mapping[str, float]
    share_known: float
    policy: Policy
    trained_on: Mapping[str, Any]
    most_under_a_key: int = MOST_UNDER_A_KEY
    most_under_a_wide_key: int = MOST_UNDER_A_WIDE_KEY
    versions: Mapping[str, int] = field(default_factory=lambda: dict(VERSIONS))

    def learnt(self, agency: str, compared: str) -> Learnt:
        """What holds for one source."""
        return self.agencies.get(agency, {}).get(compared) or self.default[compared]

    def chance(self, children: int) -> float:
        """How likely a record and a child picked at random are one; in a small index no likelier than in a town."""
        return self.share_known / max(children, FEWEST_CHILDREN)

    def prior_bits(self, children: int) -> float:
        """The same as odds in bits."""
        chance = self.chance(children)
        return log2(chance / (1 - chance))

    def frequency(self, column: str, value: str | None) -> float | None:
        """How large a share of children has this value; of one never seen, the share of a rare one."""
        return None if value is None else self.frequencies[column].get(value, self.rare[column])

    def hash(self) -> str:
        """The same for the same content."""
        return hashlib.sha256(as_json(self).encode()).hexdigest()


def check(release: Release) -> Release:
    """The release itself, or Unfit with what is wrong."""
    if dict(release.versions) != VERSIONS:
        raise Unfit(
            f"Release {release.number} was made for {dict(release.versions)}, the program is {VERSIONS}."
        )
    if missing := set(BY_NAME) - set(release.default):
        raise Unfit(f"Release {release.number} has learnt nothing of: {', '.join(sorted(missing))}.")
    for source, learnt in (("default", release.default), *release.agencies.items()):
        for name, levels in learnt.items():
            _check_levels(f"release {release.number}, {source}, {name}", name, levels)
    _check_the_rest(release)
    return release


def _check_the_rest(release: Release) -> None:
    for column in FREQUENCIES:
        if not release.frequencies.get(column) or not 0 < release.rare.get(column, 0) < 1:
            raise Unfit(f"Release {release.number} does not say how common values of “{column}” are.")
    if not 0 < release.share_known < 1:
        raise Unfit(f"Release {release.number} has no share of known children.")
    if unknown := set(release.policy.guards) - set(GUARD_CODES):
        raise Unfit(f"Release {release.number} names guards that do not exist: {', '.join(sorted(unknown))}.")


def _check_levels(where: str, name: str, learnt: Learnt) -> None:
    if name not in BY_NAME:
        raise Unfit(f"In {where}: nothing of that name is compared.")
    levels = BY_NAME[name].level_names
    if len(learnt.m) != len(levels) or len(learnt.u) != len(levels):
        raise Unfit(f"In {where}: {len(levels)} levels are compared, but other levels were learnt.")
    for level, m, u in zip(levels, learnt.m, learnt.u, strict=True):
        if not (isfinite(m) and isfinite(u) and 0 < m < 1 and 0 < u < 1):
            raise Unfit(f"In {where}: the level “{level}” is not trained.")


def as_json(release: Release) -> str:
    """The release as the text of its file; always the same for the same release."""
    return json.dumps(
        {
            "number": release.number,
            "versions": dict(release.versions),
            "trained_on": dict(release.trained_on),
            "share_known": release.share_known,
            "most_under_a_key": release.most_under_a_key,
            "most_under_a_wide_key": release.most_under_a_wide_key,
            "policy": release.policy.as_dict(),
            "default": _levels_as_dict(release.default),
            "agencies": {name: _levels_as_dict(each) for name, each in sorted(release.agencies.items())},
            "rare": dict(release.rare),
            "frequencies": {name: dict(each) for name, each in release.frequencies.items()},
        },
        ensure_ascii=False,
        indent=1,
    )


def _levels_as_dict(learnt: Mapping[str, Learnt]) -> dict[str, Any]:
    return {
        compared.name: {
            level: [m, u]
            for level, m, u in zip(
                compared.level_names, learnt[compared.name].m, learnt[compared.name].u, strict=True
            )
        }
        for compared in COMPARED
        if compared.name in learnt
    }


def from_json(text: str) -> Release:
    """The release in the text of a file, checked."""
    try:
        said = json.loads(text)
        release = Release(
            number=int(said["number"]),
            versions=said["versions"],
            trained_on=said["trained_on"],
            share_known=float(said["share_known"]),
            most_under_a_key=int(said["most_under_a_key"]),
            most_under_a_wide_key=int(said["most_under_a_wide_key"]),
            policy=Policy.from_dict(said["policy"]),
            default=_levels_of(said["default"]),
            agencies={name: _levels_of(each) for name, each in said["agencies"].items()},
            rare=said["rare"],
            frequencies=said["frequencies"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Unfit(f"This is no model release: {type(fault).__name__} {fault}.") from fault
    return check(release)


def _levels_of(said: Mapping[str, Mapping[str, tuple[float, float]]]) -> dict[str, Learnt]:
    """Levels by the names they are compared under; one that is not in the file is not trained."""
    untrained = (float("nan"), float("nan"))
    found: dict[str, Learnt] = {}
    for name, levels in said.items():
        if name not in BY_NAME:
            raise Unfit(f"Nothing named “{name}” is compared.")
        pairs = [levels.get(level) or untrained for level in BY_NAME[name].level_names]
        found[name] = Learnt(tuple(float(m) for m, _ in pairs), tuple(float(u) for _, u in pairs))
    return found


def numbers() -> list[int]:
    """The numbers of the releases that the product ships, the newest last."""
    return sorted(int(path.stem) for path in FOLDER.glob("*.json") if path.stem.isdigit())


@lru_cache(maxsize=8)
def load(number: int | None = None) -> Release:
    """A shipped release, the newest unless a number is given."""
    known = numbers()
    wanted = known[-1] if number is None and known else number
    if wanted not in known:
        raise Unfit(f"There is no release {wanted}. There are: {', '.join(map(str, known)) or 'none'}.")
    return read(FOLDER / f"{wanted}.json")


def read(path: Path) -> Release:
    """A release in a file."""
    return from_json(path.read_text(encoding="utf-8"))
