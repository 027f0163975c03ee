"""Whose voice is kept in what is written: for counting, and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .definition import Box, Form

CHILDS = ("child_says", "child_comments")
PARENTS = ("parent_comments",)
VIEW = "view"  # the box that says whose view a statement is, in forms that ask


@dataclass(frozen=True)
class Heard:
    """Whether words of the child's and of a parent's are there."""

    child: bool
    parent: bool


def heard(form: Form, texts: Mapping[Box, str]) -> Heard:
    """The child's own words or view, and a parent's: in a part that asks for it, or said to be their view."""
    return Heard(
        child=_has_said(form, texts, CHILDS) or _holds_view(texts, "child"),
        parent=_has_said(form, texts, PARENTS) or _holds_view(texts, "parent"),
    )


def _has_said(form: Form, texts: Mapping[Box, str], elements: tuple[str, ...]) -> bool:
    parts = {part.key for part in form.parts_about(*elements)}
    return any(text.strip() for box, text in texts.items() if box.part in parts)


def _holds_view(texts: Mapping[Box, str], whose: str) -> bool:
    """Whether a statement is said to be theirs, and says something."""
    theirs = {box.part for box, text in texts.items() if box.field == VIEW and whose in text.split(",")}
    return any(text.strip() for box, text in texts.items() if box.part in theirs and box.field != VIEW)
