"""Two people change one action at once: what goes together by itself, and what both must see."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    merged, clashing = mine, []
    for name in FIELDS:
        was, other, own = getattr(base, name), getattr(theirs, name), getattr(mine, name)
        if own == was:
            merged = replace(merged, **{name: other})
        elif other not in (was, own):
            clashing.append(name)
    return merged, tuple(clashing)
