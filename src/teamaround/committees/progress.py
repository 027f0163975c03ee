"""The part of a paper that tells what came of what the same body decided before (see `live`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock

from . import onward
from .live import LivePart, register
from .onward import Became
from .queries import bodies, decisions
from .queries.decisions import DecisionShown
from .rules.wording import day

NOTHING = "Nothing that was decided was to be carried out."


def let_papers_have_it() -> None:
    """Say that it can be made; called once when the program starts."""
    register(LivePart("decided", "What came of decisions of", _bodies, _progress))


def _bodies(viewer: Viewer, now: datetime) -> Sequence[tuple[str, str]]:
    listed = bodies.bodies(viewer.authority_id, on=clock.day_of(now))
    have = decisions.bodies_that_decided(viewer)
    return [(each.ref, each.name) for each in listed if each.body.pk in have]


def _progress(viewer: Viewer, ref: str, as_at: datetime) -> str:
    on = clock.day_of(as_at)
    found = decisions.of_body(viewer, ref, on=on)
    if not found:
        return NOTHING
    became = onward.gone(viewer, [each.row.pk for each in found], as_at).became
    told = [each for each in found if each.row.post_id is not None or each.row.pk in became]
    if not told:
        return NOTHING
    lines = [_line(each, as_at, became.get(each.row.pk, ())) for each in told]
    return "\n".join([f"What was decided before, and what had come of it by {day(on)}:", *lines])


def _line(each: DecisionShown, as_at: datetime, became: Sequence[Became]) -> str:
    row, on = each.row, clock.day_of(as_at)
    words = " ".join((row.resolved or row.recommended).split())
    told = f"- {day(row.decided_on)}, ({row.label}) {words}. {each.outcome}{': ' if each.post else ''}{each.post}."
    told += "".join(f" {what.words}: {' '.join(what.stands.split())}" for what in became)
    if row.done_on is not None and row.done_on <= on:
        return f"{told} Carried out on {day(row.done_on)}: {' '.join(row.done_words.split())}"
    if row.post_id is None:
        return told
    if row.due_on is None:
        return f"{told} Not carried out yet."
    late = " That day has passed." if row.due_on < on else ""
    return f"{told} Not carried out yet; to be done by {day(row.due_on)}.{late}"
