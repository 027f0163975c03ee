"""Contributing: somebody is asked, or offers; they give their part, or say why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.assessments.rules.definition import Form, SectionKind
from teamaround.assessments.rules.states import OPEN, State
from teamaround.kernel.refusal import Refusal


class ContributionState(StrEnum):
    """How far one agency's part in an assessment has come."""

    OFFERED = "offered"  # they asked to contribute
    ASKED = "asked"  # they were asked, or their offer was taken up
    GIVEN = "given"
    DECLINED = "declined"


class Step(StrEnum):
    """What moves a part on."""

    WELCOME = "welcome"
    GIVE = "give"
    DECLINE = "decline"
    ASK_AGAIN = "ask_again"


NEXT: dict[ContributionState, dict[Step, ContributionState]] = {
    ContributionState.OFFERED: {
        Step.WELCOME: ContributionState.ASKED,
        Step.DECLINE: ContributionState.DECLINED,
    },
    ContributionState.ASKED: {
        Step.GIVE: ContributionState.GIVEN,
        Step.DECLINE: ContributionState.DECLINED,
    },
    ContributionState.GIVEN: {Step.ASK_AGAIN: ContributionState.ASKED},
    ContributionState.DECLINED: {
        Step.ASK_AGAIN: ContributionState.ASKED,
        Step.WELCOME: ContributionState.ASKED,
    },
}

WORDS = {
    ContributionState.OFFERED: "Would like to contribute",
    ContributionState.ASKED: "Asked to contribute",
    ContributionState.GIVEN: "Has contributed",
    ContributionState.DECLINED: "Will not contribute",
}


def words_of(state: ContributionState, *, was_offered: bool) -> str:
    """How far a part has come, in words; who offered was not asked but welcomed."""
    if state is ContributionState.ASKED and was_offered:
        return "Offered, and welcome"
    return WORDS[state]


LIVE = frozenset({ContributionState.OFFERED, ContributionState.ASKED, ContributionState.GIVEN})

_INSTEAD = {
    ContributionState.OFFERED: "Whoever leads the assessment has not answered yet.",
    ContributionState.ASKED: "This part has been asked for already.",
    ContributionState.GIVEN: "This part has been given already.",
    ContributionState.DECLINED: "This was declined. It can be asked for again.",
}


@dataclass(frozen=True)
class Joining:
    """One agency's part in one assessment, as far as counting goes."""

    assessment: int
    agency: int
    begun_by: int  # the agency that began the assessment
    state: ContributionState
    offered_on: date | None = None  # they came to start one and joined instead


def check_can_step(part: ContributionState, step: Step) -> ContributionState:
    """Where the step leads, or a refusal."""
    found = NEXT[part].get(step)
    if found is None:
        raise Refusal("part", _INSTEAD[part])
    return found


def check_can_ask(
    *,
    state: State,
    begun_by: int,
    agency: int,
    joined: Iterable[int],
    today: date,
    due: date | None,
) -> None:
    """Another agency, once, while the assessment is open, for a day that is still to come."""
    _check_is_open(state)
    if agency == begun_by:
        raise Refusal("own-agency", "Your own agency writes this already.", field="agency")
    if agency in set(joined):
        raise Refusal("asked-already", "They have been asked already, or have offered.", field="agency")
    if due is not None and due < today:
        raise Refusal("past", "Choose a day that is still to come.", field="due_on")


def check_can_offer(*, state: State, begun_by: int, agency: int, joined: Iterable[int]) -> None:
    """Another agency than the one that began it, once, while it is open."""
    _check_is_open(state)
    if agency == begun_by:
        raise Refusal("own-agency", "Your agency began this assessment: go on writing.")
    if agency in set(joined):
        raise Refusal("joined-already", "Your agency has joined this assessment already.")


def check_can_give(*, state: State, part: ContributionState, has_written: bool) -> ContributionState:
    """Something must be there to give, and somebody must have asked for it.

    A part that comes after the assessment was called complete stands beside it under its own
    day: what was complete stays so, and nobody who read it has to wonder what changed.
    """
    _check_is_open(state)
    found = check_can_step(part, Step.GIVE)
    if not has_written:
        raise Refusal("nothing", "Write something first, or say that you have nothing to add.")
    return found


def check_can_decline(*, part: ContributionState, because: str) -> ContributionState:
    """A no is fine; a few words of why help whoever asked."""
    found = check_can_step(part, Step.DECLINE)
    if not because.strip():
        raise Refusal("reason", "Say in a few words why, so that nobody waits.", field="because")
    return found


def check_wanted(form: Form, wanted: Iterable[str]) -> frozenset[str]:
    """The sections that somebody is asked about: known ones, and at least one."""
    wanted = frozenset(wanted)
    if not wanted:
        raise Refusal("sections", "Choose at least one part to ask about.", field="wanted")
    if not wanted <= askable(form):
        raise Refusal("sections", "Choose from the parts of this form.", field="wanted")
    return wanted


def askable(form: Form) -> frozenset[str]:
    """Keys of the sections that others can be asked to write about."""
    return frozenset(section.key for section in form.sections if section.kind is not SectionKind.ACTIONS)


def joined_rather_than_repeated(joinings: Iterable[Joining]) -> int:
    """How many assessments were not repeated: each agency that wrote its part in another's, once for each."""
    return len(
        {
            (joining.assessment, joining.agency)
            for joining in joinings
            if joining.state is ContributionState.GIVEN and joining.agency != joining.begun_by
        }
    )


def _check_is_open(state: State) -> None:
    """Being written or complete, both may be joined; what is closed is opened again first."""
    if state not in OPEN:
        raise Refusal("not-open", "This assessment is no longer open. Ask whoever leads it.")
