"""Meetings of a team: planned, held, and what is kept of them."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a meeting is for."""

    TEAM = "team"
    REVIEW = "review"
    HANDOVER = "handover"
    FAMILY_LED = "family_led"
    CLOSING = "closing"


class MeetingState(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    HELD = "held"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What moves a meeting on."""

    BEGIN = "begin"
    END = "end"
    GO_ON = "go_on"
    CANCEL = "cancel"


NEXT: dict[MeetingState, dict[Step, MeetingState]] = {
    MeetingState.PLANNED: {Step.BEGIN: MeetingState.UNDER_WAY, Step.CANCEL: MeetingState.CANCELLED},
    MeetingState.UNDER_WAY: {Step.END: MeetingState.HELD},
    MeetingState.HELD: {Step.GO_ON: MeetingState.UNDER_WAY},
    MeetingState.CANCELLED: {},
}


class Answer(StrEnum):
    """What somebody said to an invitation."""

    ASKED = "asked"
    COMING = "coming"
    CANNOT_COME = "cannot_come"


class MinuteKind(StrEnum):
    """What a line of the minutes is."""

    SAID = "said"
    DECIDED = "decided"
    ACTION = "action"


WORDS = {
    MeetingState.PLANNED: "Planned",
    MeetingState.UNDER_WAY: "Under way",
    MeetingState.HELD: "Held",
    MeetingState.CANCELLED: "Cancelled",
}
KIND_WORDS = {
    Kind.TEAM: "Team meeting",
    Kind.REVIEW: "Review meeting",
    Kind.HANDOVER: "Meeting to hand over",
    Kind.FAMILY_LED: "Meeting that the family leads",
    Kind.CLOSING: "Meeting to finish well",
}
ANSWER_WORDS = {
    Answer.ASKED: "Has not answered yet",
    Answer.COMING: "Is coming",
    Answer.CANNOT_COME: "Cannot come",
}
MINUTE_WORDS = {
    MinuteKind.SAID: "Said",
    MinuteKind.DECIDED: "Decided",
    MinuteKind.ACTION: "To do",
}
