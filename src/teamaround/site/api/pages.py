"""The document for programs and the page for people, both for anybody: no child is in them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from teamaround.accounts.door import public
from teamaround.accounts.problems import TITLES, not_found
from teamaround.accounts.problems import document as problem_document
from teamaround.accounts.rules import PURPOSE_WORDS
from teamaround.design.render import render

from .openapi import REFUSALS, document
from .samples import resolved, sample, type_in_words

Described = dict[str, Any]
REFS = {
    "child": "C-000000009", "search": "S-00000000M", "involvement": "V-00000000F", "file": "I-00000000W",
}  # fmt: skip


@public
def openapi(http: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The OpenAPI document."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@public
def docs(http: HttpRequest) -> HttpResponse:
    """The same as a page to read."""
    return render(
        http, "site/api_docs.html", groups=_groups(), purposes=PURPOSE_WORDS,
        refusals=[(status, TITLES[status], words) for status, words in REFUSALS.items()],
    )  # fmt: skip


@public
def elsewhere(http: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """Any other address under /api/: the same answer as for a child who is not there."""
    response = problem_document(not_found())
    response.headers["Cache-Control"] = "no-store"
    return response


elsewhere.csrf_exempt = True  # type: ignore[attr-defined]


@cache
def _groups() -> dict[str, list[Described]]:
    """Operations by their tag, as the page shows them."""
    groups: dict[str, list[Described]] = {}
    for place, methods in document()["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(place, method.upper(), operation))
    return groups


def _shown(place: str, method: str, operation: Described) -> Described:
    status, answer = next(iter(operation["responses"].items()))
    body = operation.get("requestBody", {}).get("content", {})
    json_answer = answer["content"].get("application/json")
    schema = json_answer["schema"] if json_answer else {}
    return {
        "id": operation["operationId"], "method": method, "place": place,
        "summary": operation["summary"], "description": operation["description"],
        "duty": operation["x-duty"], "parameters": operation["parameters"],
        "fields": [row for kind in body.values() for row in _fields(kind["schema"])],
        "call": _call(place, method, operation), "status": status, "answer_fields": _fields(schema) if schema else [],
        "answer": json.dumps(sample(schema, document()), indent=2, ensure_ascii=False) if schema else "",
        "answer_kinds": [] if schema else sorted(answer["content"]),
    }  # fmt: skip


def _fields(schema: Described, *, inside: str = "") -> list[Described]:
    """A row for each field, those of inner objects under their own names."""
    described = resolved(schema, document())
    rows: list[Described] = []
    for name, inner in described.get("properties", {}).items():
        rows.append(
            {
                "name": inside + name, "type": type_in_words(inner, document()),
                "needed": name in described.get("required", ()),
                "words": inner.get("description", ""),
            }
        )  # fmt: skip
        rows += _inner(inner, inside=f"{inside}{name}.")
    return rows


def _inner(described: Described, *, inside: str) -> list[Described]:
    for each in [described, described.get("items", {}), *described.get("anyOf", ())]:
        if "$ref" in each:
            return _fields(each, inside=inside)
    return []


def _call(place: str, method: str, operation: Described) -> str:
    """The call as somebody would type it."""
    lines = [
        f"curl -X {method} https://teamaround.example{_filled(place)}",
        '-H "Authorization: Bearer $TOKEN"',
    ]
    for parameter in operation["parameters"]:
        if parameter["in"] == "header" and parameter["required"]:
            lines.append(f'-H "{parameter["name"]}: {parameter["example"]}"')
    for media, kind in operation.get("requestBody", {}).get("content", {}).items():
        lines += _sent(media, kind["schema"])
    return " \\\n  ".join(lines)


def _sent(media: str, schema: Described) -> list[str]:
    given = sample(schema, document(), wanted=True)
    if media == "application/json":
        return ['-H "Content-Type: application/json"', f"-d '{json.dumps(given, ensure_ascii=False)}'"]
    return [f"-F {name}={'@children.csv' if name == 'file' else value}" for name, value in given.items()]


def _filled(place: str) -> str:
    for name, ref in REFS.items():
        place = place.replace(f"{{{name}}}", ref)
    return place
