"""What may be asked of the lists: an entry that is known comes back for what it says of itself, and others do not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..rules.conformance.findings import Weight
from .asking import Asker
from .lists import ORGANISATIONS, PLACES, SERVICES, TERMS
from .walking import Walked

MOST = 100  # entries on a page of an answer that is looked through
FAR_AWAY = "2999-01-01T00:00:00Z"
NO_WORD = "qzxvjkqzxvjk"
NEARBY = 2_000  # metres
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """A list asked for some of its entries: the one that must be among them, and what must hold of them all."""

    path: str
    asked: Mapping[str, str]
    must_have: str = ""
    holds: Callable[[Entry], bool] | None = None
    fewer_than: int | None = None
    note: bool = False


def ask_parameters(asker: Asker, walked: Mapping[str, Walked]) -> None:
    """Every parameter of every list that was read, where the entries give something to ask for."""
    for questions in (_of_services, _of_places, _of_others):
        for question in questions(walked):
            _ask(asker, question)
    _stream(asker, walked[SERVICES.name])
    _minimal(asker, walked[SERVICES.name])


def _of_services(walked: Mapping[str, Walked]) -> Iterator[Question]:
    found = walked[SERVICES.name]
    path = SERVICES.path
    if found.total > 1:
        yield Question(path, {"search": NO_WORD}, fewer_than=found.total)
        yield Question(path, {"modified_after": FAR_AWAY}, fewer_than=1)
    for known in _known(found):
        yield from _of_words(path, known)
        yield from _of_what_it_says(path, known)
        yield Question(path, {"full": "true"})


def _known(found: Walked | None) -> list[Entry]:
    """The entry that says most of itself, so that there is most to ask for; none where none was read."""
    return [max(found.whole, key=len)] if found and found.whole else []


def _of_words(path: str, known: Entry) -> Iterator[Question]:
    words = re.findall(r"[A-Za-z]{4,}", str(known.get("name", "")))
    if words:
        yield Question(path, {"search": max(words, key=len)}, must_have=known["id"])


def _of_what_it_says(path: str, known: Entry) -> Iterator[Question]:
    """An entry comes back for its own organisation, terms, ages and the moment at which it changed."""
    key = known["id"]
    owner = known.get("organization_id") or (known.get("organization") or {}).get("id")
    if owner:
        yield Question(path, {"organization_id": owner}, key, holds=_is_of(owner))
    for attribute in (known.get("attributes") or [])[:1]:
        term = attribute.get("taxonomy_term") or {}
        for name, value in (
            ("taxonomy_term_id", attribute.get("taxonomy_term_id") or term.get("id")),
            ("taxonomy_id", term.get("taxonomy_id")),
        ):
            if value:
                yield Question(path, {name: str(value)}, key)
    for name in ("minimum_age", "maximum_age"):
        if name in known:
            yield Question(path, {name: str(known[name])}, key, note=True)
    if changed := _a_moment_before(known.get("last_modified")):
        yield Question(path, {"modified_after": changed}, key)


def _is_of(owner: str) -> Callable[[Entry], bool]:
    def is_of(each: Entry) -> bool:
        return owner in (each.get("organization_id"), (each.get("organization") or {}).get("id"))

    return is_of


def _a_moment_before(text: Any) -> str:
    try:
        return (datetime.fromisoformat(text) - timedelta(seconds=1)).isoformat()
    except (TypeError, ValueError):
        return ""


def _of_places(walked: Mapping[str, Walked]) -> Iterator[Question]:
    for known in _known(walked.get(PLACES.name)):
        location = known.get("location") or {}
        codes = [each.get("postal_code") for each in location.get("addresses") or []]
        if codes and codes[0] and "latitude" in location:
            near = {"postcode": str(codes[0]), "proximity": str(NEARBY)}
            yield Question(PLACES.path, near, known["id"], note=True)


def _of_others(walked: Mapping[str, Walked]) -> Iterator[Question]:
    for of in (ORGANISATIONS, TERMS):
        for known in _known(walked.get(of.name)):
            yield from _of_words(of.path, known)
            if known.get("taxonomy_id"):
                yield Question(of.path, {"taxonomy_id": known["taxonomy_id"]}, known["id"])
            if of is TERMS and walked[of.name].total > 1:
                top: Callable[[Entry], bool] = lambda each: not each.get("parent_id")  # noqa: E731
                yield Question(of.path, {"top_only": "true"}, holds=top)


def _ask(asker: Asker, question: Question) -> None:
    told = asker.json(Weight.WARNING, question.path, per_page=MOST, **question.asked)
    if not isinstance(told, Mapping) or not isinstance(told.get("contents"), list):
        return
    name, value = next(iter(question.asked.items()))
    shown = f"{question.path}?{name}={value}"
    found = [each for each in told["contents"] if isinstance(each, Mapping)]
    total = told.get("total_items", len(found))

    def wrong(what: str) -> None:
        remedy = f"Answer {name} as the standard says, or refuse it with status 400."
        asker.add(Weight.WARNING, shown, f"the parameter {name}", what, remedy, note=question.note)

    if question.must_have and total <= MOST and question.must_have not in {each.get("id") for each in found}:
        wrong("leaves out an entry that fits it")
    if question.holds and not all(map(question.holds, found)):
        wrong("lets through entries that do not fit it")
    if question.fewer_than is not None and total >= question.fewer_than:
        wrong("changes nothing")


def _stream(asker: Asker, services: Walked) -> None:
    """The whole list as lines of JSON."""
    answer, shown = asker.answer(SERVICES.path, format="ndjson")
    remedy = "With format=ndjson write every service as one line of JSON, without pages."
    if answer.status != 200 or "ndjson" not in answer.headers.get("content-type", ""):
        asker.add(Weight.WARNING, shown, "the stream", "is not offered", remedy, note=True)
        return
    try:
        lines = [json.loads(line) for line in answer.body.splitlines() if line.strip()]
    except ValueError:
        asker.add(Weight.WARNING, shown, "the stream", "has a line that is not JSON", remedy)
        return
    ids = {each.get("id") for each in lines if isinstance(each, Mapping)}
    listed = {each.get("id") for each in services.listed}
    if len(lines) != services.total or (services.is_complete and ids != listed):
        asker.add(Weight.WARNING, shown, "the stream", "does not hold what the pages hold", remedy)


def _minimal(asker: Asker, services: Walked) -> None:
    if services.total < 2:
        return
    told = asker.json(Weight.WARNING, SERVICES.path, minimal="true")
    if isinstance(told, Mapping) and len(told.get("contents") or ()) != services.total:
        asker.add(
            Weight.WARNING, f"{SERVICES.path}?minimal=true", "the parameter minimal",
            "does not bring every service in one page", "List every service with its id and when it changed.",
            note=True,
        )  # fmt: skip
