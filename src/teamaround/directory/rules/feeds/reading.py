"""From an entry of a feed (HSDS-UK 3.0 or HSDS 3) to what it says in our own terms, as plain values that can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from teamaround.kernel.refusal import Refusal

from .. import needs
from ..listing import Status, check_ages
from .cells import LINE, LONG, WORDS, Cells, Faulty
from .whereabouts import areas, places, schedules

SIMPLE = {
    "name": "Name",
    "alternate_name": "Other name",
    "description": "What it is",
    "eligibility_description": "Who it is for",
    "application_process": "How to get it",
    "fees_description": "What it costs",
    "wait_time": "How long the wait is",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "email": "E-mail",
    "url": "Website",
    "interpretation_services": "Interpreters",
    "accreditations": "Checked by others",
    "alert": "Notice at the top",
    "status": "Whether it is open",
}
LISTS = {
    "phones": "Telephone",
    "contacts": "Whom to ask",
    "schedules": "When",
    "places": "Where",
    "areas": "Where you must live",
    "languages": "Languages",
    "costs": "Prices",
    "funding": "Who pays for it",
    "documents": "What to bring",
    "terms": "What it helps with",
}
FIELDS = SIMPLE | LISTS
SAID = {
    "open": Status.ACTIVE, "closed": Status.DEFUNCT, "paused": Status.CLOSED_FOR_NOW,
    "temporarily_closed": Status.CLOSED_FOR_NOW,
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """An entry as read: `told` is what it says, or nothing when `fault` says why it cannot be used."""

    key: str
    told: dict[str, Any]
    notes: tuple[str, ...] = ()
    fault: str = ""


def read(raw: Any) -> Read:
    """What an entry says, or why it cannot be used; never an exception, whatever it holds."""
    if not isinstance(raw, Mapping):
        return Read("", {}, fault="It is no object with fields.")
    cells = Cells(raw)
    key = cells.text("id", most=200)
    if not key:
        return Read("", {}, fault="It has no identifier, so nobody can know it again.")
    try:
        return Read(key, _told(cells), tuple(cells.notes))
    except Faulty as faulty:
        return Read(key, {"service": {"name": cells.text("name")}}, tuple(cells.notes), faulty.sentence)


def _told(cells: Cells) -> dict[str, Any]:
    service = _service(cells)
    return {
        "service": service,
        "organisation": _organisation(cells.one("organization")),
        "lists": {
            "phones": phones(cells),
            "contacts": _contacts(cells),
            "schedules": schedules(cells),
            "places": places(cells, phones),
            "areas": areas(cells),
            "languages": _languages(cells),
            "costs": _costs(cells),
            "funding": _texts(cells, "funding", "source"),
            "documents": _texts(cells, "required_documents", "document"),
            "terms": _terms(cells),
        },
        "assured_on": _iso(cells.day("assured_date")),
        "modified_on": _iso(cells.day("last_modified")),
    }


def _service(cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": cells.text("name"),
        "description": cells.text("description", most=LONG),
        "fees_description": cells.text("fees_description", most=WORDS) or cells.text("fees", most=WORDS),
        "minimum_age": cells.number("minimum_age", least=0, most=120),
        "maximum_age": cells.number("maximum_age", least=0, most=120),
        "email": cells.email("email"),
        "url": cells.url("url"),
        "status": _status(cells),
    }
    for name in SIMPLE:
        if name not in found:
            found[name] = cells.text(name, most=WORDS)
    if not found["name"]:
        raise Faulty("It has no name.")
    try:
        check_ages(found["minimum_age"], found["maximum_age"])
    except Refusal as refusal:
        raise Faulty(refusal.sentence) from None
    return found


def _status(cells: Cells) -> str:
    said = cells.text("status").lower()
    if said in set(Status):
        return said
    if said in SAID:
        return SAID[said].value
    if not said:
        return Status.ACTIVE.value
    raise Faulty(
        f"Its status “{said[:40]}” is none of the standard's, so nobody can know whether it is open."
    )


def _organisation(cells: Cells) -> dict[str, Any]:
    name = cells.text("name")
    if not name:
        raise Faulty("It does not say which organisation offers it.")
    return {
        "key": cells.text("id", most=200) or needs.plain(name),
        "name": name,
        "description": cells.text("description", most=LONG),
        "email": cells.email("email"),
        "website": cells.url("website"),
        "legal_status": cells.text("legal_status"),
        "phones": phones(cells),
        "identifiers": [
            [each.text("identifier_type") or each.text("identifier_scheme"), each.text("identifier")]
            for each in cells.rows("organization_identifiers")
            if each.text("identifier")
        ],
    }


def phones(cells: Cells) -> list[dict[str, str]]:
    """The telephone numbers of something."""
    found = [
        {"number": each.text("number", most=60), "description": each.text("description")}
        for each in cells.rows("phones")
    ]
    return [each for each in found if any(sign.isdigit() for sign in each["number"])]


def _contacts(cells: Cells) -> list[dict[str, Any]]:
    found = [
        {
            "name": each.text("name"), "title": each.text("title"), "email": each.email("email"),
            "phones": phones(each),
        }
        for each in cells.rows("contacts")
    ]  # fmt: skip
    return [each for each in found if any(each.values())]


def _languages(cells: Cells) -> list[list[str]]:
    found = [[each.text("name") or each.text("code"), each.text("code")] for each in cells.rows("languages")]
    return [each for each in found if each[0]]


def _costs(cells: Cells) -> list[dict[str, Any]]:
    found = []
    for each in cells.rows("cost_options"):
        amount = each.number("amount", least=0, most=9_999_999)
        if amount is not None:
            found.append(
                {
                    "amount": f"{amount:.2f}", "option": each.text("option"),
                    "amount_description": each.text("amount_description"),
                }
            )  # fmt: skip
    return found


def _texts(cells: Cells, name: str, within: str) -> list[str]:
    return [text for each in cells.rows(name) if (text := each.text(within, most=LINE * 2))]


def _terms(cells: Cells) -> list[list[str]]:
    """Our own terms that go by the name of one of theirs; the others stay with the source."""
    said = set()
    for each in cells.rows("attributes"):
        term = each.one("taxonomy_term")
        said |= {needs.plain(term.text(name)) for name in ("name", "term", "code")}
    return sorted(
        [taxonomy.code, term.code]
        for taxonomy in needs.taxonomies()
        for term in taxonomy.terms
        if taxonomy.code != needs.ACCESS and {needs.plain(term.name), needs.plain(term.code)} & said
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
