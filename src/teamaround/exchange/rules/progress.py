"""The states of an import and what may be done in each; and how a file is divided into batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

BATCH = 1000


class State(StrEnum):
    """How far an import has come."""

    RECEIVED = "received"
    MAPPED = "mapped"
    PREVIEWED = "previewed"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"


STATE_SENTENCES = {
    State.RECEIVED: "The file is here. Say what its columns are.",
    State.MAPPED: "The columns are settled. Look at what would happen.",
    State.PREVIEWED: "Nothing is recorded yet. Look through the preview, then take the file in.",
    State.RUNNING: "The file is being taken in.",
    State.STOPPED: "Taking in was stopped. What was recorded stays; go on when you are ready.",
    State.DONE: "The file is taken in.",
}
NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.MAPPED}),
    State.MAPPED: frozenset({State.MAPPED, State.PREVIEWED, State.RUNNING}),
    State.PREVIEWED: frozenset({State.MAPPED, State.PREVIEWED, State.RUNNING}),
    State.RUNNING: frozenset({State.STOPPED, State.RUNNING, State.DONE}),
    State.STOPPED: frozenset({State.RUNNING}),
    State.DONE: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """A run of rows that is taken in as a whole or not at all: places in the file's list of rows, from 0."""

    number: int
    start: int
    end: int


def check_can_map(state: State) -> None:
    """Columns are settled before anything is recorded."""
    if State.MAPPED not in NEXT[state]:
        raise Refusal(
            "import-started",
            "This file is being taken in or was already, so its columns cannot be changed. Send it again.",
        )


def check_can_preview(state: State) -> None:
    """A preview needs settled columns and comes before anything is recorded."""
    if state is State.RECEIVED:
        raise Refusal("import-not-mapped", "Say first what the columns of this file are.")
    if State.PREVIEWED not in NEXT[state]:
        raise Refusal(
            "import-started", "This file is being taken in or was already, so there is nothing to preview."
        )


def check_can_run(state: State) -> None:
    """A file is taken in once; one that stopped or died half-way goes on."""
    if state is State.RECEIVED:
        raise Refusal("import-not-mapped", "Say first what the columns of this file are.")
    if state is State.DONE:
        raise Refusal("import-done", "This file is taken in already. Sending it again changes nothing.")


def check_can_stop(state: State) -> None:
    """Only what is running can be stopped."""
    if state is not State.RUNNING:
        raise Refusal("import-not-running", "This file is not being taken in at the moment.")


def batches(rows: int, *, size: int = BATCH) -> Iterator[Batch]:
    """The batches of a file: the same for the same number of rows, whenever they are counted."""
    for number, start in enumerate(range(0, rows, size)):
        yield Batch(number, start, min(start + size, rows))


def share_done(done: int, rows: int) -> int:
    """How much is done, in whole hundredths; 100 only when all of it is."""
    return 100 if done >= rows else done * 100 // rows
