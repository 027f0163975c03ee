"""A team meets: who is in it, who is asked, minutes made by two at once, both voices, and who may have them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from .stories import DESK, PHONE, a_child_with_a_team, plan_ahead

pytestmark = pytest.mark.journey
SHOTS = os.environ.get("TEAMAROUND_SHOTS")


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def shown(page):
    return page.locator("main").inner_text()


def picture(somebody, name):
    """A picture to look at, when somebody asks for them."""
    if SHOTS:
        somebody.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def fill_day(page, legend, day):
    boxes = page.get_by_role("group", name=legend)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(part).fill(str(number))


def the_team(leo, plan):
    """The mother, the child, the health visitor and the lead, each with what they are here to do."""
    page = leo.open(f"/plans/{plan.ref}/team/")
    leo.is_well()
    link(page, "Add somebody of the family").click()
    page.get_by_label("Mira Lindqvist, mother").check()
    page.get_by_label("What are they here to do?").fill("to say what the family needs")
    leo.is_well()
    press(page, "Add to the team")
    link(page, "Add the child or young person").click()
    page.get_by_label("What are they here to do?").fill("to say what she would like")
    press(page, "Add to the team")
    link(page, "Add a practitioner").click()
    page.get_by_label("Who?").select_option(label="Hana Wójcik, Health visitor, Ashby Health Visiting")
    page.get_by_label("What are they here to do?").fill("to help with sleep")
    leo.is_well()
    press(page, "Add to the team")
    link(page, "Add Leo Marsh, who leads").click()
    page.get_by_label("What are they here to do?").fill("to see that it fits together")
    press(page, "Add to the team")
    assert "Here to: to help with sleep" in shown(page)
    leo.is_well()
    picture(leo, "team")


def a_meeting(leo, county):
    page = leo.page
    press(page, "Plan a meeting")
    fill_day(page, "Which day?", county.today + timedelta(days=7))
    page.get_by_label("From").fill("3.30pm")
    page.get_by_label("To", exact=True).fill("2.30pm")
    page.get_by_label("Where?").fill("The library, room 2")
    page.get_by_label("What is it about?").fill("Sleep, and mornings before school")
    leo.is_well()
    press(page, "Plan it")
    assert "The end comes before the start" in shown(page)
    assert page.get_by_label("Where?").input_value() == "The library, room 2"
    leo.is_well()
    page.get_by_label("To", exact=True).fill("16:30")
    press(page, "Plan it")
    assert "Has not answered yet" in shown(page)
    leo.is_well()
    picture(leo, "meeting-planned")
    return page.url


def test_a_team_meets(person, county):
    child, _, plan = a_child_with_a_team(county)
    plan_ahead(county, child, plan)
    leo, hana = person("lead", **DESK), person("health_visitor", **PHONE)
    the_team(leo, plan)
    meeting = a_meeting(leo, county)

    hana_answers(hana)
    talk(leo, hana, meeting)
    end(leo, county)
    send(leo, hana)


def hana_answers(hana):
    """On her telephone: yes, her news, and the day in her calendar, which names nobody."""
    page = hana.open("/")
    assert "You are asked to a meeting" in shown(page)
    hana.is_well()
    page.locator("section", has_text="You are asked to a meeting").get_by_role("link", name="Answer").click()
    page.get_by_label("Yes").check()
    page.get_by_label("Your news beforehand").fill("She sleeps through three nights in a week now.")
    hana.is_well()
    press(page, "Save")
    with page.expect_download() as file:
        press(page, "Put it in my calendar")
    told = Path(file.value.path()).read_text()
    assert "SUMMARY:Team meeting" in told and "Lindqvist" not in told and "Asha" not in told


def talk(leo, hana, meeting):
    """Leo has the laptop on the table, Hana her telephone: both write."""
    page = leo.open(meeting)
    press(page, "Begin the meeting")
    assert "She sleeps through three nights" in shown(page) and "Visit once a week" in shown(page)
    leo.is_well()
    page.get_by_label("What was said or decided?").fill("Mornings are calmer since the chart.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Mornings are calmer").wait_for()

    phone = hana.open(f"{meeting}now/")
    phone.get_by_label("What was said or decided?").fill("Bed at eight, with a story")
    hana.is_well()
    press(phone, "Decided")
    assert "Mornings are calmer" in shown(phone) and "Bed at eight" in shown(phone)
    picture(hana, "meeting-mode-390")

    page.locator("summary", has_text="Something to do").click()
    page.get_by_label("What will be done?").fill("Bring the story box")
    page.get_by_label("By whom?").select_option(label="Mira Lindqvist")
    page.get_by_role("group", name="By when?").get_by_label("Day").fill("1 2 2030")
    leo.is_well()
    press(page, "To do")
    seen = shown(page)
    assert "Bring the story box (Mira Lindqvist, by 1 February 2030)" in seen and "Bed at eight" in seen
    phone.get_by_text("Mornings are calmer").locator("..").get_by_role("link").click()
    hana.is_well()
    phone.get_by_label("How should it read?").fill("Mornings are calmer since the sleep chart.")
    press(phone, "Save")
    phone.get_by_text("since the sleep chart").wait_for()


def end(leo, county):
    page = leo.page
    page.reload()
    for name in (
        "Ash",
        "Mira Lindqvist",
        "Leo Marsh, Ashby Early Help",
        "Hana Wójcik, Ashby Health Visiting",
    ):
        page.get_by_label(name, exact=True).check()
    press(page, "Save who came")
    child, parents = (
        page.get_by_role("group", name=name) for name in ("The child or young person", "Parents or carers")
    )
    child.get_by_label("They wrote it down or drew it beforehand").check()
    parents.get_by_label("They were there and said it themselves").check()
    page.locator("#id_child_said").fill("A drawing of the dog: more walks.")
    press(page, "Save the voices")
    assert "Parents or carers: write a few words" in shown(page)
    assert page.locator("#id_child_said").input_value() == "A drawing of the dog: more walks."
    leo.is_well()
    page.locator("#id_parent_said").fill("I want mornings without shouting.")
    press(page, "Save the voices")
    leo.is_well()
    picture(leo, "meeting-mode")
    page.get_by_label("How many minutes did it take?").fill("55")
    fill_day(page, "When will you meet next, if you know?", county.today + timedelta(days=40))
    press(page, "End the meeting")
    read = shown(page)
    assert "What we decided" in read and "more walks" in read and "55 minutes together" in read
    assert "since the sleep chart" in read
    leo.is_well()


def send(leo, hana):
    press(leo.page, "Send them to those who may have them")
    assert "Sent to 4" in shown(leo.page)
    leo.is_well()
    picture(leo, "minutes")
    page = hana.open("/")
    page.locator("section", has_text="Minutes for you").get_by_role("link", name="Read them").click()
    assert "Bed at eight" in shown(page)
    hana.is_well()
    picture(hana, "minutes-390")
