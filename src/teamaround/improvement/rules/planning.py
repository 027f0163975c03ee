"""Action plans: where they stand, what an action must say, and what stands behind an amendment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from teamaround.kernel.refusal import Refusal


class Stage(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    AGREED = "agreed"
    CONSULTING = "consulting"
    AMENDED = "amended"
    FINAL = "final"


class Move(StrEnum):
    """What takes a plan from one stage to another."""

    AGREE = "agree"
    CONSULT = "consult"
    AMEND = "amend"
    FINISH = "finish"


STAGE_WORDS = {
    Stage.DRAFT: "Draft",
    Stage.AGREED: "Agreed with the inspectorate",
    Stage.CONSULTING: "Out to consultation",
    Stage.AMENDED: "Amended",
    Stage.FINAL: "Final",
}
NEXT: Mapping[Stage, Mapping[Move, Stage]] = {
    Stage.DRAFT: {Move.AGREE: Stage.AGREED},
    Stage.AGREED: {Move.CONSULT: Stage.CONSULTING, Move.AMEND: Stage.AMENDED, Move.FINISH: Stage.FINAL},
    Stage.CONSULTING: {Move.AMEND: Stage.AMENDED, Move.FINISH: Stage.FINAL},
    Stage.AMENDED: {Move.CONSULT: Stage.CONSULTING, Move.AMEND: Stage.AMENDED, Move.FINISH: Stage.FINAL},
    Stage.FINAL: {Move.AMEND: Stage.AMENDED},
}
MOVE_WORDS = {
    Move.AGREE: "It is agreed with the inspectorate",
    Move.CONSULT: "It goes out to consultation",
    Move.FINISH: "It is final",
}


class Behind(StrEnum):
    """What stands behind an amendment."""

    RESPONSE = "response"
    APPROVAL = "approval"
    DECISION = "decision"


BEHIND_WORDS = {
    Behind.RESPONSE: "A response to the consultation",
    Behind.APPROVAL: "The approval of the inspectorate",
    Behind.DECISION: "A decision of a body",
}


class Answer(StrEnum):
    """Where an amendment stands."""

    WAITING = "waiting"
    MADE = "made"
    REFUSED = "refused"


class Reply(StrEnum):
    """What an outside approver says to an amendment."""

    APPROVE = "approve"
    REFUSE = "refuse"


ANSWER_WORDS = {
    Answer.WAITING: "Waits for approval",
    Answer.MADE: "Made",
    Answer.REFUSED: "Refused: the plan stays as it was",
}
ANSWERS: Mapping[Answer, Mapping[Reply, Answer]] = {
    Answer.WAITING: {Reply.APPROVE: Answer.MADE, Reply.REFUSE: Answer.REFUSED},
    Answer.MADE: {},
    Answer.REFUSED: {},
}


@dataclass(frozen=True)
class Milestone:
    """A step on the way, with its day and whether it has been reached."""

    words: str
    due_on: date
    reached: bool = False


@dataclass(frozen=True)
class Content:
    """What an action says. `fte` is in tenths of a full-time post, `money` in whole pounds.

    `contingent_on`: the decision on which its resources hang.
    """

    words: str
    owner_post: str = ""
    owner: str = ""
    partners: tuple[str, ...] = ()
    starts_on: date | None = None
    due_on: date | None = None
    milestones: tuple[Milestone, ...] = ()
    fte: int | None = None
    money: int | None = None
    source: str = ""
    contingent_on: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""
    measured_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a version of the action: days as text, nothing left out."""
        return {name: _plain(getattr(self, name)) for name in FIELDS}


FIELDS = (
    "words", "owner_post", "owner", "partners", "starts_on", "due_on", "milestones", "fte", "money", "source",
    "contingent_on", "measure", "baseline", "target", "measured_on",
)  # fmt: skip
FIELD_WORDS = {
    "words": "What will be done", "owner_post": "Post that answers for it", "owner": "Who answers for it",
    "partners": "Partner agencies", "starts_on": "Begins on", "due_on": "Done by", "milestones": "Milestones",
    "fte": "Full-time posts", "money": "Money", "source": "Where the money comes from",
    "contingent_on": "Depends on", "measure": "How we will know", "baseline": "How it was before",
    "target": "What we aim for", "measured_on": "Measured on",
}  # fmt: skip
DAYS = {"starts_on", "due_on", "measured_on"}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Milestone):
        return {"words": value.words, "due_on": value.due_on.isoformat(), "reached": value.reached}
    return value


def content_from(kept: Mapping[str, Any]) -> Content:
    """The content that was kept as JSON."""
    found = {name: kept[name] for name in FIELDS if name in kept}
    for name in DAYS & set(found):
        found[name] = date.fromisoformat(found[name]) if found[name] else None
    found["partners"] = tuple(found.get("partners", ()))
    found["milestones"] = tuple(
        Milestone(each["words"], date.fromisoformat(each["due_on"]), each["reached"])
        for each in found.get("milestones", ())
    )
    return Content(**found)


def in_words(name: str, value: Any) -> str:
    """One field of the content as people read it."""
    if value in (None, "", ()):
        return ""
    if name == "fte":
        return f"{value / 10:g}"
    if name == "money":
        return f"£{value:,}"
    if name in DAYS:
        return f"{value.day} {value:%B %Y}"
    if name == "milestones":
        return "\n".join(
            f"{each.due_on.isoformat()} {each.words}{' (reached)' if each.reached else ''}" for each in value
        )
    return "\n".join(value) if name == "partners" else str(value)


def differences(before: Content, after: Content) -> list[str]:
    """The names of the fields in which two contents differ."""
    return [name for name in FIELDS if getattr(before, name) != getattr(after, name)]


def check_content(content: Content, *, recommended_by: date) -> None:
    """An action says what is done; its days are in order and no step comes after its end."""
    if not content.words.strip():
        raise Refusal("words", "Say what will be done.", field="words")
    if content.starts_on and content.due_on and content.due_on < content.starts_on:
        raise Refusal("due", "It cannot be done before it begins.", field="due_on")
    if content.due_on and any(each.due_on > content.due_on for each in content.milestones):
        raise Refusal(
            "milestone", "A milestone lies after the day by which all is to be done.", field="milestones"
        )
    if content.due_on and content.due_on > recommended_by:
        raise Refusal(
            "late", f"The recommendation is due by {_day(recommended_by)}: the action cannot end after it.",
            field="due_on",
        )  # fmt: skip


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


@dataclass(frozen=True)
class PlanFacts:
    """What decides whether a plan may move on."""

    stage: Stage
    without_action: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    waiting: int = 0
    consulting_until: date | None = None
    outside_approver: str = ""
    said: str = ""
    missing: tuple[str, ...] = field(default_factory=tuple)


def check_move(facts: PlanFacts, move: Move, *, today: date) -> Stage:
    """Where a move leads; Refusal says what is in its way."""
    after = NEXT[facts.stage].get(move)
    if after is None:
        raise Refusal("stage", f"A plan that is “{STAGE_WORDS[facts.stage]}” cannot go there.")
    if facts.without_action:
        labels = ", ".join(f"({each})" for each in facts.without_action)
        raise Refusal("r31", f"No recommendation may be left without an action. Without one: {labels}.")
    if facts.unfinished:
        raise Refusal(
            "unfinished",
            f"Say who answers for it, by when, and how we will know: {'; '.join(facts.unfinished)}.",
        )
    if not facts.said.strip():
        raise Refusal(
            "said", "Say what stands behind it: who agreed, when, and where it is written.", field="said"
        )
    if move is Move.FINISH and facts.waiting:
        raise Refusal("waiting", "Amendments still wait for an answer.")
    if move is Move.FINISH and facts.consulting_until and today < facts.consulting_until:
        raise Refusal("consulting", f"The consultation runs until {_day(facts.consulting_until)}.")
    return after


def check_addition(content: Content, *, stage: Stage, outside_approver: str, approved: str) -> None:
    """What a decision adds to a plan that was agreed is whole, and approved outside where that is needed."""
    if not needs_amendment(stage):
        return
    lacks = why_unfinished(content)
    if lacks:
        raise Refusal(
            "unfinished", f"The plan was agreed, so nothing is added to it without {lacks}.", field="measure"
        )
    if outside_approver and not approved.strip():
        raise Refusal(
            "approved", f"{outside_approver} must approve it: say who did, when, and where it is written.",
            field="approved",
        )  # fmt: skip


def why_unfinished(content: Content) -> str:
    """What an action still lacks before a plan can be agreed; empty when nothing."""
    lacks = []
    if not (content.owner_post or content.owner):
        lacks.append("who answers for it")
    if content.due_on is None:
        lacks.append("by when")
    if not (content.measure and content.target):
        lacks.append("how we will know")
    return " and ".join(lacks)


def needs_amendment(stage: Stage) -> bool:
    """Whether what an action says can be changed only by an amendment."""
    return stage is not Stage.DRAFT


def check_reply(stands: Answer, reply: Reply, *, said: str) -> Answer:
    """Where an answer leads an amendment; a no says why, a yes where it is written."""
    after = ANSWERS[stands].get(reply)
    if after is None:
        raise Refusal("answered", "The amendment has been answered already.")
    if not said.strip():
        raise Refusal("said", "Say who answered, when, and where it is written.", field="said")
    return after


def without_action(labels: Iterable[str], covered: Iterable[str]) -> tuple[str, ...]:
    """Labels of recommendations that no action answers (R31)."""
    have = set(covered)
    return tuple(label for label in labels if label not in have)
