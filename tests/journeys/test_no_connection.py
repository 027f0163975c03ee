"""A phone in a kitchen without a connection: what is typed is kept, says so, comes back, and overwrites nobody."""

from datetime import timedelta

import pytest
from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed

from .stories import DESK, OWN_WORDS, PHONE, a_child_with_a_team

pytestmark = pytest.mark.journey
BOX = Box("child_says")
WORDS = "Nan says: בוא הביתה, 👩‍👧 and مرحبا. She would like to stay."
ON_DEVICE = "Object.entries(localStorage).filter(([name]) => name.startsWith('teamaround:kept:'))"


def says(page, words):
    page.wait_for_function(
        "words => document.querySelector('[data-autosave-status]').textContent.includes(words)", arg=words
    )


def kept(page):
    return page.evaluate(ON_DEVICE)


def wait_for_nothing_kept(page):
    page.wait_for_function(f"{ON_DEVICE}.length === 0")


def field(page):
    return page.locator(f'[name="{BOX}"]')


def on_the_server(world, begun):
    with acting(world.viewer("lead"), now=world.now) as leo:
        found = assessments.known(leo, begun.ref, at=world.now)
        row = assessments.sheet(found, None).get(BOX)
    return row.text if row else ""


def somebody_else_writes(world, begun, text):
    with transaction.atomic(), acting(world.viewer("lead"), now=world.now) as leo:
        found = assessments.known(leo, begun.ref, at=world.now)
        row = assessments.sheet(found, None)[BOX]
        assessing.save_section(
            ref=begun.ref, section_key="own_words", by=leo, now=world.now,
            typed={BOX: Typed(text, mark_of(row.version, row.text))},
        )  # fmt: skip


@pytest.fixture
def begun(county):
    return a_child_with_a_team(county)[1]


def place(begun):
    return f"/assessments/{begun.ref}/write/own_words/"


def type_offline(leo, begun, words=WORDS):
    page = leo.open(place(begun))
    leo.context.set_offline(True)
    field(page).fill(words)
    says(page, "It will be sent when you are back.")
    return page


def closes(page):
    """Close a tab that is offline. While Chromium takes it down, it may be online again for a moment, and send."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('Failed to fetch')) }")
    page.close()


@pytest.mark.parametrize(
    ("size", "device"),
    [(DESK, "computer"), ({**PHONE, "has_touch": True, "is_mobile": True}, "phone")],
    ids=["desk", "phone"],
)
def test_kept_through_a_closed_tab_and_sent_when_back(person, county, begun, size, device):
    leo = person("lead", **size)
    page = type_offline(leo, begun)
    says(page, f"Kept on this {device}. It will be sent when you are back.")
    leo.is_well()
    (entry,) = kept(page)
    assert "Nan" not in entry[1] and "Nan" not in entry[0]
    page.get_by_role("button", name="Save and stop here").click()
    says(page, "It will be sent when you are back.")
    assert page.url.endswith(place(begun)) and field(page).input_value() == WORDS
    closes(page)

    leo.context.set_offline(False)
    leo.page = page = leo.context.new_page()
    page.goto(place(begun))
    says(page, "Saved at")
    assert field(page).input_value() == WORDS and on_the_server(county, begun) == WORDS
    wait_for_nothing_kept(page)
    leo.is_well()


def test_sent_by_itself_when_the_connection_comes_back(person, county, begun):
    leo = person("lead", **DESK)
    page = type_offline(leo, begun)
    leo.context.set_offline(False)
    says(page, "Saved at")
    wait_for_nothing_kept(page)
    assert on_the_server(county, begun) == WORDS


def test_kept_through_a_session_that_ran_out(person, county, begun):
    leo = person("lead", **DESK)
    page = leo.open(place(begun))
    cookies = leo.context.cookies()
    leo.context.clear_cookies(name="__Host-session")
    field(page).fill(WORDS)
    says(page, "Kept on this computer. Sign in in a new tab")
    closes(page)
    leo.context.clear_cookies()
    leo.context.add_cookies(cookies)
    leo.page = page = leo.context.new_page()
    page.goto(place(begun))
    says(page, "Saved at")
    wait_for_nothing_kept(page)
    assert on_the_server(county, begun) == WORDS


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_somebody_elses_newer_words_are_shown_beside_and_never_overwritten(person, county, begun, size):
    leo = person("lead", **size)
    closes(type_offline(leo, begun))
    newer = "I like the long way round, and the swings."
    somebody_else_writes(county, begun, newer)
    leo.context.set_offline(False)
    leo.page = page = leo.context.new_page()
    page.goto(place(begun))
    both = page.get_by_role("group", name="Both texts")
    both.wait_for()
    assert newer in both.inner_text() and WORDS in both.inner_text()
    leo.is_well()
    assert field(page).input_value() == newer and on_the_server(county, begun) == newer
    assert len(kept(page)) == 1
    page.get_by_role("button", name="Keep both").focus()
    page.keyboard.press("Enter")
    says(page, "Saved at")
    wait_for_nothing_kept(page)
    assert on_the_server(county, begun) == f"{newer}\n\n{WORDS}"


def test_gone_after_signing_out(person, county, begun):
    leo = person("lead", **DESK)
    page = type_offline(leo, begun)
    closes(page)
    leo.context.set_offline(False)
    leo.page = page = leo.context.new_page()
    page.goto("/sign-in/out/")
    assert "Signing out removes them" in page.locator("main").inner_text()
    leo.is_well()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/out/" not in url)
    assert kept(page) == []
    assert on_the_server(county, begun) == OWN_WORDS


def test_gone_after_a_day_and_unreadable_to_another_account(person, county, begun):
    leo = person("lead", **DESK)
    page = type_offline(leo, begun)
    leo.context.set_offline(False)
    page.evaluate(
        f"""{ON_DEVICE}.forEach(([name, text]) => localStorage.setItem(
            name, JSON.stringify({{ ...JSON.parse(text), at: Date.now() - 24 * 3600 * 1000 - 1 }})))"""
    )
    page.goto("/find/")
    assert kept(page) == []


def test_access_that_ends_in_mid_sentence_gets_a_sentence_and_the_words_to_copy(person, county, begun):
    from teamaround.accounts import services as accounts
    from teamaround.accounts.rules import Duty

    leo = person("lead", **DESK)
    page = leo.open(place(begun))
    with transaction.atomic(), acting(county.viewer("admin"), now=county.now) as abe:
        accounts.end_duty(
            account_id=county.account["lead"].pk, duty=Duty.WRITE_ASSESSMENTS,
            on=county.today - timedelta(days=1), by=abe, now=county.now,
        )  # fmt: skip
    field(page).fill(WORDS)
    says(page, "copy them before you leave it")
    assert field(page).input_value() == WORDS and kept(page) == []
    leo.is_well()


def test_two_hundred_thousand_characters_get_a_sentence_and_stay_in_the_box(person, county, begun):
    leo = person("lead", **DESK)
    page = leo.open(place(begun))
    page.set_default_timeout(45_000)
    field(page).evaluate(
        "box => { box.value = 'word '.repeat(40_000); box.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    says(page, "is the most")
    page.get_by_role("button", name="Save and stop here").click()
    page.locator(".govuk-error-summary").wait_for()
    assert "is the most" in page.locator(".govuk-error-summary").inner_text()
    assert field(page).evaluate("box => box.value.trim().length") == 199_999
    assert on_the_server(county, begun) == OWN_WORDS
