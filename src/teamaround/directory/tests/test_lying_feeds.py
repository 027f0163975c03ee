"""A feed that lies ends in a clear report and an unharmed directory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.directory.models import Service
from teamaround.directory.rules.feeds.paging import Lies, is_end, page_of, parsed
from teamaround.directory.rules.feeds.progress import State
from teamaround.directory.rules.feeds.reading import LISTS, SIMPLE, read
from teamaround.directory.rules.feeds.standing import digest

from .feed_server import Feed, entry, send
from .taker import whole_entry

CLUBS = ["Choir", "Chess", "Cooking", "Climbing", "Canoeing"]


def answering(answer):
    """A server whose first page is true and whose second is this answer."""
    feed = Feed(map(entry, CLUBS))

    def answers(http, path, asked):
        if asked.get("page") == "2":
            return answer(http)
        return feed(http, path, asked)

    return answers


def huge(http):
    http.send_response(200)
    http.end_headers()
    for _ in range(200):
        http.wfile.write(b'{"contents": [' + b" " * 65_536)


BROKEN = {
    "a web page": (lambda http: send(http, b"<!doctype html><p>Sorry", kind="text/html"), "web page"),
    "a fault": (lambda http: send(http, {"error": 1}, status=500), "fault 500"),
    "forbidden": (lambda http: send(http, {"error": 1}, status=403), "status 403"),
    "no JSON": (lambda http: send(http, b'{"contents": ['), "not written as JSON"),
    "NaN": (lambda http: send(http, b'{"contents": [], "size": NaN}'), "not written as JSON"),
    "deep": (lambda http: send(http, b"[" * 200_000), "not written as JSON"),
    "a list": (lambda http: send(http, [entry("Choir")]), "no list called contents"),
    "nothing": (lambda http: send(http, b""), "not written as JSON"),
    "null": (lambda http: send(http, {"contents": None}), "no list called contents"),
    "another page": (lambda http: send(http, {"contents": [], "page_number": 7}), "sent page 7"),
    "2 GB": (huge, "larger than 1 MB"),
    "broken off": (lambda http: http.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n{"), "broke off"),
    "no HTTP": (lambda http: http.wfile.write(b"\x00\xff" * 50), "broke off"),
    "led away": (lambda http: send(http, b"", status=302, Location="http://10.0.0.1/"), "nobody has allowed"),
    "no identifiers": (
        lambda http: send(http, {"contents": [{"name": "x"}], "total_pages": 3}), "has an identifier"
    ),
    "the same again": (
        lambda http: send(http, {"contents": [entry("Choir"), entry("Chess")], "total_pages": 900}), "in a circle"
    ),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_answer_ends_the_run_with_its_reason(taker, what):
    answer, sentence = BROKEN[what]
    before = list(Service.objects.order_by("pk").values())
    taking = taker.take(answering(answer), bytes=1_048_576, seconds=3)
    assert (taking.state, taking.pages_done) == (State.FAILED, 1) and sentence in taking.because
    assert list(Service.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_pages_without_an_end_have_an_end(taker, monkeypatch):
    monkeypatch.setattr("teamaround.directory.services.taking.MOST_PAGES", 4)
    made = []

    def answer(http, path, asked):
        made.append(1)
        send(http, {"contents": [entry(f"Club {len(made)}")], "last_page": False, "total_pages": 10**9})

    taking = taker.take(answer)
    assert taking.state == State.FAILED and "no end" in taking.because and len(made) == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lie", "note"),
    [
        ({"total_items": 120}, "says that it has 120 entries; 5 were found"),
        ({"total_items": 1}, "says that it has 1 entries; 5 were found"),
        ({"total_pages": 1}, "says that it has 1 pages; 3 were found"),
        ({"total_pages": 9}, "says that it has 9 pages; 3 were found"),
        ({"last_page": True}, ""),
        ({"last_page": "no", "total_pages": "many", "total_items": None}, ""),
        ({"size": 77}, "says that it holds 77 entries"),
    ],
)  # fmt: skip
def test_wrong_counting_is_noted_and_every_page_is_read_all_the_same(taker, lie, note):
    taking = taker.take(Feed(map(entry, CLUBS), lie=lambda told: told | lie))
    assert (taking.state, taking.entries) == (State.DONE, 5)
    assert any(note in each for each in taking.notes) if note else not taking.notes


@pytest.mark.django_db
def test_a_feed_that_tells_fewer_than_it_says_marks_nothing_as_gone(taker):
    feed = Feed(map(entry, CLUBS))
    taker.take(feed)
    feed.entries, feed.lie = feed.entries[:3], lambda told: told | {"total_items": 5}
    taking = taker.take(feed)
    assert "gone" not in taking.counts and any("Nothing is marked as gone" in each for each in taking.notes)


@pytest.mark.django_db
def test_one_identifier_told_twice(taker):
    same, other = entry("Choir"), entry("Choir") | {"description": "Something else."}
    assert taker.take(Feed([same, entry("Chess"), same])).counts == {"new": 2, "repeated": 1}
    assert taker.states() == {"Choir": "new", "Chess": "new"}
    taker.take(Feed([same, entry("Chess"), other]))
    assert taker.states()["Choir"] == "faulty" and "twice" in taker.staged().because
    taker.take(Feed([same, other]))
    assert taker.states()["Choir"] == "faulty"
    taker.take(Feed([same]))
    assert taker.states()["Choir"] == "new"


@pytest.mark.django_db
def test_an_entry_that_turns_bad_leaves_the_one_that_stands(taker):
    feed = Feed([whole_entry()])
    taker.take(feed)
    taker.all_stand()
    before = Service.objects.get(name="Choir").description
    feed.entries = [whole_entry() | {"minimum_age": 90, "description": "Bad."}]
    taker.take(feed)
    assert taker.states() == {"Choir": "faulty"} and Service.objects.get(name="Choir").description == before


@pytest.mark.django_db
def test_an_entry_that_cannot_be_asked_for_alone_is_said_and_the_others_come(taker):
    feed = Feed(map(whole_entry, CLUBS), whole=False)
    real, missing = feed.__call__, feed.entries[1]["id"]

    def answers(http, path, asked):
        return send(http, {"error": 1}, status=404) if missing in path else real(http, path, asked)

    assert taker.take(answers).counts == {"new": 4, "faulty": 1}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=6,
)  # fmt: skip
KNOWN = sorted(
    {*whole_entry(), *SIMPLE, "fees", "organization", "phones", "contacts", "funding", "required_documents"}
)


@given(st.dictionaries(st.sampled_from(KNOWN), junk, max_size=8))
def test_whatever_an_entry_holds_it_is_read_or_said(changes):
    """Hypothesis puts anything in the place of anything."""
    found = read(whole_entry() | changes)
    assert found.fault or set(found.told["lists"]) == set(LISTS)
    assert found.fault or found.told["service"]["name"]
    digest(found.told).encode()
    assert "\x00" not in str(found.told)


@given(st.binary(max_size=60) | junk.map(lambda each: str(each).encode("utf-8", "replace")))
def test_whatever_an_answer_holds_it_is_a_page_or_said(body):
    try:
        page = page_of(parsed(body), asked=1)
    except Lies as lies:
        assert lies.sentence.endswith(".")
    else:
        assert is_end(page, asked=1) in (True, False)


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"name": "<b>Choir</b> &amp; band\u200b"}, "name", "Choir & band"),
        ({"minimum_age": "7"}, "minimum_age", 7.0),
        ({"minimum_age": True}, "minimum_age", None),
        ({"minimum_age": float("inf")}, "minimum_age", None),
        ({"url": "javascript:alert(1)"}, "url", ""),
        ({"url": "brook.example"}, "url", "https://brook.example"),
        ({"email": "mailto:a@b.example"}, "email", "a@b.example"),
        ({"email": ["a@b.example"]}, "email", ""),
        ({"description": None}, "description", ""),
        ({"status": "Active"}, "status", "active"),
        ({"status": None}, "status", "active"),
    ],
)
def test_values_are_read_by_what_they_ought_to_be(changes, field, value):
    assert read(whole_entry() | changes).told["service"][field] == value


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""}, {"name": []}, {"id": None}, {"id": {}}, {"organization": None}, {"organization": []},
        {"status": "who knows"}, {"minimum_age": 20, "maximum_age": 3},
    ],
)  # fmt: skip
def test_what_cannot_be_used_says_why(changes):
    assert read(whole_entry() | changes).fault
    assert read(None).fault and read([]).fault and read("x").fault
