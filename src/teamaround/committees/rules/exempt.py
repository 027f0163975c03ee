"""What may be kept from the public: Part 1 of Schedule 12A to the Local Government Act 1972, in our own words.

A part is withheld under one of its seven paragraphs and for a reason: keeping it back must serve
the public better than publishing it would (paragraph 10 of the Schedule).
"""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.kernel.refusal import Refusal

PARAGRAPHS = {
    1: "It is about a person.",
    2: "It would let people work out who a person is.",
    3: "It is about the money or business of a person or body, which may be the council’s own.",
    4: "It is about talks with those who work for the council, or with their unions.",
    5: "It is advice for which a lawyer could keep silence in court.",
    6: "It would tell that the council is about to serve a notice or make an order.",
    7: "It is about how crime is prevented, looked into or brought to court.",
}


@dataclass(frozen=True)
class Withheld:
    """Why a part is not public, and how many numbered paragraphs it has, so that others keep their numbers."""

    paragraph: int
    because: str
    numbered: int = 0

    @property
    def sentence(self) -> str:
        """What the public is told in its place."""
        return f"Not for publication, under paragraph {self.paragraph} of Part 1 of Schedule 12A to the Local Government Act 1972."


def check_withheld(mark: Withheld) -> None:
    """Refuse a ground that the Schedule does not have, or none said."""
    if mark.paragraph not in PARAGRAPHS:
        raise Refusal("paragraph", "Choose one of the seven paragraphs of the Schedule.", field="paragraph")
    if not mark.because.strip():
        raise Refusal("because", "Say why keeping it back serves the public better.", field="because")
