"""Whose voice was heard, and how; and if it was not, why."""

from __future__ import annotations

from enum import StrEnum


class Whose(StrEnum):
    """Whose voice it is."""

    CHILD = "child"
    PARENT = "parent"


class Heard(StrEnum):
    """How somebody was heard."""

    THERE = "there"
    THROUGH_SOMEBODY = "through_somebody"
    WROTE_OR_DREW = "wrote_or_drew"
    WATCHED = "watched"  # a baby, or somebody who does not use words
    NOT_HEARD = "not_heard"


WHOSE_WORDS = {Whose.CHILD: "The child or young person", Whose.PARENT: "Parents or carers"}
HEARD_WORDS = {
    Heard.THERE: "They were there and said it themselves",
    Heard.THROUGH_SOMEBODY: "Somebody they trust said it for them",
    Heard.WROTE_OR_DREW: "They wrote it down or drew it beforehand",
    Heard.WATCHED: "We watched how they are, as they do not use words yet",
    Heard.NOT_HEARD: "They were not heard this time",
}
