"""Our feed against the schemas of the standard, and the check itself against the standard's own mocks."""

import json
from datetime import timedelta

import pytest

from . import official
from .official import FILES, Answer, check

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(official.NOT_THERE, reason=official.ABOUT)]
STUB = "/open-referral/v3"


def ours(client):
    def fetch(path):
        answer = client.get(STUB + path)
        return Answer(answer.status_code, answer.json(), dict(answer.headers))

    return fetch


@pytest.fixture
def many(small):
    for number in range(12):
        small.add(
            f"Club {number}", minimum_age=float(number), assured_on=small.world.today - timedelta(days=number)
        )
    return small


@pytest.mark.parametrize("older", [False, True], ids=["tool of 2026", "strict tool of 2025"])
def test_the_feed_passes_the_official_check(client, many, older):
    outcome = check(ours(client), older=older)
    assert outcome.verdict == "pass", (outcome.errors[:5], outcome.warnings[:5])


@pytest.mark.parametrize(
    "path", ["", *[f"/{name}?full=true&full_service=true" for name in official.SINGULAR]]
)
def test_nothing_empty_is_written(client, many, path):
    assert not official.empties(client.get(STUB + path).json())


def test_an_empty_feed_has_one_empty_page(client, world):
    body = client.get(f"{STUB}/services").json()
    assert body["total_pages"] == 1 and body["empty"] and body["contents"] == [] and body["last_page"]
    assert not list(official.judge("service_list").iter_errors(body))


def mock(kind):
    """One of the standard's own invented servers."""
    folder = FILES / "mocks" / f"V3.0-UK-{kind}"

    def fetch(path):
        _, name, *one = path.split("?")[0].split("/")
        singular = official.SINGULAR.get(name, "")
        names = (
            [f"{singular}_full", singular]
            if one and one[0]
            else [f"{singular}_list"]
            if name
            else ["api_details"]
        )
        for each in names:
            file = folder / f"{each}.json"
            if file.exists():
                return Answer(
                    200, one_page(json.loads(file.read_text())), {"Access-Control-Allow-Origin": "*"}
                )
        return Answer(404, {}, {})

    return fetch


def one_page(body):
    """A file cannot turn its pages: what it holds is its first page and its last."""
    return body | {"total_pages": 1, "last_page": True} if body.get("total_pages", 1) > 1 else body


def test_the_check_gives_the_mocks_their_three_outcomes():
    """By the tool of 2025, whose mocks they are; their lists of organisations, which it did not ask for, miscount."""
    verdicts = {kind: check(mock(kind), older=True).verdict for kind in ("Default", "Warn", "Fail")}
    assert verdicts == {"Default": "pass", "Warn": "warn", "Fail": "fail"}


def last_page(answer):
    answer.body["last_page"] = not answer.body["last_page"]


def size(answer):
    answer.body["size"] += 1


def status(answer):
    answer.status = 500


def enum(answer):
    answer.body["contents"][0]["status"] = "open"


def null(answer):
    answer.body["contents"][0]["url"] = None


def cors(answer):
    answer.headers.pop("Access-Control-Allow-Origin")


@pytest.mark.parametrize("fault", [last_page, size, status, enum, null, cors])
def test_a_fault_put_in_is_caught(client, many, fault):
    def fetch(path):
        answer = ours(client)(path)
        if path.startswith("/services?"):
            fault(answer)
        return answer

    assert check(fetch).verdict == "fail"
