"""One question to a feed, and what is wrong with its answer before anybody looks at the entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ..outward import Answer, Outward, Unreachable
from ..rules.conformance.findings import Fault, Outcome, Weight
from ..rules.feeds.paging import Lies, parsed

SILENT = 0  # in place of a status, where nothing came


@dataclass
class Asker:
    """Asks a feed and keeps what was found."""

    outward: Outward
    outcome: Outcome
    was_silent: bool = False

    def json(self, weight: Weight, path: str, **asked: str | int) -> Any:
        """The JSON of an answer that must be there; None when there is none, which is a finding already."""
        answer, shown = self.answer(path, **asked)
        if answer.status != 200:
            self.outcome.add(weight, shown, [_status_fault(answer)])
            return None
        self.outcome.add(weight, shown, _envelope_faults(answer))
        try:
            return parsed(answer.body)
        except Lies as lies:
            self.add(weight, shown, "the answer", "is not JSON", lies.sentence)
            return None

    def answer(self, path: str, **asked: str | int) -> tuple[Answer, str]:
        """An answer whatever it says, and the question as a report shows it."""
        self.outcome.calls += 1
        shown = path + (f"?{urlencode(asked)}" if asked else "")
        try:
            return self.outward.once(path, **asked), shown
        except Unreachable as met:
            self.was_silent = True
            return Answer(SILENT, met.sentence.encode()), shown

    def add(
        self, weight: Weight, path: str, where: str, what: str, remedy: str, *, note: bool = False
    ) -> None:
        """Keep one thing that is wrong."""
        self.outcome.add(weight, path, [Fault(where, what, remedy, Weight.NOTE if note else None)])


def _status_fault(answer: Answer) -> Fault:
    if answer.status == SILENT:
        return Fault("the answer", "did not come", answer.body.decode())
    return Fault("the answer", f"has status {answer.status}", "Answer with status 200.")


def _envelope_faults(answer: Answer) -> Iterator[Fault]:
    """What every answer must carry: its kind, and that any site may read it."""
    if answer.headers.get("access-control-allow-origin") != "*":
        yield Fault(
            "the header Access-Control-Allow-Origin", "is not *",
            "Send Access-Control-Allow-Origin: * with every answer, so that any site may show the data.",
        )  # fmt: skip
    if "json" not in answer.headers.get("content-type", ""):
        yield Fault(
            "the header Content-Type", "does not say JSON", "Send Content-Type: application/json.", Weight.WARNING
        )  # fmt: skip
