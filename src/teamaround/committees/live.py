"""Parts of papers that can be made from live data. The packages above this one say here what they can make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from teamaround.accounts.rules import Viewer


@dataclass(frozen=True)
class LivePart:
    """Something that can be made: `subjects` are what it can be about, `make` writes it in the papers' markup."""

    key: str
    words: str
    subjects: Callable[[Viewer, datetime], Sequence[tuple[str, str]]]
    make: Callable[[Viewer, str, datetime], str]


_parts: dict[str, LivePart] = {}


def register(part: LivePart) -> None:
    """Let papers have this."""
    _parts[part.key] = part


def parts() -> tuple[LivePart, ...]:
    """Everything that can be made, in the order in which it was registered."""
    return tuple(_parts.values())


def part(key: str) -> LivePart | None:
    """One of them."""
    return _parts.get(key)
