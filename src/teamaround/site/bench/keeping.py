"""What was typed against what is kept: is any word lost, and is anything there that nobody typed?

Each word that a writer types is the only one of its kind, so that it can be looked for. A word
that its own account took out again need not be kept. One that somebody else took out, having
seen it, must stand in the history. All others must stand in the box today. And each kept text
must be, letter by letter, one that somebody sent, or several of them one beneath the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

WORD = re.compile(r"\bq\d+x\d+\b")
BENEATH = "\n\n"


def words_in(text: str) -> set[str]:
    """The words of writers in a text; what stood there before they came is left out."""
    return set(WORD.findall(text))


def digest(text: str) -> bytes:
    """A text in few bytes."""
    return sha256(text.strip().encode()).digest()[:12]


@dataclass
class Typed:
    """What one writer typed, took out, put aside knowingly, and sent."""

    words: set[str] = field(default_factory=set)
    taken_out: set[str] = field(default_factory=set)  # of one's own
    put_aside: set[str] = field(default_factory=set)  # of somebody else, who had been shown
    sent: set[bytes] = field(default_factory=set)

    def join(self, other: Typed) -> None:
        """Take another's in."""
        self.words |= other.words
        self.taken_out |= other.taken_out
        self.put_aside |= other.put_aside
        self.sent |= other.sent


@dataclass(frozen=True)
class Compared:
    """What came out: words that are nowhere, words that left their box unasked, texts that nobody typed."""

    words_typed: int
    lost: list[str]
    only_in_history: list[str]
    never_typed: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether every word is where its writer left it."""
        return not (self.lost or self.only_in_history or self.never_typed)


def compare(
    typed: Typed, *, standing: Iterable[str], history: Iterable[str], from_before: Iterable[str] = ()
) -> Compared:
    """Look for everything that was typed in the boxes and in what stood in them before.

    `from_before`: what the boxes held when the writers came.
    """
    standing, history = list(standing), list(history)
    now = set().union(*map(words_in, standing))
    ever = now.union(*map(words_in, history))
    wanted = typed.words - typed.taken_out
    known = typed.sent | {digest(text) for text in from_before} | {digest("")}
    return Compared(
        words_typed=len(typed.words),
        lost=sorted(wanted - ever),
        only_in_history=sorted((wanted & ever) - now - typed.put_aside),
        never_typed=[text for text in standing + history if not _was_typed(text, known)],
    )


def _was_typed(text: str, known: set[bytes]) -> bool:
    """Whether a text is a known one, or known ones beneath each other."""
    if digest(text) in known:
        return True
    parts = text.split(BENEATH)
    reached = [True, *(False for _ in parts)]  # up to which part all is known
    for end in range(1, len(parts) + 1):
        reached[end] = any(
            reached[start] and digest(BENEATH.join(parts[start:end])) in known for start in range(end)
        )
    return reached[-1]
