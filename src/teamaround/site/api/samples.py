"""Invented examples made from the OpenAPI document, so that they cannot fall behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Described = Mapping[str, Any]
BY_NAME: dict[str, Any] = {
    "name": "Asha Lindqvist", "given": "Asha", "family": "Lindqvist", "known_as": "Ash",
    "ref": "C-000000009", "child": "C-000000009", "search": "S-00000000M", "sex": "female",
    "state": "open", "kind": "school", "agency": "Ashby Green School", "role": "SENCO",
    "practitioner": "Sam Oyelaran", "purpose": "help", "code": "ashby-green",
    "postcode": "ZY1 1AA", "lines": "4 Mill Lane\nAshby", "telephone": "01632 960001",
    "relationship": "mother", "email": "", "reasons": "Same name", "version": 1,
    "because_not_found": "", "service": "", "identifier": "", "contact_route": "01632 960010",
    "reason": "extra help with reading", "first_language": "English", "ethnicity": "NOBT",
    "gender": "", "disability": "", "communication_needs": "", "words": "…", "value": "…",
    "type": "legal", "sensitive": "", "sensitive_basis": "",
}  # fmt: skip
DAYS = {"born_on": "2017-03-27", "starts_on": "2026-09-01", "since": "2021-09-01", "today": "2026-11-20"}


def resolved(described: Described, document: Described) -> Described:
    """The schema behind a reference."""
    reference = described.get("$ref")
    if not reference:
        return described
    found: Any = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return resolved(found, document)


def sample(described: Described, document: Described, *, name: str = "", wanted: bool = False) -> Any:
    """A value that fits a schema; of what is given only the needed and exampled fields."""
    described = resolved(described, document)
    if described.get("examples"):
        return described["examples"][0]
    if "anyOf" in described:
        return _either(described, document, name=name, wanted=wanted)
    if described.get("type") == "object":
        return {
            field: sample(inner, document, name=field, wanted=wanted)
            for field, inner in described["properties"].items()
            if not wanted or field in described.get("required", ()) or inner.get("examples")
        }
    if described.get("type") == "array":
        return [sample(described["items"], document, name=name, wanted=wanted)]
    return _plain(described, name)


def _either(described: Described, document: Described, *, name: str, wanted: bool) -> Any:
    """A value, or null for a date that most children do not have."""
    if name in ("expected_on", "died_on", "ends_on"):
        return None
    return sample(described["anyOf"][0], document, name=name, wanted=wanted)


def _plain(described: Described, name: str) -> Any:
    if "enum" in described:
        return BY_NAME[name] if BY_NAME.get(name) in described["enum"] else described["enum"][0]
    if described.get("format") == "date":
        return DAYS.get(name, "2026-11-20")
    if described.get("type") == "boolean":
        return False
    if described.get("type") == "integer":
        return BY_NAME.get(name, 9)
    return BY_NAME.get(name, "…")


def type_in_words(described: Described, document: Described) -> str:
    """What a field holds, in a word or two."""
    described = resolved(described, document)
    if "anyOf" in described:
        return " or ".join(type_in_words(each, document) for each in described["anyOf"])
    if "enum" in described:
        return "one of " + ", ".join(str(value) or "(blank)" for value in described["enum"])
    if described.get("format") == "date":
        return "day, as 2017-03-27"
    if described.get("type") == "array":
        return "list of " + type_in_words(described["items"], document)
    words = {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}
    return words.get(described.get("type", ""), str(described.get("title", "object")).lower())
