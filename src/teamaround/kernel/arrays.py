"""Lists of numbers on their way to PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable


def as_array(values: Iterable[object]) -> str:
    """Numbers, truth values or single plain words as PostgreSQL reads an array; the statement names its type.

    Thousands go much sooner as one text than each as a value of its own.
    """
    return f"{{{','.join(map(str, values))}}}"
