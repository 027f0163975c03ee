"""The packages' endpoints as one API, and every refusal as a problem document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import PathView

from teamaround.accounts.api import router as accounts
from teamaround.accounts.problems import Problem, document, not_found, not_known, of_refusal, unreadable
from teamaround.assessments.api import router as assessments
from teamaround.exchange.api import router as exchange
from teamaround.index.api import router as index
from teamaround.kernel.refusal import NotVisible, ReasonNeeded, Refusal
from teamaround.requests.api import router as requests

PREFIX = "/api/v1"
api = NinjaAPI(
    title="Teamaround", version="1", openapi_url=None, docs_url=None, urls_namespace="api",
    description="Find a child, see who is already helping, and record that your agency is.",
)  # fmt: skip
for router in (accounts, index, assessments, requests, exchange):
    api.add_router("", router)


def _answers(*kinds: type[Exception]) -> Callable[[Callable[[Any], Problem]], None]:
    """Register how exceptions of these kinds become problems."""

    def register(problem_of: Callable[[Any], Problem]) -> None:
        for kind in kinds:
            api.add_exception_handler(kind, lambda _, exc: document(problem_of(exc)))

    return register


_answers(Problem)(lambda problem: problem)
_answers(Refusal)(of_refusal)
_answers(NotVisible, Http404)(lambda _: not_found())
_answers(AuthenticationError)(lambda _: not_known())
_answers(ReasonNeeded)(lambda _: Problem(400, "purpose", "Say why you look.", field="Purpose"))
_answers(RequestDataTooBig)(
    lambda _: Problem(413, "too-large", "A call may hold five megabytes beside its file.")
)


@_answers(HttpError, BadRequest, SuspiciousOperation, MultiPartParserError)
def _unreadable(_: Exception) -> Problem:
    return unreadable()


@_answers(ValidationError)
def _not_as_described(refused: ValidationError) -> Problem:
    """The fields that are not as the document says; what was sent is not repeated."""
    faults = [(".".join(map(str, _place(fault))), fault["msg"]) for fault in refused.errors]
    said = "; ".join(f"{place}: {message}" if place else message for place, message in faults)
    return Problem(422, "not-as-described", said, field=faults[0][0])


def _place(fault: dict[str, Any]) -> list[Any]:
    """Where in the call, without the names of our own parameters."""
    source: str = fault["loc"][0]
    place: list[Any] = list(fault["loc"][1:])
    return place[1:] if source == "body" else place


def urlpatterns() -> list[URLPattern]:
    """An address for each path, with the duties of its methods, that are never kept by a cache."""
    return [
        path(f"v1/{route}", _guarded(view), name=view.url_name or route)
        for bound in api._get_bound_routers()
        for route, view in ((_route(path), view) for path, view in bound.path_operations.items())
    ]


def _route(template: str) -> str:
    return template.strip("/").replace("{", "<str:").replace("}", ">")


def _guarded(view: PathView) -> Callable[..., HttpResponse]:
    answer = view.get_view()
    duties = {
        method: operation.view_func.duty  # type: ignore[attr-defined]
        for operation in view.operations
        for method in operation.methods
    }

    def guarded(http: HttpRequest, **given: str) -> HttpResponse:
        response: HttpResponse = answer(http, **given)
        if response.status_code == 405:
            response = _other_method(sorted(duties))
        response.headers["Cache-Control"] = "no-store"
        return response

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie signs anybody in here
    guarded.duty = duties  # type: ignore[attr-defined]
    return guarded


def _other_method(known: list[str]) -> HttpResponse:
    words = " or ".join(known)
    return document(
        Problem(405, "method", f"This address is for {words}.", headers={"Allow": ", ".join(known)})
    )
