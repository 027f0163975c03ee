"""How entries are written in the standard's words: HSDS-UK 3.0 with the fields of HSDS 3.0 that it drops.

One description serves the answers (queries/telling.py) and their schemas (api/document.py). Nothing
empty is written: a field without a value is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

UUID_, TEXT, URI, EMAIL, NUMBER = "uuid", "text", "uri", "email", "number"
DATE, MOMENT = "date", "date-time"
TRUTH, WORDS = "boolean", "words"  # only on our own pages, see rules/entry_shapes.py


@dataclass(frozen=True)
class Shape:
    """A kind of entry: its own fields as (kind, where it is found), those beside it, those beneath it.

    `one` is written in lists too, without what is beneath it; `many` only where everything is asked for.
    """

    name: str
    fields: Mapping[str, tuple[str, str]]
    required: tuple[str, ...] = ("id",)
    one: Mapping[str, tuple[Shape, str]] = field(default_factory=dict)
    many: Mapping[str, tuple[Shape, str]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)


def _fields(text: str = "", **others: tuple[str, str] | str) -> dict[str, tuple[str, str]]:
    """Fields by name: those in `text` are texts found under their own name."""
    found = {"id": (UUID_, "id")}
    found |= {name: (TEXT, name) for name in text.split()}
    return found | {name: (said, name) if isinstance(said, str) else said for name, said in others.items()}


TAXONOMY = Shape("taxonomy", _fields("name description version", uri=URI), ("id", "name", "description"))
TERM = Shape(
    "taxonomy_term",
    _fields(
        "name description code", term=(TEXT, "code"), parent_id=UUID_, taxonomy=(TEXT, "taxonomy.name"),
        taxonomy_id=UUID_, term_uri=URI,
    ),
    ("id", "name", "description"),
)  # fmt: skip
WHOLE_TERM = Shape(TERM.name, TERM.fields, TERM.required, one={"taxonomy_detail": (TAXONOMY, "taxonomy")})


def _attribute(owner: str, entity: str) -> Shape:
    told = _fields(
        "link_type value label", link_id=(UUID_, f"{owner}_id"), taxonomy_term_id=(UUID_, "term_id")
    )
    return Shape("attribute", told, one={"taxonomy_term": (TERM, "term")}, fixed={"link_entity": entity})


def _phone(**owner: str) -> Shape:
    owners = {name: (UUID_, path) for name, path in owner.items()}
    return Shape(
        "phone", _fields("number description", extension=NUMBER, type=(TEXT, "kind"), **owners), ("id", "number")
    )  # fmt: skip


def _contact(owner: str, path: str) -> Shape:
    return Shape(
        "contact", _fields("name title department", email=EMAIL, **{owner: (UUID_, path)}),
        many={"phones": (_phone(contact_id="contact_id"), "phones")},
    )  # fmt: skip


SCHEDULE = Shape(
    "schedule",
    _fields(
        "freq byday bymonthday description attending_type notes", service_id=UUID_,
        service_at_location_id=(UUID_, "place_id"), valid_from=DATE, valid_to=DATE, dtstart=DATE,
        interval=NUMBER, opens_at=(TEXT, "opens_at"), closes_at=(TEXT, "closes_at"), schedule_link=URI,
    ),
    choices={"freq": ("WEEKLY", "MONTHLY")},
)  # fmt: skip
ADDRESS = Shape(
    "address",
    _fields(
        "attention address_1 address_2 city region state_province postal_code country address_type",
        location_id=UUID_,
    ),
    ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    choices={"address_type": ("physical", "postal", "virtual")},
)  # fmt: skip
ACCESSIBILITY = Shape(
    "accessibility",
    _fields("description details", url=URI, location_id=UUID_, accessibility=(TEXT, "description")),
)
LOCATION = Shape(
    "location",
    _fields(
        "name alternate_name description transportation location_type external_identifier external_identifier_type",
        latitude=NUMBER, longitude=NUMBER,
    ),
    ("id", "location_type"),
    many={
        "addresses": (ADDRESS, "addresses"),
        "accessibility": (ACCESSIBILITY, "accessibility"),
        "phones": (_phone(location_id="location_id"), "phones"),
        "attributes": (_attribute("location", "location"), "attributes"),
    },
    choices={"location_type": ("physical", "postal", "virtual")},
)  # fmt: skip
IDENTIFIER = Shape(
    "organization_identifier",
    _fields(
        "identifier", organization_id=(UUID_, "organisation_id"), identifier_scheme=(TEXT, "scheme"),
        identifier_type=(TEXT, "kind"),
    ),
    ("id", "identifier_type", "identifier"),
)  # fmt: skip
ORGANISATION_FIELDS = _fields(
    "name alternate_name description legal_status", email=EMAIL, website=URI, logo=URI, uri=URI,
    year_incorporated=NUMBER, parent_organization_id=(UUID_, "parent_id"),
)  # fmt: skip
NAMED = ("id", "name", "description")
ORGANISATION_OF_A_SERVICE = Shape(
    "organization",
    ORGANISATION_FIELDS,
    NAMED,
    many={
        "organization_identifiers": (IDENTIFIER, "identifiers"),
        "phones": (_phone(organization_id="organisation_id"), "phones"),
    },
)
PLACE_OF_A_SERVICE = Shape(
    "service_at_location",
    _fields("description", service_id=UUID_, location_id=UUID_),
    one={"location": (LOCATION, "location")},
    many={"schedules": (SCHEDULE, "schedules")},
)
_OF_A_SERVICE: dict[str, tuple[Shape, str]] = {
    "phones": (_phone(service_id="service_id"), "phones"),
    "schedules": (SCHEDULE, "schedules"),
    "service_areas": (
        Shape(
            "service_area",
            _fields("name extent extent_type", uri=URI, service_id=UUID_, service_area=(TEXT, "name")),
        ),
        "areas",
    ),
    "languages": (Shape("language", _fields("name code note", service_id=UUID_)), "languages"),
    "funding": (Shape("funding", _fields("source", service_id=UUID_)), "funding"),
    "cost_options": (
        Shape(
            "cost_option",
            _fields(
                "option currency amount_description", service_id=UUID_, valid_from=DATE, valid_to=DATE,
                amount=NUMBER,
            ),
        ),
        "costs",
    ),
    "required_documents": (
        Shape("required_document", _fields("document", uri=URI, service_id=UUID_)),
        "documents",
    ),
    "contacts": (_contact("service_id", "service_id"), "contacts"),
    "attributes": (_attribute("service", "service"), "attributes"),
}  # fmt: skip
SERVICE_FIELDS = _fields(
    "name alternate_name description status interpretation_services application_process fees_description"
    " wait_time accreditations eligibility_description alert",
    organization_id=(UUID_, "organisation_id"), url=URI, email=EMAIL, fees=(TEXT, "fees_description"),
    minimum_age=NUMBER, maximum_age=NUMBER, assured_date=(DATE, "assured_on"), assurer_email=EMAIL,
    last_modified=(MOMENT, "modified_at"),
)  # fmt: skip
STATUSES = {"status": ("active", "inactive", "defunct", "temporarily closed")}
SERVICE = Shape(
    "service", SERVICE_FIELDS, ("id", "name", "status"),
    one={"organization": (ORGANISATION_OF_A_SERVICE, "organisation")},
    many={**_OF_A_SERVICE, "service_at_locations": (PLACE_OF_A_SERVICE, "places")}, choices=STATUSES,
)  # fmt: skip
SERVICE_AT_A_PLACE = Shape(
    "service", SERVICE_FIELDS, ("id", "name", "status"),
    one={"organization": (ORGANISATION_OF_A_SERVICE, "organisation")}, many=_OF_A_SERVICE, choices=STATUSES,
)  # fmt: skip
PLACE = Shape(
    "service_at_location",
    _fields(
        "description", service_id=UUID_, location_id=UUID_, name=(TEXT, "service.name"),
        status=(TEXT, "service.status"),
    ),
    one={"service": (SERVICE_AT_A_PLACE, "service"), "location": (LOCATION, "location")},
    many={"schedules": (SCHEDULE, "schedules")},
    choices=STATUSES,
)  # fmt: skip
BARE_SERVICE = Shape("service", SERVICE_FIELDS, ("id", "name", "status"), choices=STATUSES)
OF_AN_ORGANISATION: dict[str, tuple[Shape, str]] = {
    **ORGANISATION_OF_A_SERVICE.many,
    "contacts": (_contact("organization_id", "organisation_id"), "contacts"),
    "attributes": (_attribute("organisation", "organization"), "attributes"),
}
ORGANISATION = Shape(
    "organization", ORGANISATION_FIELDS, NAMED, many={**OF_AN_ORGANISATION, "services": (BARE_SERVICE, "services")}
)  # fmt: skip
ORGANISATION_WITH_SERVICES = Shape(
    "organization", ORGANISATION_FIELDS, NAMED, many={**OF_AN_ORGANISATION, "services": (SERVICE, "services")}
)  # fmt: skip
