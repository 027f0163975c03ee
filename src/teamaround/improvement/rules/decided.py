"""Decisions of bodies that change what an action says, and how the change is told."""

from __future__ import annotations

from teamaround.committees.rules.decisions import CARRIED_OUT, Outcome
from teamaround.kernel.refusal import Refusal

from .planning import FIELD_WORDS, Answer, Content, differences, in_words

STANDS = {
    Answer.WAITING: "it waits for approval. It would change",
    Answer.MADE: "it is made. It changed",
    Answer.REFUSED: "it was refused, and the plan stays as it was. It would have changed",
}
LONGEST = 160


def amends(outcome: Outcome) -> bool:
    """Whether a decision may change an action: what was noted, referred or declined changes nothing."""
    return outcome in CARRIED_OUT


def check_amends(outcome: Outcome) -> None:
    """Refuse an amendment by what decided no change."""
    if not amends(outcome):
        raise Refusal("outcome", "Nothing was agreed by this decision, so it changes no action.")


def told(state: Answer, before: Content, after: Content) -> str:
    """How an amendment stands and what it changes, in a sentence."""
    names = differences(before, after)
    return f"{STANDS[state]}: {'; '.join(_change(name, before, after) for name in names)}."


def _change(name: str, before: Content, after: Content) -> str:
    was, now = (" ".join(in_words(name, getattr(each, name)).split()) for each in (before, after))
    what = FIELD_WORDS[name][:1].lower() + FIELD_WORDS[name][1:]
    if len(was) + len(now) > LONGEST:
        return what
    return f"{what}, from {_quoted(was)} to {_quoted(now)}"


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"
