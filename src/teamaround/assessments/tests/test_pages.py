"""Pages of assessments: each path, each refusal, and nothing for those who may not know of the child."""

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments import queries, services
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.test_services import agree, write
from teamaround.assessments.tests.world import NOW
from teamaround.site.bench.writing_page import read_page

pytestmark = pytest.mark.django_db

START = mark_of(0, "")


def to(name, **kwargs):
    return reverse(f"assessments:{name}", kwargs=kwargs)


def words(answer):
    return answer.content.decode()


def box(name, text, mark=START):
    return {name: text, f"mark-{name}": mark}


@pytest.fixture
def browser(world, sign_in):
    def enter(who):
        return sign_in(who)

    return enter


def test_starting_from_nothing(world, browser):
    page = to("start", child=world.child_ref)
    client = browser("senco")
    assert "No common assessment is open" in words(client.get(page))
    answer = client.post(page, {"once": "one"})
    assert answer.status_code == 302
    with opened(world.asha):
        found = queries.open_one(world.child_id)
    assert answer["Location"] == to("write", assessment=found.ref)
    again = client.post(page, {"once": "one"})
    assert again["Location"] == answer["Location"]
    assert client.get(answer["Location"])["Location"].endswith("/write/own_words/")


def test_met_with_the_one_that_exists(world, begun, browser):
    page = browser("health_visitor").get(to("start", child=world.child_ref))
    assert "One exists. Begun by Sam Oyelaran, Ashby Green School." in words(page)
    assert "Ask to contribute" in words(page) and "Begin a common assessment" not in words(page)
    refused = browser("health_visitor").post(to("start", child=world.child_ref), {"once": "x"})
    assert refused.status_code == 422 and "One exists." in words(refused)


def test_nobody_far_away_learns_that_there_is_one(world, begun, browser):
    client = browser("neighbour")
    for page in (
        to("start", child=world.child_ref),
        to("read", assessment=begun.ref),
        to("offer", assessment=begun.ref),
        to("write", assessment=begun.ref),
        to("write_section", assessment=begun.ref, section="own_words"),
        to("ask", assessment=begun.ref),
        to("close", assessment=begun.ref),
        to("read", assessment="A-NOTHERE00"),
        to("part", part="J-NOTHERE00"),
    ):
        assert client.get(page).status_code == 404, page


def test_writing_needs_the_duty(world, begun, browser):
    answer = browser("data").get(to("write_section", assessment=begun.ref, section="own_words"))
    assert answer.status_code == 403


def test_writing_a_section_without_javascript(world, begun, browser):
    client = browser("senco")
    page = to("write_section", assessment=begun.ref, section="own_words")
    shown = words(client.get(page))
    assert "In their own words" in shown and "data-autosave" in shown and "Worried now" in shown
    answer = client.post(page, box("child_says-answer", "I like football") | box("child_said_how-answer", ""))
    assert answer["Location"] == to("write_section", assessment=begun.ref, section="about_them")
    assert "I like football" in words(client.get(page))
    stop = box("child_says-answer", "I like football", mark_of(1, "I like football")) | {"then": "stop"}
    assert client.post(page, stop)["Location"] == to("read", assessment=begun.ref)


def test_prefilled_with_what_is_known(world, begun, browser):
    shown = words(browser("senco").get(to("write_section", assessment=begun.ref, section="about_them")))
    assert "Mira Lindqvist" in shown and "4 Mill Lane" in shown and "recorded 20 November 2026" in shown


def test_every_section_can_be_shown(world, begun, browser):
    client = browser("senco")
    for section in queries.form_of(begun).sections:
        answer = client.get(to("write_section", assessment=begun.ref, section=section.key))
        assert answer.status_code == (404 if section.key == "actions" else 200), section.key


def test_saved_as_typed(world, begun, browser):
    client = browser("senco")
    page = to("write_section", assessment=begun.ref, section="development")
    typed = box("warmth-needs", "not here") | box("general_health-strengths", "Sleeps well")
    saved = client.post(page, typed, headers={"X-Autosave": "1"})
    assert saved.status_code == 200
    renewed = saved.json()["renew"]["mark-general_health-strengths"]
    assert renewed == mark_of(1, "Sleeps well")
    again = client.post(
        page, box("general_health-strengths", "Sleeps very well", renewed), headers={"X-Autosave": "1"}
    )
    assert again.status_code == 200
    long = client.post(page, box("general_health-needs", "x" * 200_000), headers={"X-Autosave": "1"})
    assert long.status_code == 422 and "200,000 characters" in long.json()["sentence"]
    views = {"general_health-view": ["child", "parent"], "mark-general_health-view": START}
    assert client.post(page, views, headers={"X-Autosave": "1"}).status_code == 200
    shown = words(client.get(to("read", assessment=begun.ref)))
    assert "The child or young person, A parent or carer" in shown and "Sleeps very well" in shown


def test_two_in_one_box_are_shown_both_texts_and_may_keep_both(world, begun, browser):
    write(begun, world.asha, "Hers")
    client = browser("teacher")
    page = to("write_section", assessment=begun.ref, section="own_words")
    clash = client.post(page, box("child_says-answer", "His"))
    assert clash.status_code == 409
    shown = words(clash)
    assert "Both texts" in shown and "Hers" in shown and "His" in shown and "Sam Oyelaran wrote this" in shown
    told = client.post(page, box("child_says-answer", "His"), headers={"X-Autosave": "1"})
    assert told.status_code == 409 and told.json()["clashes"] == ["child_says-answer"]
    both = client.post(page, box("child_says-answer", "His") | {"keep_both": "child_says-answer"})
    assert both.status_code == 302
    with opened(world.ben):
        assert queries.sheet(begun)[Box("child_says")].text == "Hers\n\nHis"


def test_keeping_both_in_one_box_leaves_the_other_to_be_settled(world, begun, browser):
    write(begun, world.asha, "Hers")
    write(begun, world.asha, "Hers too", box=Box("child_said_how"))
    client, page = browser("teacher"), to("write_section", assessment=begun.ref, section="own_words")
    typed = box("child_says-answer", "His") | box("child_said_how-answer", "His too")
    shown = read_page(words(client.post(page, typed)))
    assert set(shown.theirs) == {"child_says-answer", "child_said_how-answer"}
    one = client.post(page, shown.fields | {"keep_both": "child_says-answer"})
    left = read_page(words(one))
    assert one.status_code == 409 and set(left.theirs) == {"child_said_how-answer"}
    assert left.fields["child_says-answer"] == ["Hers\n\nHis"]
    assert left.fields["child_said_how-answer"] == ["His too"]
    with opened(world.ben):
        kept = queries.sheet(begun)
    assert kept[Box("child_says")].text == "Hers\n\nHis" and kept[Box("child_said_how")].text == "Hers too"


def test_a_page_that_lost_its_answer_is_not_told_that_somebody_else_wrote(world, begun, browser):
    client, page = browser("senco"), to("write_section", assessment=begun.ref, section="own_words")

    def sent(text, turn, **more):
        signed = box("child_says-answer", text) | {"sent_by": f"{turn}.{'a' * 32}"} | more
        return client.post(page, signed, headers={"X-Autosave": "1"} if not more else {})

    assert sent("He", 1).status_code == 200  # and the answer never came
    assert sent("He says", 2).status_code == 200
    assert sent("He", 1).status_code == 409
    assert sent("He says so", 3, then="stop").status_code == 302


def test_what_is_too_long_stays_on_the_page(world, begun, browser):
    page = to("write_section", assessment=begun.ref, section="own_words")
    answer = browser("senco").post(page, box("child_says-answer", "word " * 40_000))
    assert answer.status_code == 422 and "word word word" in words(answer)
    assert "Nothing you typed has been lost" in words(answer)


def test_what_was_typed_stays_when_it_may_no_longer_be_written(world, begun, browser):
    with opened(world.asha):
        services.close(ref=begun.ref, because="They said no", by=world.asha, now=NOW)
    client, page = browser("senco"), to("write_section", assessment=begun.ref, section="own_words")
    answer = client.post(page, box("child_says-answer", "Half a sentence"))
    assert answer.status_code == 422 and "Half a sentence" in words(answer)
    told = client.post(page, box("child_says-answer", "Half"), headers={"X-Autosave": "1"})
    assert told.status_code == 422 and "not being written" in told.json()["sentence"]
    assert client.get(to("write", assessment=begun.ref))["Location"] == to("read", assessment=begun.ref)


def test_reading(world, begun, browser):
    write(begun, world.asha, "I like <b>football</b>")
    client = browser("senco")
    shown = words(client.get(to("read", assessment=begun.ref)))
    assert "I like &lt;b&gt;football" in shown
    assert "The family’s agreement is not recorded yet" in shown
    assert "Nobody yet" in shown and "What was left blank" in shown
    other = words(browser("health_visitor").get(to("read", assessment=begun.ref)))
    assert "football" not in other and "You can read it once the family has agreed" in other


def test_earlier_wording_can_be_read(world, begun, browser):
    saved = write(begun, world.asha, "Hers")
    write(begun, world.ben, "His", mark=saved.marks[Box("child_says")])
    page = to("history", assessment=begun.ref)
    shown = words(browser("senco").get(page))
    assert "Hers" in shown and "Sam Oyelaran" in shown
    assert browser("health_visitor").get(page)["Location"] == to("read", assessment=begun.ref)


def test_sharing_completing_opening_again_closing(world, begun, browser):
    client = browser("senco")
    refused = client.post(to("share", assessment=begun.ref))
    assert refused.status_code == 422 and "Record the family" in words(refused)
    agree(world, world.cara.agency_id)
    for name in ("share", "complete", "reopen"):
        assert client.get(to(name, assessment=begun.ref)).status_code == 302
        assert client.post(to(name, assessment=begun.ref))["Location"] == to("read", assessment=begun.ref)
    assert client.get(to("close", assessment=begun.ref)).status_code == 200
    assert client.post(to("close", assessment=begun.ref), {"because": ""}).status_code == 422
    assert client.post(to("close", assessment=begun.ref), {"because": "Better"}).status_code == 302
    assert "closed on 20 November 2026" in words(client.get(to("start", child=world.child_ref)))
    assert client.post(to("start", child=world.child_ref), {"because": ""}).status_code == 422


def test_joining_through_the_pages(world, begun, browser):
    agree(world, world.asha.agency_id)
    cara = browser("health_visitor")
    assert cara.get(to("offer", assessment=begun.ref)).status_code == 200
    offered = cara.post(to("offer", assessment=begun.ref), {"message": "I visit weekly"})
    part = offered["Location"].rstrip("/").rpartition("/")[2]
    assert "You have asked to contribute" in words(cara.get(offered["Location"]))
    again = cara.post(to("offer", assessment=begun.ref), {"message": ""})
    assert again.status_code == 422 and "joined this assessment already" in words(again)
    assert cara.get(to("answer_offer", part=part)).status_code == 404

    asha = browser("senco")
    answering = to("answer_offer", part=part)
    assert "I visit weekly" in words(asha.get(answering))
    not_asked = asha.post(answering, {"wanted": ["development"]})
    assert not_asked.status_code == 422 and "Ask the family first" in words(not_asked)
    assert asha.post(answering, {"answer": "no", "because": ""}).status_code == 422
    yes = {"wanted": ["development", "conclusions"], "family_agrees": "on", "message": "Growth, please"}
    assert asha.post(answering, yes)["Location"] == to("read", assessment=begun.ref)
    assert asha.get(to("part", part=part)).status_code == 404
    assert asha.get(to("part_section", part=part, section="development")).status_code == 404

    cara = browser("health_visitor")
    own = words(cara.get(to("part", part=part)))
    asked, offered = world.asha.name, world.cara.name
    assert f"{offered} offered: I visit weekly" in own and f"{asked}: Growth, please" in own
    assert f"{asked}: I visit weekly" not in own and "Offered, and welcome" in own
    empty = cara.post(to("part", part=part))
    assert empty.status_code == 422 and "Write something first" in words(empty)
    section = to("part_section", part=part, section="development")
    assert cara.get(section).status_code == 200
    typed = box("general_health-strengths", "Grows well")
    assert cara.post(section, typed)["Location"] == to("part_section", part=part, section="conclusions")
    last = to("part_section", part=part, section="conclusions")
    assert cara.post(last, box("needs_to_change-answer", "Sleep"))["Location"] == to("part", part=part)
    assert cara.post(to("part", part=part))["Location"] == to("part", part=part)
    assert "did not have to tell it twice" in words(cara.get(to("part", part=part)))
    shown = words(browser("senco").get(to("read", assessment=begun.ref)))
    assert "Grows well" in shown and "Ashby Health Visiting writes" in shown and "has contributed" in shown


def test_declining_through_the_pages(world, begun, browser):
    agree(world, world.asha.agency_id)
    asha = browser("senco")
    asking = to("ask", assessment=begun.ref)
    assert asha.get(asking).status_code == 200
    wish = {
        "agency": world.everything.agency["visiting"].ref,
        "wanted": ["development"],
        "family_agrees": "on",
    }
    assert asha.post(asking, wish | {"family_agrees": ""}).status_code == 422
    assert (
        asha.post(asking, wish | {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2020"}).status_code
        == 422
    )
    assert asha.post(asking, wish).status_code == 302
    with opened(world.cara):
        part = queries.asked_of(world.cara, at=NOW).get()
    cara = browser("health_visitor")
    declining = to("decline", part=part.ref)
    assert cara.get(declining).status_code == 200
    assert cara.post(declining, {"because": " "}).status_code == 422
    assert cara.post(declining, {"because": "We closed in May"})["Location"] == to("part", part=part.ref)
    assert "We closed in May" in words(cara.get(to("part", part=part.ref)))
    assert browser("health_visitor").get(to("ask", assessment=begun.ref)).status_code == 302


def test_an_offer_is_declined_through_the_page(world, begun, browser):
    agree(world, world.asha.agency_id)
    offered = browser("health_visitor").post(to("offer", assessment=begun.ref), {"message": ""})
    part = offered["Location"].rstrip("/").rpartition("/")[2]
    answer = browser("senco").post(to("answer_offer", part=part), {"answer": "no", "because": "Nearly done"})
    assert answer.status_code == 302


def test_a_shielded_childs_agencies_are_not_named(world, begun, browser):
    from datetime import date

    from teamaround.people import services as people

    officer = world.everything.viewer("index")
    with opened(officer):
        people.shield(
            child_id=world.child_id, because="Order", review_on=date(2027, 1, 1), by=officer, now=NOW
        )
    client = browser("health_visitor")
    for page in (
        to("start", child=world.child_ref),
        to("read", assessment=begun.ref),
        to("offer", assessment=begun.ref),
    ):
        shown = words(client.get(page))
        assert "Ashby Green School" not in shown and "Sam Oyelaran" not in shown
        assert "index team" in shown


def test_a_page_of_queries_does_not_grow_with_what_is_written(
    world,
    begun,
    browser,
    django_assert_max_num_queries,
):
    client, page = browser("senco"), to("read", assessment=begun.ref)
    with opened(world.asha):
        for section in queries.form_of(begun).sections[:-1]:
            boxes = dict(queries.form_of(begun).boxes_of(section))
            typed = {
                one: Typed("x" if q.kind in ("long", "text") else q.choices[0].key, START)
                for one, q in boxes.items()
            }
            services.save_section(ref=begun.ref, section_key=section.key, typed=typed, by=world.asha, now=NOW)
    with django_assert_max_num_queries(60):
        client.get(page)
