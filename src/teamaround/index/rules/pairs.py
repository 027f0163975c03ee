"""Two records that may be one child: where their review stands.

Whoever reviews a pair first says what the two records alone tell them, before they see why the
pair was noted, what agrees, or what a colleague thinks: a person who has read the reasons only
agrees with them. What they said then is kept as it is, and is what matching is measured by.
"""

from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class PairState(StrEnum):
    """Where the review of a pair stands. "Different" is for good: the pair is not noted again."""

    OPEN = "open"
    PROPOSED = "proposed"
    SAME = "same"
    DIFFERENT = "different"


class PairAnswer(StrEnum):
    """What somebody says about a pair."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_SURE = "not_sure"


STATE_WORDS = {
    PairState.OPEN: "Waits for a first look",
    PairState.PROPOSED: "Waits for a second person",
    PairState.SAME: "One child, joined",
    PairState.DIFFERENT: "Two children",
}


FIRST_LOOK_WORDS = {
    PairAnswer.SAME: "They look like one child",
    PairAnswer.DIFFERENT: "They look like two children",
    PairAnswer.NOT_SURE: "I cannot tell from the records",
}


def check_has_looked(*, has_looked: bool) -> None:
    """Refuse an answer by somebody who has not yet said what the records alone tell them."""
    if not has_looked:
        raise Refusal("first-look", "First say what the two records alone tell you.", field="said")
