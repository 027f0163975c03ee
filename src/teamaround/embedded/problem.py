"""What stands in the way, said so that the person at the keyboard can mend it."""

from __future__ import annotations


class Problem(Exception):
    """Stops a command. Its text is one or two sentences: what is wrong, and what mends it."""
