"""A parent finds help on a phone, without JavaScript and without an account; a provider and a keeper look after it."""

import pytest
from django.db import transaction

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.directory.services import NewPlace
from teamaround.directory.tests import places

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey


@pytest.fixture
def small(county):
    """The small directory, with a service that helps when a child will not go to school."""
    with transaction.atomic():
        small = places.make(county)
        small.add(
            "Steady steps", "harbour", terms=(("needs", "attendance"),), application_process="Ring us.",
            wait_time="A week.", places=(NewPlace(places.key("quay")),), minimum_age=5.0, maximum_age=16.0,
        )  # fmt: skip
        with acting(setting_up(), now=county.now) as by:
            accounts.grant(
                account_id=county.account["governance"].pk, duty=Duty.KEEP_DIRECTORY,
                starts_on=county.today.replace(year=2020), by=by, now=county.now,
            )  # fmt: skip
    return small


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_parent_finds_help_on_a_phone(person, small, script):
    parent = person("", java_script_enabled=script, **PHONE)
    page = parent.open("/directory/")
    _is_well(parent, script)
    page.get_by_label("What do you need help with?").fill("My son won't go to school")
    page.get_by_label("Your postcode").fill("zy1 1ab")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("you wrote “wont go to school”").wait_for()
    _is_well(parent, script)
    page.get_by_role("link", name="Steady steps").click()
    page.get_by_role("heading", name="Steady steps", level=1).wait_for()
    assert page.get_by_text("1 Quay Street").is_visible()
    _is_well(parent, script)
    page.get_by_role("button", name="Put on your shortlist").click()
    page.get_by_role("link", name="Your shortlist").click()
    page.get_by_role("heading", name="Your shortlist").wait_for()
    _is_well(parent, script)
    page.get_by_role("link", name="Print it, in large letters if you like").click()
    page.get_by_role("link", name="Large letters").click()
    assert "Steady steps" in page.locator("main").inner_text()


def test_a_parent_reads_it_in_welsh(person, small):
    """On a phone without JavaScript: chosen once by a link, kept until it is changed."""
    parent = person("", java_script_enabled=False, **PHONE)
    page = parent.open("/directory/")
    page.get_by_role("link", name="Cymraeg").click()
    page.get_by_role("heading", name="Dod o hyd i help i’ch teulu").wait_for()
    page.get_by_label("Eich cod post").fill("zy1 1ab")
    page.get_by_role("button", name="Chwilio").click()
    page.get_by_role("link", name="Steady steps").click()
    page.get_by_text("Pwy sy’n ei redeg").wait_for()
    assert page.locator("html").get_attribute("lang") == "cy"
    page.get_by_role("button", name="Rhoi ar eich rhestr fer").click()
    page.get_by_text("Mae ar eich rhestr fer.").wait_for()
    page.get_by_role("link", name="English").click()
    page.get_by_text("Who runs it").wait_for()


def test_the_map_beside_the_list_is_used_by_keyboard(person, small):
    parent = person("", **DESK)
    page = parent.open("/directory/?q=sail&place=ZY1+1AB")
    mark = page.get_by_role("region", name="Map of these services").get_by_role(
        "button", name="Young sailors"
    )
    mark.wait_for()
    page.locator("[data-map] svg path").first.wait_for()
    parent.is_well()
    mark.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").get_by_role("link", name="Young sailors").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Young sailors", level=1).wait_for()


def test_danger_is_answered_first(person, small):
    parent = person("", **PHONE)
    page = parent.open("/directory/")
    page.get_by_label("What do you need help with?").fill("my daughter is cutting herself")
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Help now")
    panel.wait_for()
    assert panel.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]
    assert panel.get_by_role("link", name="999").get_attribute("href") == "tel:999"
    parent.is_well()


def test_a_provider_sends_a_change_and_a_keeper_lets_it_stand(person, small):
    leo = person("lead", **DESK)
    page = leo.open(f"/directory/services/{places.key('Steady steps')}/")
    page.get_by_role("link", name="I work there and want to change it").click()
    leo.is_well()
    page.get_by_label("How long the wait is").fill("Three weeks.")
    page.get_by_role("button", name="Send the change").click()
    page.get_by_text("It is sent").wait_for()
    keeper = person("governance", **DESK)
    page = keeper.open("/keeping/directory/")
    keeper.is_well()
    page.get_by_role("link", name="Steady steps").click()
    page.get_by_text("Three weeks.").wait_for()
    keeper.is_well()
    page.get_by_role("button", name="Let the change stand").click()
    page.get_by_text("The change stands").wait_for()
    leo.open(f"/directory/services/{places.key('Steady steps')}/")
    assert leo.page.get_by_text("Three weeks.").is_visible()


def test_an_organisation_signs_up_and_its_first_service_is_found(person, small):
    """From the public form on a phone through link and code, a keeper's word and the first service."""
    jo = person("", **PHONE)
    page = jo.open("/directory/")
    page.get_by_role("link", name="Put your organisation in the directory").click()
    page.get_by_label("Name of your organisation").fill("Ashby Kite Club")
    page.get_by_label("What do you do, and for whom?").fill("We build kites with children from 6 to 12.")
    page.get_by_label("Your own name").fill("Jo Penn")
    page.get_by_label("Your e-mail").fill("jo@kites.example")
    jo.is_well()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Look at your e-mail").wait_for()
    newest(jo, "Your link to the directory").get_by_role("link", name="Open the link").click()
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").wait_for()
    jo.is_well()
    words = newest(jo, "Your code").inner_text()
    jo.open("/directory/yours/code/")
    page.get_by_label("Code").fill(next(word for word in words.split() if word.isdigit() and len(word) == 6))
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("Your e-mail is confirmed").wait_for()
    keeper = person("governance", **DESK)
    keeper.open("/keeping/directory/")
    keeper.page.get_by_role("link", name="Ashby Kite Club").click()
    keeper.page.get_by_label("As a new organisation").wait_for()
    keeper.is_well()
    keeper.page.get_by_role("button", name="Take it in").click()
    keeper.page.get_by_text("It is taken in").wait_for()
    page = jo.open("/directory/yours/")
    page.get_by_role("link", name="Add a service").click()
    page.get_by_label("Name", exact=True).fill("Kites on Sunday")
    page.get_by_label("What it is").fill("Build a kite and fly it.")
    page.get_by_label("Telephone").fill("01632 960140")
    page.get_by_label("Sport", exact=False).first.check()
    jo.is_well()
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Waits for somebody to look").wait_for()
    jo.is_well()
    keeper.open("/keeping/directory/")
    keeper.page.get_by_role("link", name="Kites on Sunday").click()
    keeper.page.get_by_role("button", name="Take the service in").click()
    keeper.page.get_by_text("The service is in the directory").wait_for()
    page = jo.open("/directory/?q=kites")
    page.get_by_role("link", name="Kites on Sunday").wait_for()


def newest(somebody, subject):
    """The newest letter with this subject in the demo's mailbox."""
    page = somebody.open("/demo/post/")
    return page.locator("section", has=page.get_by_role("heading", name=subject)).first


def _is_well(somebody, script):
    if script:
        somebody.is_well()
