"""Two people change one action at once: what goes together by itself, and what both must see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from teamaround.kernel.merging import together

from .planning import FIELDS, Content


@dataclass
class Clash(Exception):
    """Somebody else changed the same things since: their text, for showing beside one's own.

    `together` has one's own words in those fields, and in all others what goes together by itself.
    """

    fields: tuple[str, ...]
    theirs: Content
    together: Content
    version: int


def merge(base: Content, theirs: Content, mine: Content) -> tuple[Content, tuple[str, ...]]:
    """Both changes together, and the fields that both changed to different things, which then hold mine."""
    said = [{name: getattr(content, name) for name in FIELDS} for content in (base, theirs, mine)]
    merged, clashing = together(FIELDS, *said)
    return replace(mine, **merged), clashing
