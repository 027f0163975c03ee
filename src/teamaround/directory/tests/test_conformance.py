"""The check of a feed: our own passes, the standard's mocks have their three outcomes, and every fault put in is caught."""

import json
from argparse import Namespace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.directory import commands
from teamaround.directory.conformance import check, in_words
from teamaround.directory.outward import Answer, Unreachable
from teamaround.directory.rules.conformance.findings import Verdict, Weight
from teamaround.directory.rules.conformance.pages import pages_to_read
from teamaround.directory.rules.feeds.addresses import is_public_or_here
from teamaround.kernel.refusal import Refusal

from . import official
from .feed_server import Feed, entry, ident, outward, send, serving
from .official import FILES, SINGULAR

STUB = "/open-referral/v3"
TODAY = date(2026, 11, 20)
NOTHING = Answer(404, b"{}", {"access-control-allow-origin": "*"})
NOBODY = "00000000-0000-4000-8000-00000000abcd"


class OurOwn:
    """Asks our own feed without a network, and remembers what it answered."""

    base = "https://directory.example/open-referral/v3"

    def __init__(self, client):
        self.client, self.told = client, {}

    def once(self, path, **asked):
        told = self.client.get(STUB + path, asked)
        body = b"".join(told.streaming_content) if told.streaming else told.content
        answer = Answer(told.status_code, body, {name.lower(): value for name, value in told.headers.items()})
        self.told[path, frozenset(asked.items())] = answer
        return answer


class Again:
    """The same answers once more; `faulty` may change each before it is looked at.

    `deaf` is a list and a parameter that it does not know: it answers as if nobody had asked for it.
    """

    base = OurOwn.base

    def __init__(self, told, faulty=None, deaf=("", "")):
        self.told, self.faulty, self.deaf = told, faulty, deaf

    def once(self, path, **asked):
        if path == self.deaf[0]:
            asked.pop(self.deaf[1], None)
        answer = self.told.get((path, frozenset(asked.items())), NOTHING)
        return self.faulty(path, asked, answer) or answer if self.faulty else answer


RECORDED = {}


@pytest.fixture
def told(request):
    """What our own feed answered to everything that the check asks, recorded once."""
    if not RECORDED:
        request.getfixturevalue("db")
        small = request.getfixturevalue("small")
        for number in range(4):
            checked = small.world.today - timedelta(days=number)
            small.add(f"Club {number}", minimum_age=float(number), assured_on=checked)
        ours = OurOwn(request.getfixturevalue("client"))
        check(ours, today=TODAY)
        for path in ("/services", "/taxonomy_terms"):
            ours.once(path, per_page=100)
        RECORDED.update(ours.told)
    return RECORDED


def outcome_of(told, faulty=None, deaf=("", "")):
    return check(Again(told, faulty, deaf), today=TODAY)


def test_our_own_feed_passes_with_nothing_to_say(told):
    outcome = outcome_of(told)
    assert outcome.verdict is Verdict.PASS and not outcome.findings, in_words(outcome)
    assert {path.split("/")[1] for path, _ in told} == {"", *SINGULAR}
    assert {name for _, asked in told for name, _ in asked} >= {
        "page", "per_page", "search", "organization_id", "taxonomy_term_id", "taxonomy_id", "modified_after", "minimal",
        "full", "format", "minimum_age", "maximum_age", "postcode", "proximity", "top_only",
    }  # fmt: skip


@pytest.mark.django_db
def test_an_empty_feed_can_only_be_warned_of(client, world):
    outcome = check(OurOwn(client), today=TODAY)
    assert outcome.verdict is Verdict.WARN and "is empty" in in_words(outcome)


def changing(where, change):
    """A fault in the JSON of an answer."""

    def faulty(path, asked, answer):
        if not where(path, asked) or answer.status != 200:
            return None
        body = json.loads(answer.body)
        change(body)
        return Answer(200, json.dumps(body).encode(), answer.headers)

    return faulty


def page(path, asked):
    return path == "/services" and "page" in asked


def alone(path, _):
    return path.startswith("/services/")


def places(path, asked):
    return path == "/service_at_locations" and "page" in asked


def without(name):
    return lambda path, asked, answer: (
        Answer(answer.status, answer.body, {k: v for k, v in answer.headers.items() if k != name})
        if path == "/services"
        else None
    )


def answers(where, status):
    return lambda path, asked, answer: Answer(status, b"{}", answer.headers) if where(path, asked) else None


def first(body):
    return body["contents"][0]


def twice(body):
    body["contents"] = [body["contents"][0]] * len(body["contents"])


FAULTS = {
    "last page": (changing(page, lambda body: body.update(last_page=not body["last_page"])), "last_page"),
    "first page": (changing(page, lambda body: body.update(first_page=False)), "first_page"),
    "size": (changing(page, lambda body: body.update(size=body["size"] + 1)), "size"),
    "total": (changing(page, lambda body: body.update(total_items=5)), "total_items"),
    "number": (changing(page, lambda body: body.update(page_number=7)), "page_number"),
    "empty": (changing(page, lambda body: body.update(empty=True)), "empty"),
    "no contents": (changing(page, lambda body: body.pop("contents")), "contents"),
    "twice": (changing(page, twice), "contents"),
    "status word": (changing(page, lambda body: first(body).update(status="open")), "contents[].status"),
    "null": (changing(page, lambda body: first(body).update(url=None)), "contents[].url"),
    "no name": (changing(alone, lambda body: body.pop("name")), "name"),
    "no identifier": (changing(page, lambda body: first(body).update(id="12")), "contents[].id"),
    "another": (changing(alone, lambda body: body.update(id=NOBODY)), "id"),
    "a text for a number": (changing(alone, lambda body: body.update(minimum_age="8")), "minimum_age"),
    "no address": (changing(alone, lambda body: body.update(url="sail.example")), "url"),
    "no e-mail": (changing(alone, lambda body: body.update(email="office")), "email"),
    "a day that is none": (changing(page, lambda body: first(body).update(assured_date="2026-02-30")), "contents[].assured_date"),
    "no time zone": (changing(alone, lambda body: body.update(last_modified="2026-01-01T10:00:00")), "last_modified"),
    "another organisation": (changing(alone, lambda body: body.update(organization_id=NOBODY)), "organization_id"),
    "names differ": (changing(alone, lambda body: body.update(name="Another")), "name"),
    "500": (answers(page, 500), "the answer"),
    "no root": (answers(lambda path, _: path == "/", 404), "the answer"),
    "closed to other sites": (without("access-control-allow-origin"), "the header Access-Control-Allow-Origin"),
}  # fmt: skip
LESSER = {
    "empty text": (changing(page, lambda body: first(body).update(url="")), "contents[].url"),
    "a list that is optional": (changing(places, lambda body: body.update(size=99)), "size"),
    "nobody's": (lambda path, asked, answer: Answer(200, b"{}", answer.headers) if answer.status == 404 else None, "the answer"),
    "kind": (without("content-type"), "the header Content-Type"),
    "unknown organisations": (
        changing(lambda path, asked: path == "/organizations" and "page" in asked, lambda body: [each.update(id=NOBODY) for each in body["contents"]]),
        "organization",
    ),
    "a search that loses": (
        changing(lambda path, asked: "search" in asked and path == "/services", lambda body: body.update(contents=[])), "the parameter search",
    ),
    "half a stream": (
        lambda path, asked, answer: Answer(200, answer.body.splitlines()[0], answer.headers) if "format" in asked else None, "the stream",
    ),
    "a broken line": (
        lambda path, asked, answer: Answer(200, answer.body[:-9], answer.headers) if "format" in asked else None, "the stream",
    ),
}  # fmt: skip


def found(outcome, weight):
    return {each.where for each in outcome.findings if each.weight is weight}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_put_in_is_an_error(told, name):
    faulty, where = FAULTS[name]
    outcome = outcome_of(told, faulty)
    assert outcome.verdict is Verdict.FAIL and where in found(outcome, Weight.ERROR), in_words(outcome)


@pytest.mark.parametrize("name", LESSER)
def test_a_lesser_fault_is_a_warning(told, name):
    faulty, where = LESSER[name]
    outcome = outcome_of(told, faulty)
    assert outcome.verdict is Verdict.WARN and where in found(outcome, Weight.WARNING), in_words(outcome)


DEAF = [
    ("/services", "search"), ("/services", "modified_after"), ("/services", "organization_id"), ("/taxonomy_terms", "top_only"),
]  # fmt: skip


@pytest.mark.parametrize("deaf", DEAF, ids=str)
def test_a_parameter_that_is_not_listened_to_is_a_warning(told, deaf):
    outcome = outcome_of(told, deaf=deaf)
    assert outcome.verdict is Verdict.WARN and f"the parameter {deaf[1]}" in found(outcome, Weight.WARNING)


def test_the_same_fault_in_many_entries_is_told_once_with_its_number_and_remedy(told):
    faulty = changing(page, lambda body: [each.update(email="x") for each in body["contents"]])
    outcome = outcome_of(told, faulty)
    finding = outcome.findings[0]
    assert (finding.where, finding.what, finding.times) == (
        "contents[].email",
        "is not an e-mail address",
        6,
    )
    assert finding.remedy and finding.path in in_words(outcome)
    assert outcome.as_data()["findings"][0]["weight"] == "error" and json.dumps(outcome.as_data())


def test_who_does_not_answer_fails_after_one_call():
    class Silent:
        base = "https://nobody.example"

        def once(self, path, **asked):
            raise Unreachable("The name nobody.example is not known.")

    outcome = check(Silent(), today=TODAY)
    assert outcome.verdict is Verdict.FAIL and outcome.calls == 1 and "not known" in in_words(outcome)


@pytest.mark.parametrize(
    ("address", "may"), [("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("x", False)]
)
def test_only_this_machine_is_added_by_the_flag(address, may):
    assert is_public_or_here(address) is may


@given(pages=st.integers(1, 500), most=st.integers(3, 60))
def test_of_a_long_list_no_page_is_read_twice_and_the_last_always(pages, most):
    read = pages_to_read(pages, most=most)
    assert (
        read == sorted(set(read))
        and len(read) <= most
        and {1, pages} <= set(read) <= set(range(1, pages + 1))
    )
    assert len(read) == pages or pages > most


# ---------------------------------------------------------------- the standard's own mocks


def mock(kind, *, organisations=False):
    """One of the standard's invented servers, which serves files whatever is asked of a list."""
    folder = FILES / "mocks" / f"V3.0-UK-{kind}"

    def answer(http, path, asked):
        _, name, *one = path.split("/")
        singular = SINGULAR.get(name, "")
        names = [f"{singular}_full", singular] if one else [f"{singular}_list"] if name else ["api_details"]
        there = [folder / f"{each}.json" for each in names if (folder / f"{each}.json").exists()]
        if not there or (name == "organizations" and not organisations):
            return send(http, {"error": 404}, status=404, **{"Access-Control-Allow-Origin": "*"})
        return send(http, there[0].read_bytes(), **{"Access-Control-Allow-Origin": "*"})

    return answer


@pytest.mark.skipif(official.NOT_THERE, reason=official.ABOUT)
@pytest.mark.parametrize(
    ("kind", "verdict"), [("Default", Verdict.PASS), ("Warn", Verdict.WARN), ("Fail", Verdict.FAIL)]
)
def test_the_mocks_have_their_three_outcomes(kind, verdict):
    """Without their lists of organisations, which miscount and which the tool whose mocks they are did not ask for."""
    with serving(mock(kind)) as address:
        outcome = check(outward(address), today=TODAY)
    assert outcome.verdict is verdict, in_words(outcome)


@pytest.mark.skipif(official.NOT_THERE, reason=official.ABOUT)
def test_the_mocks_miscounted_organisations_are_warned_of():
    with serving(mock("Default", organisations=True)) as address:
        outcome = check(outward(address), today=TODAY)
    assert outcome.verdict is Verdict.WARN and "size" in found(outcome, Weight.WARNING), in_words(outcome)


# ---------------------------------------------------------------- the command


def listed(kind):
    """A feed with a single service and nothing that is optional; `kind` says what is wrong with it."""

    def answer(http, path, asked):
        body = {
            "/": {"version": "HSDS-UK-3.0", "profile": "https://docs.example/", "openapi_url": "https://docs.example/o"},
            "/services": Feed([entry("Brook group")], size=5).page(int(asked.get("page", 1))),
            f"/services/{ident('Brook group')}": entry("Brook group", status="active" if kind == "good" else "open"),
        }.get(path)  # fmt: skip
        across = {"Access-Control-Allow-Origin": "*"}
        return send(http, body or {"error": 404}, status=200 if body else 404, **across)

    return answer


@pytest.mark.parametrize(("kind", "code", "verdict"), [("good", 0, "pass"), ("bad", 1, "fail")])
def test_the_command_asks_this_machine_only_when_told_to(capsys, kind, code, verdict):
    chosen = {"json": True, "pages": 40, "entries": 10}
    with serving(listed(kind)) as address:
        assert commands._check(Namespace(url=address, this_machine=True, **chosen)) == code
        told = json.loads(capsys.readouterr().out)
        assert told["outcome"] == verdict and told["address"] == address
        assert commands._check(Namespace(url=address, this_machine=False, **chosen | {"json": False})) == 1
    assert "private network" in capsys.readouterr().out


def test_an_address_that_is_none_is_refused():
    with pytest.raises(Refusal):
        commands._check(Namespace(url="x", this_machine=True, json=False, pages=1, entries=1))
