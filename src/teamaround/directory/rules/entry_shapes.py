"""An entry as our own pages read it: on a card among results, and whole on its own page.

Names are those of the columns. What has no value is left out when it is told, and comes back as an
empty text, None or an empty list (`read`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from .shapes import DATE, MOMENT, NUMBER, TEXT, TRUTH, UUID_, WORDS, Shape

Row = SimpleNamespace  # an entry, or what hangs on it, with its columns as attributes


def _of(text: str, **kinds: str) -> dict[str, tuple[str, str]]:
    """Fields found under their own name: texts, and others by kind."""
    return {name: (TEXT, name) for name in text.split()} | {
        name: (kind, name) for name, kind in kinds.items()
    }


PHONE = Shape("phone", _of("number description"))
PHONES = {"phones": (PHONE, "phones")}
SCHEDULE = Shape("schedule", _of("byday opens_at closes_at description"))
TERM = Shape(
    "term",
    {
        "term_id": (UUID_, "term_id"),
        "name": (TEXT, "term.name"),
        "taxonomy": (TEXT, "term.taxonomy.code"),
    },
)
ROOM = Shape("room", _of("taking note said_by", places=NUMBER, weeks=NUMBER, said_at=MOMENT))
_CARD = _of(
    "name description alert status eligibility_description application_process fees_description wait_time"
    " assured_by",
    is_free=TRUTH, minimum_age=NUMBER, maximum_age=NUMBER, assured_on=DATE,
) | {"pk": (UUID_, "id")}  # fmt: skip
_ON_A_CARD = {"capacities": (ROOM, "capacities"), "attributes": (TERM, "attributes")}
SPOT = Shape("spot", {"latitude": (NUMBER, "location.latitude"), "longitude": (NUMBER, "location.longitude")})
CARD = Shape(
    "card", _CARD, one={"organisation": (Shape("named", _of("name")), "organisation")},
    many={**_ON_A_CARD, "spots": (SPOT, "places")},
)  # fmt: skip
LOCATION = Shape(
    "location", _of("name transportation"),
    many={
        **PHONES,
        "addresses": (Shape("address", _of("address_1 address_2 city postal_code")), "addresses"),
        "accessibility": (Shape("accessibility", _of("description")), "accessibility"),
        "attributes": (TERM, "attributes"),
    },
)  # fmt: skip
ENTRY = Shape(
    "entry", _CARD | _of("url email interpretation_services accreditations", modified_at=MOMENT),
    one={
        "organisation": (
            Shape("organisation", _of("name description website email"), many=PHONES), "organisation",
        )
    },
    many={
        **_ON_A_CARD, **PHONES,
        "contacts": (Shape("contact", _of("name title email"), many=PHONES), "contacts"),
        "schedules": (SCHEDULE, "schedules"),
        "places": (
            Shape(
                "place", _of("description"), one={"location": (LOCATION, "location")},
                many={"schedules": (SCHEDULE, "schedules")},
            ),
            "places",
        ),
        "areas": (Shape("area", _of("name")), "areas"),
        "languages": (Shape("language", _of("name")), "languages"),
        "costs": (Shape("cost", _of("option amount_description", amount=NUMBER)), "costs"),
        "documents": (Shape("document", _of("document")), "documents"),
        "translations": (
            Shape("translation", _of("language translated_by", words=WORDS, translated_at=MOMENT)), "translations",
        ),
        "tellings": (Shape("telling", _of("name licence", last_at=MOMENT, gone_since=MOMENT)), "tellings"),
    },
)  # fmt: skip

_READ: Mapping[str, Callable[[Any], Any]] = {
    UUID_: UUID, DATE: date.fromisoformat, MOMENT: datetime.fromisoformat,
}  # fmt: skip


def read(shape: Shape, told: Mapping[str, Any]) -> Row:
    """A row of this shape from what was told of it."""
    row = Row()
    found = vars(row)
    for name, (kind, _) in shape.fields.items():
        value = told.get(name)
        if value is None:
            found[name] = "" if kind == TEXT else None
        else:
            found[name] = _READ[kind](value) if kind in _READ else value
    for name, (other, _) in shape.one.items():
        found[name] = read(other, told[name]) if name in told else None
    for name, (other, _) in shape.many.items():
        found[name] = [read(other, each) for each in told.get(name, ())]
    return row
