"""The OpenAPI document: what django-ninja writes, and the headers and refusals that our door adds."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from teamaround.accounts.api_door import CALLS_A_MINUTE, KEY, Key, Terms
from teamaround.accounts.problems import MEDIA_TYPE, TITLES, ProblemDocument
from teamaround.accounts.rules import DUTY_WORDS, PURPOSE_WORDS

from .assembly import PREFIX, api

REFUSALS = {
    400: "A header is missing, or the body cannot be read.",
    401: "There is no token, or it is not known, or its last day is over.",
    403: "The account’s access has ended, or it lacks the duty.",
    404: "It does not exist, or you may not know of it: the two answers are the same.",
    409: "Somebody changed it first. Look again.",
    413: "The body is larger than five megabytes, or a file larger than a hundred.",
    422: "A field is not as described, or a rule of the partnership refuses it; the sentence says which.",
    429: f"More than {CALLS_A_MINUTE:,} calls in a minute. Wait as long as Retry-After says.",
    503: "The database is away, or too many wrote at once. Nothing was changed: send it again.",
}
PURPOSE = {
    "name": "Purpose",
    "in": "header",
    "required": True,
    "description": "Why you look; kept in the record of who looked.",
    "schema": {"type": "string", "enum": [purpose.value for purpose in PURPOSE_WORDS]},
    "example": "help",
}
ON_BEHALF_OF = {
    "name": "X-On-Behalf-Of",
    "in": "header",
    "required": False,
    "description": "The person whom your service acts for, as you name them. Kept in the record of who looked.",
    "schema": {"type": "string", "maxLength": 200},
    "example": "Sam Oyelaran, SENCO",
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "New for each thing that you do; the same when you send it again, which then has no second "
    "effect and gets the first answer. Remembered for a day.",
    "schema": {"type": "string", "pattern": KEY},
    "example": "c0b6b3e2-6f7e-4f43-9a53-7e9d7a2d1c11",
}


@cache
def document() -> dict[str, Any]:
    """The whole document; the same for everybody, so made once."""
    made: dict[str, Any] = deepcopy(dict(api.get_openapi_schema(path_prefix=PREFIX)))
    for place, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(operation, _terms(place, method))
    made["components"]["schemas"]["Problem"] = ProblemDocument.model_json_schema()
    made["components"]["responses"] = {f"Refused{status}": _refused(status) for status in REFUSALS}
    made["servers"] = [{"url": "/"}]
    return made


def _terms(place: str, method: str) -> Terms:
    for bound in api._get_bound_routers():
        view = bound.path_operations.get(place.removeprefix(PREFIX))
        for operation in view.operations if view else ():
            if method.upper() in operation.methods:
                return operation.auth_callbacks[0].terms  # type: ignore[attr-defined, no-any-return]
    raise LookupError(place)


def _complete(operation: dict[str, Any], terms: Terms) -> None:
    headers = [ON_BEHALF_OF]
    if terms.key is not Key.NONE:
        headers.insert(0, IDEMPOTENCY_KEY | {"required": terms.key is Key.REQUIRED})
    if terms.about_children:
        headers.insert(0, PURPOSE)
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # they stay in its schema, where a list is allowed
    operation["parameters"] += headers
    operation["x-duty"] = DUTY_WORDS[terms.duty] if terms.duty else ""
    responses = {str(status): described for status, described in operation["responses"].items()}
    for status, described in responses.items():
        described["headers"] = _headers(status, terms)
    responses |= {str(status): {"$ref": f"#/components/responses/Refused{status}"} for status in REFUSALS}
    operation["responses"] = responses


def _headers(status: str, terms: Terms) -> dict[str, Any]:
    headers = {"X-Request-Id": "The number under which this call is in the record of who looked."}
    if status == "201":
        headers["Location"] = "Where it can be read."
    if terms.key is not Key.NONE:
        headers["Idempotency-Replayed"] = "“true” when this is the first answer once more."
    return {name: {"description": words, "schema": {"type": "string"}} for name, words in headers.items()}


def _refused(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": f"{TITLES[status]}. {REFUSALS[status]}",
        "content": {MEDIA_TYPE: {"schema": schema}},
    }
