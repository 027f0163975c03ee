"""What is answered in FHIR: a Bundle of Patients with how certain each is, or an OperationOutcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from teamaround.people.queries import Face
from teamaround.people.rules import Sex

Grade = Literal["certain", "probable", "possible"]
Resource = dict[str, Any]

MATCH_GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade"
MEDIA_TYPE = "application/fhir+json"
CODES = {
    400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 405: "not-supported",
    409: "conflict", 413: "too-long", 422: "invalid", 429: "throttled", 500: "exception", 503: "transient",
}  # fmt: skip


@dataclass(frozen=True)
class Graded:
    """A child who may be meant, how certain that is, and the likelihood where it was worked out (0 to 1)."""

    face: Face
    grade: Grade
    likelihood: float | None = None


def patient(face: Face) -> Resource:
    """A child as a list shows one: never more than a shielded record shows."""
    names = [{"use": "official", **_halves(face)}]
    if face.known_as:
        names.append({"use": "nickname", "given": [face.known_as]})
    shown: Resource = {"resourceType": "Patient", "id": face.ref, "name": names}
    if face.sex is not Sex.NOT_KNOWN:
        shown["gender"] = face.sex.value
    if face.born_on is not None:
        shown["birthDate"] = face.born_on.isoformat()
    if face.died_on is not None:
        shown["deceasedDateTime"] = face.died_on.isoformat()
    return shown


def _halves(face: Face) -> Resource:
    halves: Resource = {"text": face.name}
    if face.family:
        halves["family"] = face.family
    if face.given:
        halves["given"] = face.given.split()
    return halves


def bundle(found: Iterable[Graded], *, base: str, said: Iterable[str] = ()) -> Resource:
    """The answer of a $match: the likeliest first; what a person should know of it as an outcome beside them."""
    entries = [_entry(each, base) for each in found]
    made: Resource = {"resourceType": "Bundle", "type": "searchset", "total": len(entries)}
    issues = [_issue("information", "informational", sentence) for sentence in said]
    if issues:
        outcome = {"resourceType": "OperationOutcome", "issue": issues}
        entries.append({"resource": outcome, "search": {"mode": "outcome"}})
    return made | ({"entry": entries} if entries else {})


def _entry(found: Graded, base: str) -> Resource:
    search: Resource = {
        "extension": [{"url": MATCH_GRADE, "valueCode": found.grade}],
        "mode": "match",
    }
    if found.likelihood is not None:
        search["score"] = found.likelihood
    return {"fullUrl": f"{base}/Patient/{found.face.ref}", "resource": patient(found.face), "search": search}


def refused(status: int, sentence: str, *, place: str = "") -> Resource:
    """Why a call was refused, in the sentence that a page would say."""
    issue = _issue("error", CODES[status], sentence)
    if place:
        issue["expression"] = [place]
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def _issue(severity: str, code: str, sentence: str) -> Resource:
    return {"severity": severity, "code": code, "details": {"text": sentence}, "diagnostics": sentence}
