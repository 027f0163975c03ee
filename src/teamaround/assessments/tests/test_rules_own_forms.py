"""A partnership's own form: conditions between questions, common elements, and never a score."""

from pathlib import Path

import pytest

from teamaround.assessments.rules import library
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.elements import DOMAINS, ELEMENTS
from teamaround.assessments.rules.reading import FaultyForm, read_release
from teamaround.assessments.rules.writing import fullness, worth_a_look

FOLDER = Path(__file__).parent / "forms"
FAMILY = (FOLDER / "early_help_2026.toml").read_text("utf-8")
SHIPPED = Path(library.__file__).parent.parent / "forms_as_data"


def family():
    return read_release(FAMILY)[0]


def faults(text):
    with pytest.raises(FaultyForm) as wrong:
        read_release(text)
    return wrong.value.faults


@pytest.mark.parametrize(
    "path", sorted([*FOLDER.glob("*.toml"), *SHIPPED.glob("*.toml")]), ids=lambda p: p.stem
)
def test_every_form_at_hand_may_be_loaded(path):
    form, _ = read_release(path.read_text("utf-8"))
    assert form.parts_about("child_says")


def test_the_common_assessment_asks_about_every_common_element():
    common = library.form(library.COMMON, "2026.1")
    parts = {part.element for section in common.sections for part in section.parts}
    assert parts == set(ELEMENTS) - {"actions"}
    assert {one.domain for one in ELEMENTS.values()} == set(DOMAINS)


def test_a_question_is_asked_once_the_other_is_answered_so():
    form = family()
    assert Box("midwife") in form.unasked({})
    assert Box("midwife") in form.unasked({Box("baby"): "no"})
    assert Box("midwife") not in form.unasked({Box("baby"): "yes"})
    assert form.boxes()[Box("midwife")].shown_if.words == "“Is somebody expecting a baby?”: Yes"


def test_a_statement_question_waits_within_its_own_element():
    form = family()
    unasked = form.unasked({Box("health", "agreed"): "no"})
    assert Box("health", "other_view") not in unasked and Box("money", "other_view") in unasked


def test_what_is_not_asked_does_not_count_as_blank():
    form = family()
    parts = sum(len(section.parts) for section in form.sections)
    assert fullness(form, [], unasked=form.unasked({})).parts == parts - 1
    assert fullness(form, [], unasked=form.unasked({Box("baby"): "yes"})).parts == parts


def test_what_families_look_for_first_is_found_in_any_form():
    assert worth_a_look(family(), []) == ["What each child says"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('is = "yes" }', 'is = "maybe" }'), "waits for 'maybe', which 'answer' of the part 'baby' does not offer"),
        (('part = "baby"', 'part = "babies"'), "no such question exists. Put it right in shown_if."),
        (('part = "baby"', 'part = "midwife"'), "is shown if it is answered itself"),
        (('field = "agreed", is', 'field = "agreed", iss'), "write shown_if as { part ="),
        (('shown_if = { field = "agreed", is = "no" }', "shown_if = 3"), "'shown_if', which must be a table such as"),
        (('field = "agreed", is', 'field = "other_view", is'), "is shown if it is answered itself"),
        (('maps_to = "warmth"\n', ""), "'adults' of the section 'life' has no maps_to. Name the common element"),
        (('maps_to = "warmth"', 'maps_to = "love"'), "has maps_to = 'love', which is no common element"),
        (('maps_to = "warmth"', 'maps_to = "progress"'), "Two parts have maps_to = 'progress'"),
        (('maps_to = "child_says"', 'maps_to = "own"'), "No part asks for the child's own words"),
        (("2028-03-31", "2025-03-31"), "The form ends before it begins. Put in_force_until after"),
        (('heading = "Who lives here"', 'heading = "Who lives here"\nkind = "stars"'), "Use one of: text, long"),
        (('key = "elsewhere"', 'key = "at_home"'), "Two parts have the key 'at_home'."),
        (('heading = "What works"', 'heading = "What works"\npoints = 3'), "'points', which is not known. Take it out"),
        (("What worries us", "Rate your worries out of ten"), "looks like a score. Nothing about a child is scored"),
        (('words = "Yes" },\n  { key = "no", words = "No, we', 'words = "1" },\n  { key = "no", words = "2 points" },\n  { key = "z", words = "No, we'), "offers figures to choose from"),
    ],
)  # fmt: skip
def test_each_fault_of_an_own_form_is_named_with_its_remedy(change, fault):
    assert FAMILY.count(change[0]) >= 1
    assert fault in " ".join(faults(FAMILY.replace(*change, 1)))


def test_two_parts_that_wait_for_each_other_are_a_fault():
    choice = 'kind = "choice"\nchoices = [{ key = "yes", words = "Yes" }]\n'
    waits = 'heading = "Who lives here"\nshown_if = { part = "baby", is = "yes" }\n' + choice
    text = FAMILY.replace('heading = "Who lives here"\n', waits)
    text = text.replace(
        'heading = "Is somebody', 'shown_if = { part = "at_home", is = "yes" }\nheading = "Is somebody'
    )
    assert "waits for parts that wait for it" in " ".join(faults(text))


def test_innocent_words_are_no_score():
    for words in ("Different points of view", "What is the point?", "Was anybody out of work?"):
        read_release(FAMILY.replace("What worries us", words))
