"""What a check of a feed found: how much each thing weighs, where it is, and what would put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    """An error fails the feed, a warning does not; a note is good to know and changes nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """What the check comes to."""

    PASS = "pass"  # noqa: S105 - no password
    WARN = "pass with warnings"
    FAIL = "fail"


@dataclass(frozen=True)
class Fault:
    """Something wrong in what one call answered; without a weight it weighs as much as the call."""

    where: str
    what: str
    remedy: str
    weight: Weight | None = None


@dataclass(frozen=True)
class Finding:
    """The same with its call. `times` is how often it was met: the first place stands for the others."""

    weight: Weight
    path: str
    where: str
    what: str
    remedy: str
    times: int = 1


@dataclass
class Outcome:
    """Everything that was found, and how many calls were made."""

    address: str
    calls: int = 0
    _found: dict[tuple[Weight, str, str, str, str], tuple[str, int]] = field(default_factory=dict)

    def add(self, weight: Weight, path: str, faults: Iterable[Fault]) -> None:
        """Take what is wrong in the answer to one call; the same thing in many entries is one finding."""
        kind = path.partition("?")[0] if path.count("/") < 2 else path[: path.index("/", 1)] + "/{id}"
        for fault in faults:
            key = (fault.weight or weight, kind, _anywhere(fault.where), fault.what, fault.remedy)
            first, times = self._found.get(key, (path, 0))
            self._found[key] = (first, times + 1)

    @property
    def findings(self) -> list[Finding]:
        """The gravest first, then in the order in which they were met."""
        order = list(Weight)
        found = [
            Finding(weight, path, where, what, remedy, times)
            for (weight, _, where, what, remedy), (path, times) in self._found.items()
        ]
        return sorted(found, key=lambda each: order.index(each.weight))

    @property
    def verdict(self) -> Verdict:
        """Pass, pass with warnings, or fail."""
        weights = {each.weight for each in self.findings}
        if Weight.ERROR in weights:
            return Verdict.FAIL
        return Verdict.WARN if Weight.WARNING in weights else Verdict.PASS

    def as_data(self) -> dict[str, Any]:
        """The same for another program."""
        return {
            "address": self.address,
            "standard": "HSDS-UK 3.0",
            "outcome": self.verdict,
            "calls": self.calls,
            "findings": [asdict(each) for each in self.findings],
        }


def _anywhere(where: str) -> str:
    """A place in an entry without the numbers of a list: contents[3].id is contents[].id."""
    first, *rest = where.split("[")
    return first + "".join("[]" + each.partition("]")[2] for each in rest)
