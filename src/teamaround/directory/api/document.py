"""The feed as an OpenAPI document: made of the shapes that the answers are written with."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..rules import shapes
from ..rules.paging import MOST, USUAL
from ..rules.shapes import Shape

VERSION = "HSDS-UK-3.0"
Schema = dict[str, Any]
KINDS: dict[str, Schema] = {
    shapes.UUID_: {"type": "string", "format": "uuid"},
    shapes.TEXT: {"type": "string"},
    shapes.URI: {"type": "string", "format": "uri"},
    shapes.EMAIL: {"type": "string", "format": "email"},
    shapes.NUMBER: {"type": "number"},
    shapes.DATE: {"type": "string", "format": "date"},
    shapes.MOMENT: {"type": "string", "format": "date-time"},
}
ERROR = {
    "type": "object",
    "required": ["error", "message"],
    "properties": {
        "error": {"type": "string", "description": "A word for programs."},
        "message": {"type": "string", "description": "What is wrong, in a sentence."},
    },
}
FLAG, WHOLE = {"type": "string", "enum": ["true", "false"]}, {"type": "integer", "minimum": 1}
AGE = {"type": "number", "minimum": 0, "maximum": 120}
SHORT = {"type": "string", "maxLength": 200}
CLOCK = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
PARAMETERS: dict[str, tuple[Schema, str]] = {
    "search": (SHORT, "Words that must all be there, in any form that English gives them."),
    "page": ({**WHOLE, "maximum": 1_000_000}, "Which page, counted from 1."),
    "per_page": ({**WHOLE, "maximum": MOST, "default": USUAL}, "How many on a page."),
    "format": ({"type": "string", "enum": ["json", "ndjson"]}, "ndjson streams everything, a line each."),
    "full": (FLAG, "Each with everything that belongs to it."),
    "minimal": (FLAG, "Only identifier and day of change, all in one page."),
    "full_service": (FLAG, "With everything about the services."),
    "taxonomy_term_id": (KINDS["uuid"], "Only services that this term fits."),
    "taxonomy_id": (KINDS["uuid"], "Only with a term of this list."),
    "organization_id": (KINDS["uuid"], "Only of this organisation."),
    "parent_id": (KINDS["uuid"], "Only terms within this one."),
    "top_only": (FLAG, "Only terms that are within no other."),
    "modified_after": (
        {"anyOf": [KINDS["date-time"], KINDS["date"]]}, "Only what changed then or later; without a zone in UTC.",
    ),
    "minimum_age": (AGE, "The youngest age asked about: services that still take somebody that old or older."),
    "maximum_age": (AGE, "The oldest age asked about: services that take somebody that old or younger."),
    "start_time": (CLOCK, "Only with opening hours that begin then or later."),
    "end_time": (CLOCK, "Only with opening hours that end then or earlier."),
    "day": (
        {"type": "string", "enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}, "Only what is open on that day.",
    ),
    "postcode": (
        {"type": "string", "pattern": "^[A-Z]{1,2}[0-9]{1,2} ?[0-9][ABD-HJLNP-UW-Z]{2}$"},
        "Only services for people who live there; with proximity, only places near it.",
    ),
    "proximity": ({"type": "number", "minimum": 0, "maximum": 1_000_000}, "Metres from the postcode."),
}  # fmt: skip
PAGES = ("page", "per_page", "format")
FITTING = (
    "search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimum_age",
    "maximum_age", "start_time", "end_time", "day", "full",
)  # fmt: skip
LISTS: dict[str, tuple[Shape, Shape, str, tuple[str, ...], tuple[str, ...]]] = {
    "services": (shapes.SERVICE, shapes.SERVICE, "services", (*FITTING, "minimal"), ()),
    "service_at_locations": (
        shapes.PLACE, shapes.PLACE, "services at their places", (*FITTING, "postcode", "proximity"), (),
    ),
    "organizations": (
        shapes.ORGANISATION_WITH_SERVICES, shapes.ORGANISATION_WITH_SERVICES, "organisations", ("search", "full", "full_service"),
        ("full_service",),
    ),
    "taxonomies": (shapes.TAXONOMY, shapes.TAXONOMY, "lists of terms", ("search",), ()),
    "taxonomy_terms": (
        shapes.TERM, shapes.WHOLE_TERM, "terms", ("search", "taxonomy_id", "parent_id", "top_only"), (),
    ),
}  # fmt: skip


def document(address: str) -> Schema:
    """The document of the feed at this address."""
    return {**_unplaced(), "servers": [{"url": address}]}


@cache
def _unplaced() -> Schema:
    paths: Schema = {
        "/": {"get": _call("root", "Which standard this is", _root(), ())},
    }
    for name, (flat, whole, words, of_many, of_one) in LISTS.items():
        many = _call(
            f"list_{name}",
            f"A page of {words}",
            _page(flat, is_minimal="minimal" in of_many),
            (*of_many, *PAGES),
        )
        one = _call(f"one_of_{name}", f"One of the {words}", schema(whole), of_one)
        one["parameters"].append({"name": "id", "in": "path", "required": True, "schema": KINDS["uuid"]})
        one["responses"]["404"] = _answer("There is none.", ERROR)
        many["responses"]["200"]["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
        paths |= {f"/{name}": {"get": many}, f"/{name}/{{id}}": {"get": one}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "The directory as Open Referral UK",
            "version": "3.0",
            "description": f"{VERSION}, with the fields of HSDS 3.0 that it leaves out. Open to anybody, from "
            "any site, without a key; a thousand calls a minute.",
        },
        "paths": paths,
    }


def _call(name: str, summary: str, content: Schema, parameters: tuple[str, ...]) -> Schema:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [
            {
                "name": each,
                "in": "query",
                "schema": _or_nothing(PARAMETERS[each][0]),
                "description": PARAMETERS[each][1],
            }
            for each in parameters
        ],
        "responses": {
            "200": _answer("What was asked for.", content),
            "400": _answer("Something in the call is not as described.", ERROR),
            "429": _answer("Too many calls in this minute.", ERROR),
            "503": _answer("Away for a moment.", ERROR),
        },
    }


def _or_nothing(told: Schema) -> Schema:
    """A parameter that is there and empty is as one that is not there."""
    return {"anyOf": [told, {"type": "string", "maxLength": 0}]}


def _answer(words: str, content: Schema) -> Schema:
    return {
        "description": words,
        "headers": {
            "Access-Control-Allow-Origin": {"required": True, "schema": {"type": "string", "enum": ["*"]}}
        },
        "content": {"application/json": {"schema": content}},
    }


def schema(shape: Shape) -> Schema:
    """What a row looks like when it is written."""
    properties = {name: dict(KINDS[kind]) for name, (kind, _) in shape.fields.items()}
    for name, values in shape.choices.items():
        properties[name]["enum"] = list(values)
    properties |= {name: {"type": "string", "enum": [value]} for name, value in shape.fixed.items()}
    properties |= {name: schema(other) for name, (other, _) in shape.one.items()}
    properties |= {
        name: {"type": "array", "minItems": 1, "items": schema(other)}
        for name, (other, _) in shape.many.items()
    }
    return {
        "type": "object",
        "required": list(shape.required),
        "properties": properties,
        "additionalProperties": False,
    }


def _page(shape: Shape, *, is_minimal: bool) -> Schema:
    told: Schema = schema(shape)
    if is_minimal:
        bare = {
            name: KINDS[kind]
            for name, kind in (("id", "uuid"), ("last_modified", "date-time"), ("modified_date", "date"))
        }
        told = {
            "anyOf": [
                told,
                {"type": "object", "required": list(bare), "properties": bare, "additionalProperties": False},
            ]
        }
    count, flag = {"type": "integer", "minimum": 0}, {"type": "boolean"}
    fields = {
        "total_items": count, "total_pages": WHOLE, "page_number": WHOLE, "size": count, "first_page": flag,
        "last_page": flag, "empty": flag, "contents": {"type": "array", "items": told},
    }  # fmt: skip
    return {"type": "object", "required": list(fields), "properties": fields, "additionalProperties": False}


def _root() -> Schema:
    fields = {
        "version": {"type": "string", "enum": [VERSION]},
        "profile": KINDS["uri"],
        "openapi_url": KINDS["uri"],
    }
    return {"type": "object", "required": list(fields), "properties": fields}
