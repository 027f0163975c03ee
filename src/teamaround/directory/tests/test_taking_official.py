"""The standard's own mocks are taken in like anybody's feed; what is wrong in them is said."""

import json

import pytest

from .feed_server import send
from .official import ABOUT, FILES, NOT_THERE

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(NOT_THERE, reason=ABOUT)]


def mock(name):
    """A server that answers with the files of one of the standard's mocks."""
    folder = FILES / "mocks" / f"V3.0-UK-{name}"

    def answer(http, path, asked):
        file = folder / ("service_list.json" if path == "/services" else "service_full.json")
        send(http, json.loads(file.read_text()))

    return answer


def test_the_mock_that_passes_is_taken_in_and_stands(taker, client):
    taking = taker.take(mock("Default"))
    assert (taking.state, taking.counts) == ("done", {"new": 1})
    staged = taker.staged("Community Counselling")
    assert any("latitude" in note for note in staged.notes)  # it lies at 100 degrees north
    taker.all_stand()
    page = client.get(
        f"/directory/services/{taker.staged('Community Counselling').service_id}/"
    ).content.decode()
    assert "Example Organization Inc." in page and "MyCity Civic Center" in page and "checked" in page.lower()


@pytest.mark.parametrize("name", ["Warn", "Fail", "Test"])
def test_whatever_a_mock_says_it_ends_in_a_report(taker, name):
    taking = taker.take(mock(name))
    assert taking.state in ("done", "failed") and (taking.counts or taking.because)
    assert taking.state == "failed" or sum(taking.counts.values()) >= 1
