"""Where a paper stands, who has signed off what, and when it may be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

from .templates import OfficeWanted


class Stage(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CORRECTING = "correcting"


class Move(StrEnum):
    """What takes a paper from one stage to another."""

    PUBLISH = "publish"
    CORRECT = "correct"


STAGE_WORDS = {
    Stage.DRAFT: "Draft",
    Stage.PUBLISHED: "Published",
    Stage.CORRECTING: "Published; a correction is being written",
}
NEXT: Mapping[Stage, Mapping[Move, Stage]] = {
    Stage.DRAFT: {Move.PUBLISH: Stage.PUBLISHED},
    Stage.PUBLISHED: {Move.CORRECT: Stage.CORRECTING},
    Stage.CORRECTING: {Move.PUBLISH: Stage.PUBLISHED},
}


def after(stage: Stage, move: Move) -> Stage:
    """Where a move leads; a published paper is changed by a correction alone."""
    found = NEXT[stage].get(move)
    if found is None:
        raise Refusal("stage", f"A paper that is “{STAGE_WORDS[stage].lower()}” cannot go there.")
    return found


def check_writable(stage: Stage) -> None:
    """What is published does not change."""
    if stage is Stage.PUBLISHED:
        raise Refusal(
            "published",
            "The paper is published, so it does not change. Begin a correction, which is kept beside it.",
        )


@dataclass(frozen=True)
class Signed:
    """One sign-off: for which office, of which text, by whom and when."""

    office: str
    digest: str
    by: str
    at: datetime
    said: str = ""


@dataclass(frozen=True)
class Signature:
    """An office with its sign-off of the text as it is now, or an older one that no longer counts."""

    office: OfficeWanted
    signed: Signed | None
    older: Signed | None


def signatures(offices: Iterable[OfficeWanted], signed: Sequence[Signed], digest: str) -> list[Signature]:
    """Who has signed the text off as it is now; a change after it asks for it again. `signed`: oldest first."""
    found = []
    for office in offices:
        own = [each for each in signed if each.office == office.key]
        now = next((each for each in reversed(own) if each.digest == digest), None)
        found.append(Signature(office, now, own[-1] if own and now is None else None))
    return found


def check_signing(faults: Sequence[object], *, stage: Stage, for_oneself: bool, said: str) -> None:
    """Nobody signs off what has gaps; whoever notes somebody else's sign-off says where it is written."""
    check_writable(stage)
    if faults:
        raise Refusal("faults", "Before anybody signs it off: " + " ".join(str(each) for each in faults))
    if not for_oneself and not said.strip():
        raise Refusal(
            "said", "Say where their sign-off is written, such as their e-mail of a day.", field="said"
        )


@dataclass(frozen=True)
class Ready:
    """What decides whether a paper may be published."""

    stage: Stage
    faults: tuple[object, ...]
    unsigned: tuple[str, ...]
    open_comments: int
    on: date
    meeting_on: date | None
    reason: str = ""


def check_publishing(ready: Ready) -> Stage:
    """Where publishing leads; Refusal says what is in its way."""
    to = after(ready.stage, Move.PUBLISH)
    if ready.faults:
        raise Refusal("faults", "Before it is published: " + " ".join(str(each) for each in ready.faults))
    if ready.unsigned:
        raise Refusal("unsigned", f"Not signed off as it is now: {', '.join(ready.unsigned)}.")
    if ready.open_comments:
        raise Refusal("comments", "Comments are still open. Answer and settle them first.")
    if ready.meeting_on is None:
        raise Refusal("meeting", "Say first at which meeting it is put.")
    if ready.stage is Stage.CORRECTING and not ready.reason.strip():
        raise Refusal(
            "reason", "Say what was wrong. The public reads this beside the correction.", field="reason"
        )
    return to
