"""Refusals of the API: problem documents (RFC 9457) that carry the same sentences as the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel, Field

from teamaround.kernel.refusal import Refusal

from .rules import Duty

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Something is missing from the call",
    401: "The token is not known",
    403: "Not allowed",
    404: "Not found",
    405: "Not done this way",
    409: "Somebody was there first",
    413: "Too large",
    422: "Not accepted",
    429: "Too many calls",
    500: "Something went wrong",
    503: "Away for a moment",
}
CONFLICTS = frozenset(
    {"changed-meanwhile", "ended", "answered", "import-done", "import-started", "import-not-running"}
)
NOT_YOURS = frozenset(Duty) | {
    "duty", "own-agency", "not-shielded", "registers-children", "shielded-by-index-team",
    "records-involvement", "writes-assessments", "agreed", "writes", "agreed-agency",
}  # fmt: skip
NOTHING_HERE = "There is nothing here that you can see."


class ProblemDocument(BaseModel):
    """Why a call was refused, in a sentence that can be shown to the person it concerns."""

    type: str = Field(description="Where this kind of refusal is explained.")
    title: str = Field(description="The kind of refusal; the same for every refusal of a status.")
    status: int = Field(description="The HTTP status again.")
    detail: str = Field(description="The sentence.")
    code: str = Field(description="A stable word for programs.")
    field: str = Field(default="", description="The field or header that the sentence is about, if any.")


class Problem(Exception):
    """A refusal of the API itself: its token, headers or form; the domain's are `Refusal`."""

    def __init__(
        self, status: int, code: str, detail: str, *, field: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(code)
        self.status, self.code, self.detail, self.field = status, code, detail, field
        self.headers = headers or {}


def document(problem: Problem) -> HttpResponse:
    """The answer that says no. Nothing in it depends on what exists."""
    given: dict[str, Any] = {
        "type": f"/api/docs#problem-{problem.status}",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
    }
    if problem.field:
        given["field"] = problem.field
    body = ProblemDocument(**given).model_dump_json(exclude_unset=True)
    response = HttpResponse(body, status=problem.status, content_type=MEDIA_TYPE)
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def of_refusal(refusal: Refusal) -> Problem:
    """A refusal of the domain: 403 for want of a duty, 409 when somebody was first, else 422."""
    status = 422
    if refusal.code in NOT_YOURS:
        status = 403
    elif refusal.code in CONFLICTS:
        status = 409
    return Problem(status, refusal.code, refusal.sentence, field=refusal.field)


def not_found() -> Problem:
    """The same for what does not exist and for what this caller may not know of."""
    return Problem(404, "not-found", NOTHING_HERE)


def not_known() -> Problem:
    """No token, an unknown one, or one whose last day is over."""
    return Problem(
        401, "token", "Send a token of a service account as “Authorization: Bearer …”. "
        "This one is missing, not known, or past its last day.",
        headers={"WWW-Authenticate": "Bearer"},
    )  # fmt: skip


def unreadable() -> Problem:
    """A body that is not whole, or not JSON."""
    return Problem(400, "unreadable", "The body of this call cannot be read. Is it whole, and JSON?")


def failed() -> Problem:
    """Something broke that nobody foresaw."""
    return Problem(500, "failed", "Something went wrong on our side. Nothing was changed.")


def away() -> Problem:
    """The database is away."""
    return Problem(
        503, "database-away", "The database is away for a moment. Nothing was changed: send this again.",
        headers={"Retry-After": "10"},
    )  # fmt: skip
