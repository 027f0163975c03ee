"""Who is told when what identifies a child has changed: a short, typed, synchronous list.

The index keeps its look-up keys in step through it; nothing else should need to.
"""

from __future__ import annotations

from collections.abc import Callable

Listener = Callable[[int], None]
listeners: list[Listener] = []


def identity_changed(child_id: int) -> None:
    """Tell everybody on the list, in the transaction of the change."""
    for listener in listeners:
        listener(child_id)
