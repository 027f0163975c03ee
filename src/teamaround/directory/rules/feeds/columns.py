"""A table of services, from a file: what its columns mean, and each row as a feed would tell it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from teamaround.kernel.refusal import Refusal

from ..needs import plain

MOST_ROWS = 20_000
FEWEST_KNOWN = 2
HEADINGS: Mapping[str, str] = {
    "id": "id|service id|identifier|reference|ref",
    "name": "name|service name|service|title|activity|group|club",
    "description": "description|about|details|what it is|summary|service description",
    "organisation": "organisation|organization|provider|provider name|organisation name|organization name|run by|charity",
    "status": "status|state",
    "url": "url|website|web site|web|web address|link|web page",
    "email": "email|e mail|email address|contact email",
    "phone": "phone|telephone|tel|phone number|telephone number|contact number|mobile",
    "contact": "contact|contact name|contact person",
    "place": "venue|place|location|location name|venue name|where",
    "address": "address|address 1|address line 1|street|street address",
    "address_2": "address 2|address line 2|district",
    "city": "town|city|town or city|post town",
    "county": "county|state province|state",
    "postcode": "postcode|post code|postal code|zip",
    "latitude": "latitude|lat",
    "longitude": "longitude|long|lng|lon",
    "minimum_age": "minimum age|min age|age from|youngest age|from age|lowest age",
    "maximum_age": "maximum age|max age|age to|oldest age|to age|highest age",
    "eligibility_description": "eligibility|who it is for|who is it for|for whom|eligibility description",
    "application_process": "how to get it|how to apply|application process|referral|how to book|access route",
    "fees_description": "cost|costs|fee|fees|price|charges|what it costs|fees description",
    "wait_time": "wait|waiting time|wait time|how long the wait is",
    "hours": "hours|opening hours|opening times|times|when|days and times|schedule",
    "area": "area|area covered|areas covered|service area|catchment",
    "languages": "language|languages",
    "needs": "need|needs|category|categories|kind|type|taxonomy|what it helps with|tags",
    "assured_date": "last checked|checked|assured date|last reviewed|date checked",
    "last_modified": "last modified|last updated|updated|modified",
}
_MEANS = {words: field for field, every in HEADINGS.items() for words in every.split("|")}
_PARTS = re.compile(r"[;|\n]")


def meaning(heading: str) -> str:
    """What a heading means here; empty when nobody knows."""
    return _MEANS.get(plain(re.sub(r"\(.*?\)", " ", heading)), "")


def row_of_headings(rows: Iterable[Sequence[str]]) -> int:
    """Which row, counted from one, holds the headings; refuses a file in which none of them is known."""
    known = [len({meaning(cell) for cell in row} - {""}) for row in rows]
    best = max(known, default=0)
    if best < FEWEST_KNOWN:
        raise Refusal(
            "file-no-headings",
            "No row of headings was found. Name the columns, for example: Name, Organisation, Description,"
            " Telephone, Address, Town, Postcode.",
            field="file",
        )
    return known.index(best) + 1


def mapped(headings: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Where each field stands, the first of several; and the headings that are left out."""
    at: dict[str, int] = {}
    left_out = []
    for number, heading in enumerate(headings):
        field = meaning(heading)
        if field and field not in at:
            at[field] = number
        else:
            left_out.append(heading)
    missing = [
        words for field, words in (("name", "Name"), ("organisation", "Organisation")) if field not in at
    ]
    if missing:
        raise Refusal(
            "file-columns", f"The file needs a column “{' and a column “'.join(f'{each}”' for each in missing)}.",
            field="file",
        )  # fmt: skip
    return at, left_out


def as_entry(cells: Sequence[str], at: Mapping[str, int]) -> dict[str, Any]:
    """A row as a feed would tell it. Without an identifier of its own it is known by name, organisation and place."""
    said = {field: cells[number].strip() for field, number in at.items() if cells[number].strip()}
    name, body = said.get("name", ""), said.get("organisation", "")
    found: dict[str, Any] = {
        each: said[each]
        for each in (
            "name", "description", "status", "url", "email", "minimum_age", "maximum_age", "eligibility_description",
            "application_process", "fees_description", "wait_time", "assured_date", "last_modified",
        )
        if each in said
    }  # fmt: skip
    found["id"] = said.get("id") or _mark(name, body, said.get("postcode", ""))
    found["organization"] = {"name": body}
    found["phones"] = [{"number": said["phone"]}] if "phone" in said else []
    found["contacts"] = [{"name": said["contact"]}] if "contact" in said else []
    found["schedules"] = [{"description": said["hours"]}] if "hours" in said else []
    found["service_areas"] = [{"name": each} for each in _several(said.get("area", ""))]
    found["languages"] = [{"name": each} for each in _several(said.get("languages", ""), also=",")]
    found["attributes"] = [
        {"taxonomy_term": {"name": each}} for each in _several(said.get("needs", ""), also=",")
    ]
    found["service_at_locations"] = _places(said)
    return found


def _places(said: Mapping[str, str]) -> list[dict[str, Any]]:
    if not {"place", "address", "postcode"} & said.keys():
        return []
    address = {
        "address_1": said.get("address", ""), "address_2": said.get("address_2", ""), "city": said.get("city", ""),
        "state_province": said.get("county", ""), "postal_code": said.get("postcode", ""),
    }  # fmt: skip
    return [
        {
            "location": {
                "name": said.get("place", ""), "addresses": [address], "latitude": said.get("latitude"),
                "longitude": said.get("longitude"),
            }
        }
    ]  # fmt: skip


def _several(text: str, *, also: str = "") -> list[str]:
    parts = _PARTS.split(text.replace(also, ";") if also else text)
    return [part.strip() for part in parts if part.strip()]


def _mark(*texts: str) -> str:
    return hashlib.sha256("\n".join(plain(text) for text in texts).encode()).hexdigest()[:24]
