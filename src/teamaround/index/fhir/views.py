"""The addresses under /fhir/r4: what this server can do, $match, and reading a Patient.

The same token, duty, purpose and audit as the rest of the API; a refusal is an OperationOutcome.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from teamaround.accounts.api_door import ApiRequest, Terms, call
from teamaround.accounts.door import public
from teamaround.accounts.problems import Problem, not_found, of_refusal, unreadable
from teamaround.accounts.rules import Duty
from teamaround.kernel.ids import is_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people

from .. import services
from . import writing
from .capability import capability
from .grading import graded, said_of
from .reading import asked

TERMS = Terms(duty=Duty.FIND_CHILDREN)
Answer = Callable[..., writing.Resource]


def _spoken(method: str) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """An address that is called with a token and answers in FHIR, refusals included."""

    def decorate(answer: Answer) -> Callable[..., HttpResponse]:
        @wraps(answer)
        def through_the_door(http: HttpRequest, **given: str) -> HttpResponse:
            if http.method != method:
                return _other_method(method)
            try:
                return call(
                    http, TERMS, lambda asked: _written(answer(asked, **given)),
                    said=f"fhir.{answer.__name__}", about=given.get("patient", ""),
                )  # fmt: skip
            except (Problem, Refusal, NotVisible, BadRequest, RequestDataTooBig) as no:
                return _refused(_problem_of(no))

        through_the_door.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie signs anybody in here
        through_the_door.duty = {method: TERMS.duty}  # type: ignore[attr-defined]
        return through_the_door

    return decorate


@_spoken("POST")
def match(http: ApiRequest) -> writing.Resource:
    """Patient/$match: whom a record of another system may mean."""
    wanted = asked(_body(http))
    matched = services.match_person(wanted.person, by=http.viewer, now=http.now)
    found = graded(matched.outcome, matched.faces)
    if wanted.only_certain:
        found = [each for each in found if each.grade == "certain"]
    said = (*said_of(matched.outcome), *wanted.passed_over)
    return writing.bundle(found[: wanted.most], base=_base(http), said=said)


@_spoken("GET")
def patient(http: ApiRequest, patient: str) -> writing.Resource:
    """Who a child is, as far as the caller may know of them."""
    if not is_ref(patient, "C"):
        raise NotVisible
    child_id = people.child_id(http.viewer, patient, at=http.now)
    return writing.patient(people.face(http.viewer, child_id, at=http.now))


@public
def metadata(http: HttpRequest) -> HttpResponse:
    """What this server can do; it says nothing about anybody."""
    return _written(capability(_base(http))) if http.method == "GET" else _other_method("GET")


def _body(http: HttpRequest) -> Any:
    try:
        return json.loads(http.body)
    except (ValueError, RecursionError):
        raise unreadable() from None


def _base(http: HttpRequest) -> str:
    return http.build_absolute_uri("/fhir/r4")


def _problem_of(no: Exception) -> Problem:
    if isinstance(no, Problem):
        return no
    if isinstance(no, Refusal):
        return of_refusal(no)
    if isinstance(no, NotVisible):
        return not_found()
    if isinstance(no, RequestDataTooBig):
        return Problem(413, "too-large", "A call may hold five megabytes.")
    return unreadable()


def _refused(problem: Problem) -> HttpResponse:
    place = problem.field if "." in problem.field or problem.field == "Patient" else ""
    response = _written(writing.refused(problem.status, problem.detail, place=place), problem.status)
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def _other_method(method: str) -> HttpResponse:
    return _refused(Problem(405, "method", f"This address is for {method}.", headers={"Allow": method}))


def _written(resource: writing.Resource, status: int = 200) -> HttpResponse:
    response = HttpResponse(json.dumps(resource), status=status, content_type=writing.MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
