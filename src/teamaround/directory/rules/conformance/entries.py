"""Whether an entry is written as the standard has it: what must be there, the kind of each field, its choices.

The shapes by which our own feed is written (rules/shapes.py) say what holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from ..shapes import DATE, EMAIL, MOMENT, NUMBER, TEXT, URI, UUID_, Shape
from .findings import Fault, Weight

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
EMPTY: tuple[object, ...] = ("", [], {})
LEAVE_OUT = "Leave a field that has no value out of the answer."


def entry_faults(shape: Shape, told: Any, at: str = "") -> Iterator[Fault]:
    """What is wrong in an entry and in all that hangs on it."""
    if not isinstance(told, Mapping):
        yield Fault(at or "the answer", "is not an object", f"Write a {shape.name} as one JSON object.")
        return
    before = f"{at}." if at else ""
    for name in shape.required:
        if name not in told:
            yield Fault(f"{before}{name}", "is missing", f"Every {shape.name} must have {name}.")
    for name, value in told.items():
        yield from _field_faults(shape, name, value, f"{before}{name}")


def _field_faults(shape: Shape, name: str, value: Any, where: str) -> Iterator[Fault]:
    if value is None:
        yield Fault(where, "is null", LEAVE_OUT)
    elif value in EMPTY:
        yield Fault(where, "is empty", LEAVE_OUT, Weight.WARNING)
    elif name in shape.fields:
        yield from _kind_faults(shape, name, value, where)
    elif name in shape.one:
        yield from entry_faults(shape.one[name][0], value, where)
    elif name in shape.many:
        yield from _list_faults(shape.many[name][0], value, where)


def _list_faults(shape: Shape, told: Any, where: str) -> Iterator[Fault]:
    if not isinstance(told, list):
        yield Fault(where, "is not a list", f"Write {where.rpartition('.')[2]} as a JSON list.")
        return
    for number, each in enumerate(told):
        yield from entry_faults(shape, each, f"{where}[{number}]")


def _kind_faults(shape: Shape, name: str, value: Any, where: str) -> Iterator[Fault]:
    is_it, what = KINDS[shape.fields[name][0]]
    if not is_it(value):
        yield Fault(where, f"is not {what}", f"Write {name} as {what}.")
    elif name in shape.choices and value not in shape.choices[name]:
        among = ", ".join(shape.choices[name])
        yield Fault(where, "is none of the allowed words", f"Use one of: {among}.")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_uri(value: Any) -> bool:
    """Whether it is a whole address, such as https://example.org/page."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return parts is not None and bool(parts.scheme) and bool(parts.netloc or parts.path)


def _read_by(reader: Callable[[str], Any]) -> Callable[[Any], bool]:
    def can_be_read(value: Any) -> bool:
        try:
            reader(value)
        except (ValueError, TypeError, AttributeError):
            return False
        return isinstance(value, str)

    return can_be_read


def _moment(text: str) -> datetime:
    """A moment that says in which time zone it is."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def _is_email(value: Any) -> bool:
    return isinstance(value, str) and bool(_EMAIL.match(value))


KINDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    TEXT: (_is_text, "a text"),
    NUMBER: (_is_number, "a number"),
    UUID_: (_read_by(UUID), "a UUID"),
    URI: (is_uri, "a whole address (https://...)"),
    EMAIL: (_is_email, "an e-mail address"),
    DATE: (_read_by(date.fromisoformat), "a date (YYYY-MM-DD)"),
    MOMENT: (_read_by(_moment), "a moment (YYYY-MM-DDThh:mm:ssZ)"),
}


def link_faults(told: Mapping[str, Any], at: str = "") -> Iterator[Fault]:
    """Identifiers that contradict each other: what an entry says of another beside it, and that other's own."""
    before = f"{at}." if at else ""
    for name, other in (
        ("organization_id", "organization"), ("location_id", "location"), ("taxonomy_term_id", "taxonomy_term"),
        ("service_id", "service"),
    ):  # fmt: skip
        beside = told.get(other)
        if name in told and isinstance(beside, Mapping) and beside.get("id") not in (None, told[name]):
            yield Fault(
                f"{before}{name}", f"is not the id of its {other}", f"Give the same identifier in {name}."
            )
    for name, value in told.items():
        for number, each in enumerate(value if isinstance(value, list) else ()):
            if isinstance(each, Mapping):
                yield from _owner_faults(told, each, f"{before}{name}[{number}]")
                yield from link_faults(each, f"{before}{name}[{number}]")


def _owner_faults(owner: Mapping[str, Any], each: Mapping[str, Any], where: str) -> Iterator[Fault]:
    """What hangs on a service names it, or the place at which it is given."""
    said = each.get("service_id")
    if "status" in owner and said not in (None, owner.get("id")):
        yield Fault(f"{where}.service_id", "is another service", "Give the identifier of the service itself.")
