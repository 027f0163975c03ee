"""The month: what an update must say, what it looks like when nobody writes one, and the frozen page.

Delivery and impact are rated apart: a plan on course that changes nothing for children must show
as such. Nothing here can flatter: green is refused once the day has passed, silence is shown as
silence, and a frozen month is made again from what was known then, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from teamaround.kernel.refusal import Refusal

from .planning import Content


class Rating(StrEnum):
    """How something stands, in a word."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    EARLY = "early"


DELIVERY_WORDS = {
    Rating.GREEN: "Green: on course",
    Rating.AMBER: "Amber: at risk",
    Rating.RED: "Red: off course",
}
IMPACT_WORDS = {
    Rating.GREEN: "Green: it makes a difference",
    Rating.AMBER: "Amber: some difference",
    Rating.RED: "Red: no difference seen",
    Rating.EARLY: "Too early to tell",
}
SILENT = "No update this month"
OVERDUE = "Red: past its day"


class Progress(StrEnum):
    """How far an action has come."""

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    COMPLETE = "complete"
    CLOSED = "closed"


class Step(StrEnum):
    """What takes an action further."""

    BEGIN = "begin"
    COMPLETE = "complete"
    REOPEN = "reopen"
    CLOSE = "close"


PROGRESS_WORDS = {
    Progress.NOT_BEGUN: "Not begun",
    Progress.UNDER_WAY: "Under way",
    Progress.COMPLETE: "Complete",
    Progress.CLOSED: "Closed",
}
NEXT: Mapping[Progress, Mapping[Step, Progress]] = {
    Progress.NOT_BEGUN: {Step.BEGIN: Progress.UNDER_WAY, Step.COMPLETE: Progress.COMPLETE},
    Progress.UNDER_WAY: {Step.COMPLETE: Progress.COMPLETE},
    Progress.COMPLETE: {Step.REOPEN: Progress.UNDER_WAY, Step.CLOSE: Progress.CLOSED},
    Progress.CLOSED: {Step.REOPEN: Progress.UNDER_WAY},
}


class Shows(StrEnum):
    """What a piece of evidence shows."""

    DELIVERY = "delivery"
    IMPACT = "impact"


class Basis(StrEnum):
    """What a judgement of impact rests on."""

    DATA = "data"
    AUDIT = "audit"
    VOICE = "voice"


BASIS_WORDS = {
    Basis.DATA: "Data",
    Basis.AUDIT: "An audit of practice",
    Basis.VOICE: "What children and families said",
}


class Asking(StrEnum):
    """How often somebody has been asked for an update."""

    ASKED = "asked"
    REMINDED = "reminded"
    ESCALATED = "escalated"


ASKING_WORDS = {
    Asking.ASKED: "Asked",
    Asking.REMINDED: "Reminded",
    Asking.ESCALATED: "Their manager was told",
}
DAYS_BETWEEN = 3


@dataclass(frozen=True)
class Typed:
    """An update as its writer wants it."""

    progress: Progress
    delivery: Rating
    impact: Rating
    words: str
    recovery: str = ""
    recovery_on: date | None = None


@dataclass(frozen=True)
class Known:
    """What is known of the action when the update is written; `before` is how far it was before the month."""

    today: date
    due_on: date | None
    progress: Progress
    before: Progress | None = None
    is_draft: bool = False
    not_yet: str = ""
    has_evidence: bool = False
    judged_by_another: bool = False


def check_update(typed: Typed, known: Known) -> None:
    """Refuse what would flatter or leave the reader without an answer (R31, R32)."""
    if known.is_draft:
        raise Refusal("draft", "The plan is a draft: updates begin when it has been agreed.")
    if not typed.words.strip():
        raise Refusal("words", "Say what has happened.", field="words")
    if typed.delivery is Rating.EARLY:
        raise Refusal("delivery", "Delivery is green, amber or red.", field="delivery")
    _check_progress(typed, known)
    is_open = typed.progress in (Progress.NOT_BEGUN, Progress.UNDER_WAY)
    if is_open and typed.delivery is Rating.GREEN and is_overdue(known.due_on, known.today):
        raise Refusal("overdue", "Its day has passed, so it cannot be green.", field="delivery")
    _check_recovery(typed, known.today)


def _check_progress(typed: Typed, known: Known) -> None:
    starts = {known.progress, known.before or known.progress}
    after = {each for start in starts for each in (start, *NEXT[start].values())}
    if typed.progress not in after:
        raise Refusal(
            "progress",
            f"From “{PROGRESS_WORDS[known.progress]}” it cannot go straight there.",
            field="progress",
        )
    if known.not_yet and typed.progress is not Progress.NOT_BEGUN:
        raise Refusal("r32", f"{known.not_yet} Nothing can be begun for it before.", field="progress")
    if typed.progress in (Progress.COMPLETE, Progress.CLOSED) and not known.has_evidence:
        raise Refusal("evidence", "It is complete when evidence shows it: add that first.", field="progress")
    if typed.progress is Progress.CLOSED and not known.judged_by_another:
        raise Refusal(
            "impact",
            "It is closed when somebody other than its owner has judged the impact, on data, an audit or what children said.",
            field="progress",
        )
    if typed.progress is Progress.CLOSED and typed.impact is Rating.EARLY:
        raise Refusal("early", "If it is too early to tell, it is too early to close.", field="impact")


def _check_recovery(typed: Typed, today: date) -> None:
    if {typed.delivery, typed.impact} & {Rating.AMBER, Rating.RED}:
        if not typed.recovery.strip():
            raise Refusal("recovery", "Say what will be done to put it right.", field="recovery")
        if typed.recovery_on is None or typed.recovery_on < today:
            raise Refusal("recovery-on", "Say by which day it will be put right.", field="recovery_on")


def is_overdue(due_on: date | None, on: date) -> bool:
    """Whether the day by which it was to be done has passed."""
    return due_on is not None and due_on < on


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def check_freezing(month: date, *, today: date, is_draft: bool, frozen: bool) -> None:
    """A month is frozen once, when it has begun, of a plan that has been agreed."""
    if is_draft:
        raise Refusal("draft", "The plan is a draft: there is nothing to freeze yet.")
    if frozen:
        raise Refusal("frozen", "That month is frozen already, and stays as it is.", field="month")
    if month > today:
        raise Refusal("ahead", "That month has not begun.", field="month")


def next_asking(asked: Sequence[tuple[Asking, date]], today: date) -> Asking | None:
    """Whether to ask, remind or tell the manager now; None when all is done or it is too soon."""
    if not asked:
        return Asking.ASKED
    last, on = asked[-1]
    if last is Asking.ESCALATED or (today - on).days < DAYS_BETWEEN:
        return None
    return Asking.REMINDED if last is Asking.ASKED else Asking.ESCALATED


@dataclass(frozen=True)
class Told:
    """The last update of an action, as far as a moment knows."""

    month: date
    progress: str
    delivery: str
    impact: str
    words: str
    recovery: str
    recovery_on: date | None
    by: str


@dataclass(frozen=True)
class Taken:
    """A number of the month: a fact's reference and its words."""

    ref: str
    title: str
    where: str
    shown: str


@dataclass(frozen=True)
class Line:
    """One action as a month shows it."""

    ref: str
    label: str
    content: Content
    told: Told | None
    evidence: int
    judged: int
    taken: tuple[Taken, ...] = ()


def shown(line: Line, *, month: date, on: date) -> dict[str, Any]:
    """One action in words: this month's update or its absence; what is past its day is red whatever was said."""
    told = line.told
    progress = Progress(told.progress) if told else Progress.NOT_BEGUN
    spoke = told if told is not None and told.month == month else None
    late = is_overdue(line.content.due_on, on) and progress in (Progress.NOT_BEGUN, Progress.UNDER_WAY)
    delivery, impact = _ratings(told, spoke, is_closed=progress is Progress.CLOSED)
    if late and (spoke is None or spoke.delivery == Rating.GREEN):
        delivery = OVERDUE
    return {
        "ref": line.ref, "label": line.label, "words": line.content.words,
        "owner": line.content.owner_post or line.content.owner,
        "due_on": line.content.due_on.isoformat() if line.content.due_on else "", "late": late,
        "progress": PROGRESS_WORDS[progress], "delivery": delivery,
        "impact": impact,
        "said": spoke.words if spoke else "", "recovery": spoke.recovery if spoke else "",
        "recovery_on": spoke.recovery_on.isoformat() if spoke and spoke.recovery_on else "",
        "evidence": line.evidence, "judged": line.judged,
        **({"facts": [asdict(each) for each in line.taken]} if line.taken else {}),
    }  # fmt: skip


def _ratings(told: Told | None, spoke: Told | None, *, is_closed: bool) -> tuple[str, str]:
    """Delivery and impact in words; of what is closed nobody need speak every month."""
    if spoke is not None:
        return DELIVERY_WORDS[Rating(spoke.delivery)], IMPACT_WORDS[Rating(spoke.impact)]
    if told is not None and is_closed:
        return PROGRESS_WORDS[Progress.CLOSED], IMPACT_WORDS[Rating(told.impact)]
    return SILENT, SILENT


def page(
    *, plan: str, title: str, stage: str, month: date, as_at: str, on: date, lines: Sequence[Line]
) -> dict[str, Any]:
    """All that a month's page shows, and the numbers at its head."""
    told = [shown(line, month=month, on=on) for line in lines]
    return {
        "plan": plan, "title": title, "stage": stage, "month": month.isoformat(), "as_at": as_at, "actions": told,
        "counts": {name: tally([each[name] for each in told]) for name in ("delivery", "impact", "progress")},
    }  # fmt: skip


def tally(words: Sequence[str]) -> list[list[Any]]:
    """How many there are of each, in an order that does not change."""
    order = [
        OVERDUE,
        *reversed(DELIVERY_WORDS.values()),
        *reversed(IMPACT_WORDS.values()),
        SILENT,
        *PROGRESS_WORDS.values(),
    ]
    return [[word, words.count(word)] for word in order if word in words]


def canonical(told: Mapping[str, Any]) -> str:
    """The one way to write it down: the same facts are always the same bytes."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """The hash of a frozen page."""
    return hashlib.sha256(text.encode()).hexdigest()


CHANGES = {
    "words": "What will be done", "owner": "Who answers for it", "due_on": "Done by", "progress": "How far it is",
    "delivery": "Delivery", "impact": "Impact", "evidence": "Pieces of evidence", "judged": "Judgements of impact",
}  # fmt: skip


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is otherwise than the month before, one thing a line, in the order of the plan."""
    earlier = {each["ref"]: each for each in before["actions"]}
    found = []
    for each in after["actions"]:
        was = earlier.get(each["ref"])
        if was is None:
            found.append(
                {"ref": each["ref"], "action": each["words"], "what": "New action", "was": "", "now": ""}
            )
            continue
        found += [
            {"ref": each["ref"], "action": each["words"], "what": what, "was": str(was[name]), "now": str(each[name])}
            for name, what in CHANGES.items() if was[name] != each[name]
        ]  # fmt: skip
    return found
