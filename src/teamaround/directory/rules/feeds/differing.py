"""What a source tells beside what an entry says: field by field, in words, and whose word each field is."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..changing import in_words
from ..listing import DAY_WORDS
from ..needs import taxonomies
from .reading import FIELDS, SIMPLE


@dataclass(frozen=True)
class FieldBeside:
    """One field as the entry says it and as the source tells it; `is_ours` when our own people's word stands."""

    field: str
    label: str
    left: str
    right: str
    same: bool
    is_ours: bool = False


def flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a source tells, plain fields and lists together."""
    return {**told["service"], **told["lists"]}


def differing(now: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """The fields that a source tells otherwise than the entry says."""
    return [name for name in FIELDS if _comparable(now[name]) != _comparable(told[name])]


def beside(
    now: Mapping[str, Any], told: Mapping[str, Any], *, ours: Collection[str] = ()
) -> list[FieldBeside]:
    """Fields of which either says something."""
    differ = set(differing(now, told))
    return [
        FieldBeside(
            name, label, words(name, now[name]), words(name, told[name]), same=name not in differ,
            is_ours=name in ours,
        )
        for name, label in FIELDS.items()
        if now[name] not in ("", None, []) or told[name] not in ("", None, [])
    ]  # fmt: skip


def nothing() -> dict[str, Any]:
    """An entry that says nothing yet."""
    return {name: "" if name in SIMPLE else [] for name in FIELDS} | {
        "minimum_age": None,
        "maximum_age": None,
    }


def _comparable(value: Any) -> Any:
    """A value in a form in which order and the source's own identifiers do not count."""
    if isinstance(value, Mapping):
        return json.dumps({k: _comparable(each) for k, each in value.items() if k != "key"}, sort_keys=True)
    if isinstance(value, list):
        return sorted((_comparable(each) for each in value), key=str)
    return value


def words(name: str, value: Any) -> str:
    """A field's value as a page shows it."""
    if not isinstance(value, list):
        return in_words(name, value)
    return "; ".join(filter(None, (_WORDED.get(name, str)(each) for each in value)))


def _phone(told: Mapping[str, Any]) -> str:
    return f"{told['number']} ({told['description']})" if told["description"] else str(told["number"])


def _contact(told: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (told["name"], told["title"], told["email"], *map(_phone, told["phones"]))))


def _hours(told: Mapping[str, Any]) -> str:
    days = ", ".join(DAY_WORDS[code] for code in told["byday"] if code in DAY_WORDS)
    hours = " to ".join(filter(None, (told["opens_at"], told["closes_at"])))
    return " ".join(filter(None, (days, hours, told["description"])))


def _where(told: Mapping[str, Any]) -> str:
    location = told["location"]
    address = location["address"] or {}
    parts = (
        location["name"],
        *(address.get(each, "") for each in ("address_1", "address_2", "city", "postal_code")),
    )
    return ", ".join(filter(None, (*parts, *map(_hours, told["schedules"]), *location["accessibility"])))


def _cost(told: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (told["option"], f"£{told['amount']}", told["amount_description"])))


def _term(told: list[str]) -> str:
    names = {(each.code, term.code): term.name for each in taxonomies() for term in each.terms}
    return names.get((told[0], told[1]), told[1])


_WORDED = {
    "phones": _phone, "contacts": _contact, "schedules": _hours, "places": _where, "costs": _cost,
    "languages": lambda each: each[0], "terms": _term,
}  # fmt: skip
