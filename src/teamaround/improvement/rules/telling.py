"""Telling what a review found, and what is being done, to those whom it is about: to whom, how, and who is still to be told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel.reading_age import HowItReads, at_eleven
from teamaround.kernel.refusal import Refusal


class Audience(StrEnum):
    """Those who are told, each in words of their own."""

    CHILDREN = "children"
    PARENTS = "parents"
    STAFF = "staff"
    PARTNERS = "partners"
    MEMBERS = "members"


class How(StrEnum):
    """How they are told."""

    MEETING = "meeting"
    LETTER = "letter"
    ASSEMBLY = "assembly"
    PAGE = "page"


AUDIENCE_WORDS = {
    Audience.CHILDREN: "Children and young people",
    Audience.PARENTS: "Parents and carers",
    Audience.STAFF: "Staff",
    Audience.PARTNERS: "Partner agencies",
    Audience.MEMBERS: "Members of the council",
}
HOW_WORDS = {
    How.MEETING: "At a meeting",
    How.LETTER: "By letter",
    How.ASSEMBLY: "In an assembly",
    How.PAGE: "On a page",
}
READS_AT_ELEVEN = frozenset({Audience.CHILDREN})
ON_A_PAGE = frozenset({Audience.CHILDREN})
"""Whose words can be published for anybody."""
RECENT = timedelta(days=2 * 365)
"""So long after a review is published somebody's home speaks of it; of older ones their own page tells enough."""


def how_it_reads(audience: Audience, words: str) -> HowItReads | None:
    """How the words read, for an audience whose age asks for it; it advises and never stops anybody."""
    return at_eleven(words) if audience in READS_AT_ELEVEN else None


def untold(told: Collection[str]) -> tuple[Audience, ...]:
    """Those who have not been told yet, in their order."""
    return tuple(each for each in Audience if each not in told)


def check_told(told_on: date | None, reached: int | None, *, on: date) -> None:
    """Only what has happened is told of: no day to come, and nobody reached before anybody was told."""
    if told_on is not None and told_on > on:
        raise Refusal("not-yet", "Enter the day when they have been told.", field="told_on")
    if told_on is None and reached is not None:
        raise Refusal("reached", "Enter the day on which they were told as well.", field="told_on")


def check_public(audience: Audience, *, is_published: bool, is_review_published: bool) -> None:
    """Only children's words can be read by anybody, once, and never before the review itself is published."""
    if audience not in ON_A_PAGE:
        raise Refusal("audience", "Only the words for children and young people can be a public page.")
    if not is_review_published:
        raise Refusal("unpublished", "The review has not been published yet. Note first when it was.")
    if is_published:
        raise Refusal("published", "It is a public page already.")
