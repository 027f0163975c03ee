"""The official check of Open Referral UK, written anew from its published definitions.

Files of the standard are read where they lie beside the repository, and never copied into it. The
outcome is as the national tool has it: what fails on the required calls is an error, on the others a
warning.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

FILES = Path(__file__).parents[5] / "shared" / "data" / "oruk"
SCHEMAS = FILES / "website-2026-03" / "3.0" / "schema"
OLDER = FILES / "tpx-schemas" / "V3.0-UK"
PUBLISHED = "https://openreferraluk.org/specifications/3.0/schema/"
NOT_THERE = not SCHEMAS.exists()
ABOUT = "the standard's own files lie beside the repository only where it is developed"
REQUIRED = ("services",)
OPTIONAL = ("taxonomies", "taxonomy_terms", "service_at_locations", "organizations")
SINGULAR = {
    "services": "service", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
    "service_at_locations": "service_at_location", "organizations": "organization",
}  # fmt: skip


@dataclass
class Answer:
    """What came back from one call."""

    status: int
    body: Any
    headers: dict[str, str]


Fetch = Callable[[str], Answer]


@dataclass
class Outcome:
    """What was found wrong, and how much it weighs."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return "fail" if self.errors else "warn" if self.warnings else "pass"


@cache
def judge(name: str, *, older: bool = False) -> Any:
    """A schema of the standard that also looks at formats."""
    told = _read((OLDER if older else SCHEMAS) / f"{name}.json")
    return jsonschema_rs.validator_for(told, validate_formats=True, registry=_registry())


@cache
def _registry() -> Any:
    """The schemas name each other by where they are published; here they are read from files."""
    files = SCHEMAS.glob("*.json")
    return jsonschema_rs.Registry([(PUBLISHED + file.name, _read(file)) for file in files])


def _read(file: Path) -> Any:
    """A schema without the names by which the files call themselves, which do not agree."""
    told = json.loads(file.read_text())
    return {key: value for key, value in told.items() if key not in ("$schema", "$id")}


def check(fetch: Fetch, *, older: bool = False) -> Outcome:
    """Ask everything that the standard's tool asks."""
    outcome = Outcome()
    outcome.errors += _answered(fetch, "/", "api_details", older)
    for name in REQUIRED:
        outcome.errors += _list(fetch, name, older)
    for name in OPTIONAL[:-1] if older else OPTIONAL:  # the older tool did not know of organisations
        if fetch(f"/{name}").status not in (404, 501, 503):
            outcome.warnings += _list(fetch, name, older)
    return outcome


def _list(fetch: Fetch, name: str, older: bool) -> list[str]:
    first = fetch(f"/{name}?page=1&per_page=5")
    found = _wrong(first, f"{SINGULAR[name]}_list", older)
    if found:
        return found
    total = first.body["total_pages"]
    for page in sorted({1, max(1, total // 2), total}):
        answer = fetch(f"/{name}?page={page}&per_page=5")
        found += _wrong(answer, f"{SINGULAR[name]}_list", older)
        found += _miscounted(answer.body, page, total, name) if not found else []
    for entry in first.body["contents"][:10]:
        found += _answered(fetch, f"/{name}/{entry['id']}", SINGULAR[name], older)
    return found


def _miscounted(body: dict[str, Any], page: int, total: int, name: str) -> list[str]:
    wrong = {
        "page_number": body["page_number"] != page,
        "first_page": body["first_page"] != (page == 1),
        "last_page": body["last_page"] != (page == total),
        "size": body["size"] != len(body["contents"]),
        "empty": body["empty"] != (not body["contents"]),
        "short": body["size"] < 5 and not body["last_page"],
    }
    return [f"{name}, page {page}: {what}" for what, is_wrong in wrong.items() if is_wrong]


def _answered(fetch: Fetch, path: str, schema: str, older: bool) -> list[str]:
    return _wrong(fetch(path), schema, older)


def _wrong(answer: Answer, schema: str, older: bool) -> list[str]:
    if answer.status != 200:
        return [f"{schema}: status {answer.status}"]
    found = [
        f"{schema}: {fault.message[:200]}" for fault in judge(schema, older=older).iter_errors(answer.body)
    ]
    if answer.headers.get("Access-Control-Allow-Origin") != "*":
        found.append(f"{schema}: not open to other sites")
    return found


def empties(value: Any, place: str = "") -> list[str]:
    """Where there is nothing: null, an empty text, list (but a page's contents) or object."""
    if value is None or value in ("", [], {}):
        return [] if place == ".contents" else [place]
    if isinstance(value, dict):
        return [found for key, each in value.items() for found in empties(each, f"{place}.{key}")]
    if isinstance(value, list):
        return [found for each in value for found in empties(each, f"{place}[]")]
    return []
