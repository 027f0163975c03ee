"""What packages above add to the end of an assessment as it is read, such as the actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from teamaround.accounts.door import PageRequest

from ..queries import Sight


@dataclass(frozen=True)
class Appendix:
    """A template, and what it is told (under the name `told`)."""

    template: str
    told: dict[str, Any]


Adder = Callable[[PageRequest, Sight], Appendix | None]
adders: list[Adder] = []


def of_assessment(http: PageRequest, seen: Sight) -> list[Appendix]:
    """Every appendix that has something to say beside this assessment to this viewer."""
    return [found for found in (add(http, seen) for add in adders) if found is not None]
