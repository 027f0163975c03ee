"""Where and when a service of a feed is given: its places with their addresses, its hours, whom it is for by home."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from teamaround.kernel import postcodes

from ..listing import LocationType, day_code
from .cells import LINE, WORDS, Cells

Phones = Callable[[Cells], list[dict[str, str]]]


def schedules(cells: Cells) -> list[dict[str, Any]]:
    """Hours of opening; a line for each that says anything."""
    found = []
    for each in cells.rows("schedules"):
        starts, ends = each.time("opens_at"), each.time("closes_at")
        told = {
            "byday": _days(each.text("byday")),
            "opens_at": starts.isoformat("minutes") if starts else "",
            "closes_at": ends.isoformat("minutes") if ends else "",
            "freq": freq if (freq := each.text("freq").upper()) in ("WEEKLY", "MONTHLY") else "",
            "description": each.text("description", most=WORDS),
            "attending_type": each.text("attending_type"),
        }
        if any(told[name] for name in ("byday", "opens_at", "description")):
            found.append(told)
    return found


def _days(text: str) -> list[str]:
    """Days as MO, TU ...; a place in the month before a day (2MO) is passed over."""
    codes = (day_code(re.sub(r"^[+-]?\d+", "", part.strip())) for part in re.split(r"[,;/ ]+", text))
    return [code for code in dict.fromkeys(codes) if code]


def places(cells: Cells, phones: Phones) -> list[dict[str, Any]]:
    """Where it is given."""
    found = []
    for at in cells.rows("service_at_locations"):
        location = _location(at.one("location"), phones)
        if location is not None:
            found.append(
                {
                    "description": at.text("description", most=WORDS), "schedules": schedules(at),
                    "location": location,
                }
            )  # fmt: skip
    return found


def _location(cells: Cells, phones: Phones) -> dict[str, Any] | None:
    address = next((told for each in cells.rows("addresses") if (told := _address(each))), None)
    name, kind = cells.text("name"), cells.text("location_type").lower()
    if not (name or address):
        return None
    north = cells.number("latitude", least=-90, most=90)
    east = cells.number("longitude", least=-180, most=180)
    is_point = north is not None and east is not None and (north, east) != (0, 0)
    return {
        "key": cells.text("id", most=200) or f"{name} {address}",
        "name": name,
        "kind": kind if kind in set(LocationType) else LocationType.PHYSICAL.value,
        "description": cells.text("description", most=WORDS),
        "transportation": cells.text("transportation", most=WORDS),
        "latitude": north if is_point else None,
        "longitude": east if is_point else None,
        "address": address,
        "accessibility": [text for each in cells.rows("accessibility") if (text := _access(each))],
        "phones": phones(cells),
    }


def _access(cells: Cells) -> str:
    return cells.text("description", most=WORDS) or cells.text("accessibility", most=WORDS)


def _address(cells: Cells) -> dict[str, str] | None:
    line, city = cells.text("address_1"), cells.text("city")
    postcode = postcodes.tidy(cells.text("postal_code", most=20))
    if not (line or postcode):
        return None
    return {
        "attention": "", "address_1": line or city or postcode, "address_2": cells.text("address_2"),
        "city": city, "state_province": cells.text("state_province"), "postal_code": postcode,
    }  # fmt: skip


def areas(cells: Cells) -> list[str]:
    """Whom it is for by where they live, in the source's words."""
    found = (
        each.text("name", most=LINE) or each.text("service_area") for each in cells.rows("service_areas")
    )
    return [name for name in dict.fromkeys(found) if name]
