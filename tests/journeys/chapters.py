"""The chapters of the one story: what each person does at their own browser."""

import re
from types import SimpleNamespace

from .shots import picture
from .stories import OWN_WORDS, to_asha
from .test_by_link import PART, SECTION, WRITTEN, link, press
from .test_meeting import fill_day, shown
from .test_plan_and_review import hear

SAVED = "text=/Saved at \\d\\d:\\d\\d/"
HEALTH = "She grows well. Since the summer she wakes at night and is tired by noon."


def school_starts(sam, county):
    """Sam writes the child's own words first, and asks the mother what may be shared with whom."""
    page = to_asha(sam)
    page.click("nav >> text=Common assessment")
    sam.is_well()
    press(page, "Begin a common assessment")
    page.wait_for_url(re.compile("/write/own_words/"))
    page.locator("textarea").first.fill(OWN_WORDS)
    page.wait_for_selector(SAVED)
    sam.is_well()
    picture(sam, "story-1-own-words")
    begun = SimpleNamespace(ref=page.url.split("/assessments/")[1].split("/")[0])
    press(page, "Save and stop here")
    sam.is_well()
    link(page, "Record it").click()
    page.check("input[value='parental-responsibility']")
    page.fill("input[name=given_by]", "Mira Lindqvist")
    page.check("input[name=how][value=spoken]")
    page.check("input[name=may_store][value=yes]")
    page.check("input[name=may_share][value=yes]")
    page.get_by_label("Ashby Health Visiting").check()
    page.get_by_label("Ashby Early Help").check()
    page.select_option("select[name=another]", label="Ashby Practice")
    sam.is_well()
    press(page, "Record the agreement")
    page.wait_for_url(re.compile("/plans/"))
    sam.is_well()
    plan = SimpleNamespace(ref=page.url.split("/plans/")[1].split("/")[0])
    link(page, "The common assessment").click()
    press(page, "Share it with those agreed")
    page.get_by_text("Since").first.wait_for()
    sam.is_well()
    return begun, plan


def visitor_joins(hana):
    """Hana finds that one is there, and adds what she knows instead of asking it all again."""
    page = to_asha(hana)
    page.click("nav >> text=Common assessment")
    assert "One exists" in shown(page)
    hana.is_well()
    picture(hana, "story-2-one-exists")
    press(page, "Ask to contribute")
    page.get_by_label("What could you add?").fill("I know how she sleeps and grows.")
    hana.is_well()
    press(page, "Ask to contribute")
    hana.is_well()
    link(page, SECTION).click()
    page.locator("summary", has_text=PART).first.click()
    page.locator("details[open] textarea").first.fill(HEALTH)
    page.wait_for_selector(SAVED)
    hana.is_well()
    press(page, "Save and stop here")
    press(page, "Give my part")
    page.get_by_text("did not have to tell it twice").wait_for()
    hana.is_well()


def trainer_writes(rosa, page):
    """Rosa has no account: she sees her own part and nothing else."""
    assert OWN_WORDS not in page.content() and HEALTH not in page.content()
    link(page, SECTION).click()
    page.locator("summary", has_text=PART).first.click()
    page.locator("details[open] textarea").first.fill(WRITTEN)
    page.wait_for_selector(SAVED)
    rosa.is_well()
    picture(rosa, "story-3-by-link")
    press(page, "Save and stop here")
    press(page, "Give my part")
    page.get_by_role("heading", name="Thank you").wait_for()
    rosa.is_well()


def all_is_read(sam, begun):
    """One assessment, and each voice in it under its own name."""
    page = sam.open(f"/assessments/{begun.ref}/")
    told = shown(page)
    assert OWN_WORDS in told and HEALTH in told and WRITTEN in told
    assert "Rosa Finch, Elm Street Boxing Club" in told and "Ashby Health Visiting" in told
    sam.is_well()
    page.get_by_text(HEALTH).scroll_into_view_if_needed()
    picture(sam, "story-4-three-voices")


def asks_to_lead(sam, plan):
    page = sam.open(f"/plans/{plan.ref}/")
    press(page, "Ask somebody to lead")
    page.get_by_label("Who?").select_option(label="Leo Marsh, Family support worker, Ashby Early Help")
    page.get_by_label("Yes, we asked them").check()
    page.get_by_label("What they said, or why they were not asked").fill("Mira knows Leo from the playgroup.")
    sam.is_well()
    press(page, "Ask them")
    page.get_by_text("They are asked").wait_for()


def accepts(somebody, *, name=""):
    """Whoever is asked says yes on their home page; their manager knows."""
    page = somebody.open("/")
    page.locator("section", has_text="You are asked to lead").get_by_role("link", name="Answer").click()
    page.get_by_label("My manager knows that I lead for this family").check()
    page.get_by_label("Your manager’s name").fill("May Hill")
    somebody.is_well()
    if name:
        picture(somebody, name)
    press(page, "Yes, I will lead")
    page.get_by_text("You are the lead practitioner").wait_for()
    somebody.is_well()


def plans(leo, county, plan):
    """What the family wants in their own words, and who does what by when."""
    page = leo.open(f"/plans/{plan.ref}/")
    press(page, "Add a goal")
    page.fill("textarea[name=need]", "She sleeps badly and is tired at school")
    page.fill("textarea[name=goal]", "I want to sleep in my own bed")
    page.fill("textarea[name=measure]", "Mum keeps a chart of nights")
    page.fill("textarea[name=before]", "Two nights in seven")
    leo.is_well()
    press(page, "Save")
    press(page, "Add an action")
    page.get_by_label("What will be done?").fill("Visit once a week until half term")
    page.get_by_label("Which goal is it for?").select_option(label="I want to sleep in my own bed")
    page.get_by_label("Who will do it?").select_option(
        label="Leo Marsh, Family support worker, Ashby Early Help"
    )
    page.get_by_role("group", name="By when?").get_by_label("Day").fill("1 2 2030")
    leo.is_well()
    press(page, "Save")
    page.get_by_text("The action is in the plan").wait_for()
    leo.is_well()


def leaves_one_out(mira):
    """Her own page: who can see the plan, and one service that she leaves out."""
    page = mira.page
    link(page, "Who can see it").click()
    page.get_by_role("button", name="Leave out Ashby Practice").wait_for()
    mira.is_well()
    picture(mira, "story-5-who-can-see-it")
    page.get_by_role("button", name="Leave out Ashby Practice").click()
    page.get_by_text("They cannot see the plan any more").wait_for()
    mira.is_well()


def hands_over(leo, county, plan):
    page = leo.open(f"/plans/{plan.ref}/")
    link(page, "Hand over to another lead").click()
    page.get_by_label("Who leads next?").select_option(
        label="Hana Wójcik, Health visitor, Ashby Health Visiting"
    )
    page.get_by_label("Yes, we asked them").check()
    page.get_by_label("What they said, or why they were not asked").fill("Mira would like Hana.")
    page.get_by_label("What should the next lead know?").fill(
        "Mornings are better with music. Ring after four, when Mira is home. The boxing club would like to be told."
    )
    fill_day(page, "When do you, the next lead and the family meet?", county.today)
    leo.is_well()
    press(page, "Ask them to take over")
    page.get_by_text("Nothing changes for the family until they accept").wait_for()


def looks_again(hana, child, plan):
    """A review that ends in finishing well; nothing in the assessment is asked again."""
    page = hana.open(f"/plans/{plan.ref}/")
    link(page, "Write down a review").click()
    page.fill("textarea[name=present]", "Asha, Mira, Hana, Sam")
    page.fill("textarea[name=progress]", "She sleeps in her own bed six nights in seven.")
    hear(page, child)
    page.get_by_label("Reached", exact=True).check()
    page.get_by_label("How is it now?").fill("Six nights in seven")
    page.select_option("select[name=closes_for]", label="What was needed has been done")
    hana.is_well()
    press(page, "Save the review")
    page.get_by_text("Now finish the work well").wait_for()
    page.fill("textarea[name=what_changed]", "She sleeps, and mornings are calm.")
    page.fill("textarea[name=family_says]", "Thank you for not asking twice.")
    page.fill("textarea[name=call_later]", "Hana, or the school.")
    hana.is_well()
    press(page, "End this work")
    page.get_by_text("Thank you for not asking twice.").wait_for()
    hana.is_well()
