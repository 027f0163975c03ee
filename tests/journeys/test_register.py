"""A child is registered after a search, and only once, however often the button is pressed."""

import pytest

from .stories import search

pytestmark = pytest.mark.journey
AGAIN = """async ([address, body]) => (await fetch(address, {
    method: "POST", body, headers: {"Content-Type": "application/x-www-form-urlencoded"},
})).url"""


def to_the_form(somebody):
    page = search(somebody, "Name", "Tova Ekberg")
    page.get_by_role("link", name="Register a child").click()
    somebody.is_well()
    for part, value in (("day", "4"), ("month", "5"), ("year", "2018")):
        page.locator(f"input[name=born_on-{part}]").fill(value)
    page.get_by_label("Postcode").fill("ZY1 1AB")
    return page


def register(page):
    page.get_by_role("button", name="Register child").click()
    page.wait_for_url(lambda address: "/children/" in address)


def how_many(somebody) -> str:
    return search(somebody, "Name", "Tova Ekberg").locator("h1").inner_text()


def test_a_double_click_registers_once(person):
    senco = person("senco")
    page = to_the_form(senco)
    assert page.get_by_label("Family name", exact=True).input_value() == "Ekberg"
    page.get_by_role("button", name="Register child").dblclick()
    page.wait_for_url(lambda address: "/children/" in address)
    assert "Tova Ekberg" in page.locator(".ta-strip").inner_text()
    senco.is_well()
    assert how_many(senco) == "1 child found"


def test_the_same_request_again_has_the_same_answer(person):
    senco = person("senco")
    page, sent = to_the_form(senco), []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    register(page)
    assert page.evaluate(AGAIN, [sent[0].url, sent[0].post_data]) == page.url
    assert how_many(senco) == "1 child found"


def test_going_back_and_pressing_again_asks_first(person):
    senco = person("senco")
    page = to_the_form(senco)
    register(page)
    page.go_back()
    page.get_by_role("button", name="Register child").click()
    page.get_by_text("There is a problem").wait_for()
    senco.is_well()
    assert how_many(senco) == "1 child found"
