"""Two records that may be one child: where their review stands."""

from enum import StrEnum


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
