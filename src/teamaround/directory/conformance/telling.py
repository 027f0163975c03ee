"""A check in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ..rules.conformance.findings import Finding, Outcome, Weight

HEADINGS = {Weight.ERROR: "Errors", Weight.WARNING: "Warnings", Weight.NOTE: "Good to know"}


def in_words(outcome: Outcome) -> str:
    """The outcome first, then every finding with where it is and what would put it right."""
    return "\n".join(_lines(outcome)) + "\n"


def _lines(outcome: Outcome) -> Iterator[str]:
    yield f"{outcome.address}: {outcome.verdict.upper()} (HSDS-UK 3.0, {outcome.calls:,} calls)"
    for weight, heading in HEADINGS.items():
        found = [each for each in outcome.findings if each.weight is weight]
        if found:
            yield ""
            yield f"{heading}: {len(found)}"
        for each in found:
            yield from _of(each)


def _of(each: Finding) -> Iterator[str]:
    times = f" ({each.times:,} times)" if each.times > 1 else ""
    yield f"- {each.path}: {each.where} {each.what}.{times}"
    yield f"  {each.remedy}"
