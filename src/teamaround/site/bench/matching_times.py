"""How long it takes to say whom a record means: the matcher alone, a whole call, and a whole file."""

from __future__ import annotations

import http.client
import json
import resource
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .times import spread

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer
    from teamaround.matching.facts import PersonAsWritten

KIND_OF = {
    "school": "school", "early_years": "early_years", "health": "gp_practice", "police": "police",
    "social_care": "childrens_social_care", "youth_justice": "youth_justice",
}  # fmt: skip
ASKED_OF_SPLINK = 20
Asked = Sequence[tuple[str, "PersonAsWritten"]]


def matcher(viewer: Viewer, asked: Asked) -> dict[str, Any]:
    """The matcher alone, one record after another: look-up, comparison, decision."""
    from teamaround.accounts.door import acting
    from teamaround.index.linking import Judge

    seconds = []
    outcomes: dict[str, int] = {}
    with acting(viewer):
        for agency, person in asked:
            began = time.perf_counter()
            judge = Judge(agency_kind=KIND_OF[agency])
            judge.take_up([person])
            outcome = judge.judge(0)
            seconds.append(time.perf_counter() - began)
            outcomes[outcome.kind.value] = outcomes.get(outcome.kind.value, 0) + 1
    return {**spread(seconds), "outcomes": outcomes}


def token(viewer: Viewer) -> str:
    """A token of a program that may find children, made for this run."""
    from teamaround.accounts import services
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import Duty, setting_up
    from teamaround.kernel import clock
    from teamaround.kernel.ids import new_ref

    now = clock.now()
    today = clock.day_of(now)
    with acting(setting_up(), now=now) as by:
        account = services.create(
            email=f"{new_ref('U').lower()}@bench.invalid", name="Program that matches",
            agency_id=viewer.agency_id, starts_on=today, is_service_account=True, by=by, now=now,
        )  # fmt: skip
        services.grant(account_id=account.pk, duty=Duty.FIND_CHILDREN, starts_on=today, by=by, now=now)
        return services.make_token(
            account_id=account.pk, name="bench", ends_on=today + timedelta(days=1), by=by, now=now
        )


def calls(port: int, tokens: Sequence[str], asked: Asked) -> dict[str, Any]:
    """Calls of FHIR's $match, each client with a token and a connection of its own, one call after another."""
    seconds: list[float] = []
    statuses: dict[int, int] = {}
    lock = threading.Lock()

    def client(number: int) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        mine = [_call(link, tokens[number], person) for _, person in asked[number :: len(tokens)]]
        with lock:
            for status, took in mine:
                seconds.append(took)
                statuses[status] = statuses.get(status, 0) + 1

    began = time.perf_counter()
    threads = [threading.Thread(target=client, args=(number,)) for number in range(len(tokens))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    return {**spread(seconds), "statuses": statuses, "a_second": round(len(seconds) / whole, 1)}


def _call(link: http.client.HTTPConnection, token: str, person: PersonAsWritten) -> tuple[int, float]:
    body = json.dumps(patient(person)).encode()
    headers = {
        "Authorization": f"Bearer {token}", "Content-Type": "application/fhir+json", "Purpose": "help",
    }  # fmt: skip
    began = time.perf_counter()
    link.request("POST", "/fhir/r4/Patient/$match", body, headers)
    answer = link.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - began


def patient(person: PersonAsWritten) -> dict[str, Any]:
    """Somebody as FHIR's $match is asked."""
    from teamaround.index.fhir.reading import NHS_NUMBER, UPN

    systems = {"nhs_number": NHS_NUMBER, "upn": UPN}
    said: dict[str, Any] = {
        "resourceType": "Patient",
        "name": [{"family": name.family, "given": name.given.split()} for name in person.names[:1]],
        "address": [
            {"line": [place.lines], "postalCode": place.postcode}
            for place in person.addresses
            if place.postcode
        ],
        "identifier": [{"system": systems[number.kind], "value": number.value} for number in person.numbers],
        "telecom": [{"system": "phone", "value": number} for number in person.telephones],
    }
    if person.born_on:
        said["birthDate"] = person.born_on.isoformat()
    parameters = [{"name": "resource", "resource": {key: value for key, value in said.items() if value}}]
    return {"resourceType": "Parameters", "parameter": parameters}


def splink(files: dict[str, Path]) -> dict[str, Any]:
    """What Splink itself takes on the same files in the same run: a whole file, and one record at a time."""
    from teamaround.kernel import clock
    from teamaround.matching import release
    from teamaround.matching.bulk import Bulk
    from teamaround.matching.files import open_table
    from teamaround.matching.filling import fill
    from teamaround.matching.store import opened

    model = release.load()
    with opened() as store:
        began = time.perf_counter()
        fill(store, open_table(files["index"]), open_table(files["incoming"]), on=clock.today())
        filled = time.perf_counter()
        bulk = Bulk.of(model, store)
        answered = sum(len(answer.records) for answer in bulk.answers())
        whole = time.perf_counter() - filled
        alone = [_timed(bulk.alone, nth) for nth in range(ASKED_OF_SPLINK)]
    return {
        "standardised_seconds": round(filled - began, 1), "predict_seconds": round(whole, 1),
        "predict_records_per_second": round(answered / whole), "one_record": spread(alone),
    }  # fmt: skip


def _timed(ask: Callable[[int], object], nth: int) -> float:
    began = time.perf_counter()
    ask(nth)
    return time.perf_counter() - began


def memory() -> dict[str, int]:
    """The most memory that this process and its children ever held, in megabytes."""
    return {
        "this_process_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "children_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
