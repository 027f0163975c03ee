"""Changes to an entry that wait for somebody who keeps the directory: what may be changed, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from teamaround.kernel.refusal import Refusal

from . import needs
from .listing import DAY_WORDS, STATUS_WORDS, Status, check_ages

FIELDS = {
    "name": "Name",
    "description": "What it is",
    "eligibility_description": "Who it is for",
    "application_process": "How to get it",
    "fees_description": "What it costs",
    "wait_time": "How long the wait is",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "email": "E-mail",
    "url": "Website",
    "alert": "Notice at the top",
    "status": "Whether it is open",
}
NEW_FIELDS = {
    "needs": "What it helps with",
    "telephone": "Telephone",
    "is_free": "Free of charge",
    "place": "Name of the place",
    "address_1": "Street",
    "city": "Town",
    "county": "County",
    "postcode": "Postcode",
    "days": "Days",
    "opens_at": "From",
    "closes_at": "To",
}
"""What a new service says besides `FIELDS`."""
NUMBERS = ("minimum_age", "maximum_age")
MOST_WAITING = 10  # for one entry at a time: more would only be noise


class Sent(StrEnum):
    """What was sent: an exact change, a new service, or somebody's words."""

    CHANGE = "change"
    NEW = "new"
    SUGGESTION = "suggestion"


class State(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True)
class Difference:
    """One field as it stands and as it is to be; `moved` says that it was something else when this was sent."""

    label: str
    left: str
    right: str
    same: bool
    moved: bool


def changed(now: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are to be something else; refuses when nothing is, or when it cannot be."""
    found = {name: typed[name] for name in FIELDS if name in typed and typed[name] != now[name]}
    if not found:
        raise Refusal("nothing-changed", "Nothing is different from what the entry says now.", field="name")
    check(dict(now) | found)
    return found


def check(told: Mapping[str, Any]) -> None:
    """Refuse an entry that could not stand in the directory."""
    if not str(told["name"]).strip():
        raise Refusal("named", "Give the service a name.", field="name")
    check_ages(told["minimum_age"], told["maximum_age"])
    if told["status"] not in set(Status):
        raise Refusal("status", "Choose whether it is open.", field="status")


def differences(
    now: Mapping[str, Any], was: Mapping[str, Any], proposed: Mapping[str, Any]
) -> list[Difference]:
    """Every field that a change is about, beside what the entry says now."""
    return [
        Difference(
            FIELDS[name], in_words(name, now[name]), in_words(name, proposed[name]),
            same=now[name] == proposed[name], moved=now[name] != was[name],
        )
        for name in FIELDS
        if name in proposed
    ]  # fmt: skip


def of_new(proposed: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Everything that a new service says, under its headings."""
    labels = FIELDS | NEW_FIELDS
    told = [(labels[name], in_words(name, proposed.get(name))) for name in labels]
    return [(label, words) for label, words in told if words]


def check_new(proposed: Mapping[str, Any]) -> None:
    """Refuse a new service that says too little to be found or reached."""
    check(proposed)
    if not str(proposed["description"]).strip():
        raise Refusal("described", "Say in a few sentences what it is.", field="description")
    where = [name for name in ("address_1", "city", "county", "postcode") if not proposed[name]]
    if (proposed["place"] or len(where) < 4) and where:
        raise Refusal("address", "Give the whole address, or none of it.", field=where[0])
    if not any(proposed[name] for name in ("telephone", "email", "url", "application_process")):
        raise Refusal("reached", "Say how families reach you: a telephone number will do.", field="telephone")
    if bool(proposed["opens_at"]) != bool(proposed["closes_at"]):
        raise Refusal("hours", "Give both hours, or neither.", field="closes_at")


def in_words(name: str, value: Any) -> str:
    """A field's value as a page shows it."""
    if value is None or value == "" or value is False or value == []:
        return ""
    if name == "needs":
        return ", ".join(term.name for term in needs.terms(needs.NEEDS) if term.code in value)
    if name == "days":
        return ", ".join(DAY_WORDS[code] for code in value)
    if value is True:
        return "Yes"
    if name == "status":
        return STATUS_WORDS[Status(value)]
    return f"{value:g}" if name in NUMBERS else str(value)
