"""Numbers that stand for a child: their one spelling, and whether their check digit fits."""

from __future__ import annotations

from teamaround.kernel import nhs_numbers, upns
from teamaround.kernel.refusal import Refusal

from .rules import IdentifierKind

_PARTS = {IdentifierKind.NHS_NUMBER: nhs_numbers, IdentifierKind.UPN: upns}
NAMED = {IdentifierKind.NHS_NUMBER: "an NHS number", IdentifierKind.UPN: "a unique pupil number"}


def tidy(kind: IdentifierKind, value: str) -> str:
    """A number in its one spelling; an agency's own as it was written."""
    part = _PARTS.get(kind)
    return part.tidy(value) if part else value.strip()


def passes_check(kind: IdentifierKind, value: str) -> bool:
    """Whether the check digit or letter fits; an agency's own number has none."""
    part = _PARTS.get(kind)
    return part is None or part.passes_check(value)


def check_looked_at(kind: IdentifierKind, value: str, *, is_written_so: bool) -> None:
    """Refuse a number that fails its check until somebody says that it is written so."""
    if passes_check(kind, value) or is_written_so:
        return
    raise Refusal(
        "number-check",
        f"This is not {NAMED[kind]} that was ever given: its check does not fit, so a sign is "
        "probably wrong. Compare it with the letter or the system it comes from. If it is "
        "written so there, tick the box below, and it is kept as evidence.",
        field="value",
    )
