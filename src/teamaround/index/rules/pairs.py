"""Two records that may be one child: where their review stands, and which of the two may be kept."""

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


def check_active(*, kept: bool, joined: bool) -> None:
    """Work that goes on (an open common assessment, a lead practitioner) must not be cut off from its child."""
    if kept and joined:
        raise Refusal(
            "both-active",
            "Both records have an open common assessment or a lead practitioner. Ask the people who "
            "lead them to agree which goes on and to close the other; then join the records.",
        )
    if joined:
        raise Refusal(
            "keep-the-other",
            "The record that would be joined has an open common assessment or a lead practitioner. "
            "Keep that record, and join the other one to it.",
            field="kept",
        )
