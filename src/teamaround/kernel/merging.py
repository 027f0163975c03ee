"""Two people change one thing at once, part by part: what goes together by itself, and what both must see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def together(
    keys: Iterable[str], base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Both changes of `base` in one, and the keys that both changed to different things, which then hold mine."""
    merged, clashing = {}, []
    for key in keys:
        was, other, own = base[key], theirs[key], mine[key]
        merged[key] = other if own == was else own
        if own != was and other not in (was, own):
            clashing.append(key)
    return merged, tuple(clashing)
