"""What papers for meetings can be made from: findings, plans as they stand, and what changed (see `committees.live`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.committees.live import LivePart, register
from teamaround.design.words import day as in_words
from teamaround.kernel import clock

from .queries import measuring, months, plans, reviews
from .rules import months as rules

MOST, FEWEST = 100, 2
COLUMNS = ("No.", "Action", "Answers for it", "By", "How far it is", "Delivery", "Impact")


def let_papers_have_them() -> None:
    """Say what can be made; called once when the program starts."""
    register(LivePart("findings", "What a review found", _reviews, _findings))
    register(LivePart("plan", "The actions of a plan as they stand", _plans, _plan))
    register(LivePart("changes", "What changed in a plan since its last frozen month", _plans, _changes))
    register(LivePart("measured", "A measure of a plan, month by month", _measured, _months))


def _reviews(viewer: Viewer, now: datetime) -> Sequence[tuple[str, str]]:  # noqa: ARG001 - one shape for all parts
    return [(row.ref, row.title) for row in reviews.reviews(viewer)[:MOST]]


def _plans(viewer: Viewer, now: datetime) -> Sequence[tuple[str, str]]:
    return [(row.ref, row.title) for row in plans.plans(viewer, on=clock.day_of(now))[:MOST]]


def _findings(viewer: Viewer, ref: str, as_at: datetime) -> str:  # noqa: ARG001 - findings do not change
    review = reviews.review(viewer, ref)
    published = f" on {_day_of(review.published_on.isoformat())}" if review.published_on else ""
    opening = f"{review.title}, led by {review.led_by}, was published{published}. {_flat(review.summary)}"
    return "\n\n".join([opening.strip(), *_judged(viewer, ref), *_found(viewer, ref)])


def _judged(viewer: Viewer, ref: str) -> Iterator[str]:
    judged = reviews.judgements(reviews.review(viewer, ref))
    if judged:
        rows = [
            f"| {each.line or 'On the whole'} | {each.term} | {each.before.term if each.before else 'None on this scale'} |"
            for each in judged
        ]
        yield "\n".join(["| Judged | In the inspector’s word | The time before |", *rows])


def _found(viewer: Viewer, ref: str) -> Iterator[str]:
    rows = reviews.findings(reviews.review(viewer, ref))
    for line in dict.fromkeys(row.line for row in rows):
        told = [
            f"- {reviews.FINDING_WORDS[row.kind]}: {_flat(row.words)}{f' ({row.term})' if row.term else ''}"
            for row in rows
            if row.line == line
        ]
        yield "\n".join([f"# {line or 'On the whole'}", *told])


def _plan(viewer: Viewer, ref: str, as_at: datetime) -> str:
    told = _page(viewer, ref, as_at)
    rows = [
        [each["label"], each["words"], each["owner"], _day_of(each["due_on"]), each["progress"], each["delivery"],
         each["impact"]]
        for each in told["actions"]
    ]  # fmt: skip
    opening = (
        f"“{_flat(told['title'])}” ({told['stage'].lower()}) as it stood on {_day_of(clock.day_of(as_at).isoformat())}. "
        f"Delivery and impact are rated apart. Delivery: {_tally(told, 'delivery')}. Impact: {_tally(told, 'impact')}."
    )
    recovery = [
        f"- ({each['label']}) {_flat(each['recovery'])}, by {_day_of(each['recovery_on'])}"
        for each in told["actions"]
        if each["recovery"]
    ]
    table = "\n".join(f"| {' | '.join(_flat(cell) for cell in row)} |" for row in [list(COLUMNS), *rows])
    if not recovery:
        return f"{opening}\n\n{table}"
    return f"{opening}\n\n{table}\n\nTo put right what is amber or red:\n" + "\n".join(recovery)


def _tally(told: dict[str, Any], name: str) -> str:
    return ", ".join(f"{count} “{word.lower()}”" for word, count in told["counts"][name]) or "nothing yet"


def _changes(viewer: Viewer, ref: str, as_at: datetime) -> str:
    plan = plans.plan(viewer, ref, on=clock.day_of(as_at))
    last = next((row for row in months.months(plan) if row.as_at < as_at), None)
    if last is None:
        return "No month of the plan has been frozen yet, so there is nothing to compare with."
    found = rules.changes(months.told(last), _page(viewer, ref, as_at))
    since = f"Since {_day_of(clock.day_of(last.as_at).isoformat())}, when the month was frozen"
    if not found:
        return f"{since}, nothing has changed."
    lines = [
        f"- {_flat(each['action'])}: {each['what'].lower()}"
        + (f", was “{_flat(each['was'])}”, is “{_flat(each['now'])}”" if each["now"] else "")
        for each in found
    ]
    return "\n".join([f"{since}:", *lines])


def _measured(viewer: Viewer, now: datetime) -> Sequence[tuple[str, str]]:
    found = measuring.of_plans(viewer, on=clock.day_of(now))
    return [
        (each.ref, f"{each.baseline.fact.title}, {each.row.action.content['words'][:80]}")
        for each in found[:MOST]
    ]


def _months(viewer: Viewer, ref: str, as_at: datetime) -> str:
    """A chart and its table, every number from its fact; what may not be told is a gap."""
    found = measuring.one(viewer, ref, on=clock.day_of(as_at))
    known = [each for each in found.readings if each.fact.taken_at <= as_at]
    before = f"Before it began: [fact {found.baseline.fact.ref}]."
    if len(known) < FEWEST:
        return f"{before}\n\nThere are too few months yet to tell how it goes."
    rows = [f"| {in_words(each.month).partition(' ')[2]} | [fact {each.fact.ref}] |" for each in known]
    return "\n".join(
        [before, "", f"~ {found.baseline.fact.title}, month by month", "| Month | Number |", *rows]
    )


def _page(viewer: Viewer, ref: str, as_at: datetime) -> dict[str, Any]:
    on = clock.day_of(as_at)
    plan = plans.plan(viewer, ref, on=on)
    return months.page(plan, month=rules.month_of(on), as_at=as_at)


def _flat(words: str) -> str:
    """Words in one line, without the sign between two cells."""
    return " ".join(words.replace("|", "/").split())


def _day_of(iso: str) -> str:
    if not iso:
        return "no day"
    return in_words(date.fromisoformat(iso))
