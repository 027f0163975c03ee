"""Words of an earlier assessment in another form: offered with their source, taken over only by a button."""

from datetime import timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.assessments import services
from teamaround.assessments.carrying import earlier_words
from teamaround.assessments.forms import MARK
from teamaround.assessments.models import Answer, Assessment
from teamaround.assessments.rules import carrying, library
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed

from .test_services import agree
from .world import NOW, acts

pytestmark = pytest.mark.django_db
YOUNG = "young_persons_own"


@pytest.fixture
def forms():
    common = next(one for one in library.forms() if one.key == library.COMMON)
    young = next(one for one in library.forms() if one.key == YOUNG)
    return common, young


def place_of(form, element):
    """The section and part of a form that ask about an element."""
    return next(
        (section, part) for section in form.sections for part in section.parts if part.element == element
    )


def test_the_same_element_is_offered_whatever_each_form_calls_it(forms):
    common, young = forms
    section, part = place_of(young, "child_says")
    found = carrying.offered(young, section, common, {Box("child_says"): "I like football"})
    assert found == {Box(part.key): "I like football"}


def test_several_answers_about_one_element_come_together_with_their_headings(forms):
    common, young = forms
    section, part = place_of(common, "general_health")
    headings = {asked.key: asked.heading for asked in common.statement}
    texts = {
        Box(part.key, "strengths"): "Rarely ill",
        Box(part.key, "needs"): "Tired",
        Box(part.key, "view"): "child",
    }
    found = carrying.offered(common, section, common, texts)
    assert found == {Box(part.key, "strengths"): "Rarely ill", Box(part.key, "needs"): "Tired"}
    shared = next((one for one in _elements(young) & {part.element for part in section.parts}), None)
    if shared is not None:
        old = next(one for one in section.parts if one.element == shared)
        texts = {Box(old.key, "strengths"): "Well", Box(old.key, "needs"): "Sleep"}
        new_section, new = place_of(young, shared)
        (words,) = carrying.offered(young, new_section, common, texts).values()
        assert words == f"{headings['strengths']}: Well\n\n{headings['needs']}: Sleep"
        assert Box(new.key) in carrying.offered(young, new_section, common, texts)


def _elements(form):
    return {part.element for section in form.sections for part in section.parts if part.element}


def test_what_was_chosen_from_a_list_and_what_one_form_alone_asks_is_not_offered(forms):
    common, young = forms
    texts = {box: "yes" for box, asked in young.boxes().items() if asked.kind in ("choice", "choices")}
    for section in common.sections:
        assert carrying.offered(common, section, young, texts) == {}


@pytest.fixture
def both(world):
    """An earlier common assessment, closed long ago, and a young person's own that has just begun."""
    with acting(world.asha, now=NOW - timedelta(days=900)) as by:
        first = services.begin(child_id=world.child_id, by=by, now=NOW - timedelta(days=900))
        services.save_section(
            ref=first.ref, section_key="own_words", by=by, now=NOW - timedelta(days=900),
            typed={Box("child_says"): Typed("I like the long way round", mark_of(0, ""))},
        )  # fmt: skip
    Assessment.objects.filter(pk=first.pk).update(
        state="closed", closed_on=(NOW - timedelta(days=800)).date()
    )
    with acting(world.asha, now=NOW) as by:
        second = services.begin(child_id=world.child_id, by=by, now=NOW, form_key=YOUNG)
    first.refresh_from_db()
    return first, second


def section_page(both, forms):
    section, part = place_of(forms[1], "child_says")
    return f"/assessments/{both[1].ref}/write/{section.key}/", str(Box(part.key)), section


def test_it_is_offered_with_its_source_and_day_and_taken_over_only_by_the_button(world, both, forms, sign_in):
    agree(world)
    client = sign_in("senco")
    page, box, _ = section_page(both, forms)
    shown = client.get(page).content.decode()
    assert "I like the long way round" in shown and "It is not in this assessment yet" in shown
    assert str((NOW - timedelta(days=800)).year) in shown and "Sam Oyelaran" in shown
    assert not Answer.objects.filter(assessment=both[1]).exists()
    mark = mark_of(0, "")
    answer = client.post(page, {"once": "a", box: "", f"{MARK}{box}": mark, "take_over": box})
    assert answer.status_code == 302 and answer["Location"].startswith(page)
    row = Answer.objects.get(assessment=both[1])
    assert row.text == "I like the long way round" and row.from_earlier_id == both[0].pk
    assert "assessments.words_taken_over" in acts()
    assert "It is not in this assessment yet" not in client.get(page).content.decode()
    read = client.get(f"/assessments/{both[1].ref}/").content.decode()
    assert "Begun from words of an earlier assessment" in read


def test_what_was_typed_is_never_put_aside_by_the_button(world, both, forms, sign_in):
    agree(world)
    client = sign_in("senco")
    page, box, _ = section_page(both, forms)
    client.post(page, {"once": "b", box: "Now I like rain", f"{MARK}{box}": mark_of(0, ""), "take_over": box})
    row = Answer.objects.get(assessment=both[1])
    assert row.text == "Now I like rain" and row.from_earlier_id is None


def test_who_may_not_read_the_earlier_one_is_offered_nothing_of_it(world, both, forms):
    section = section_page(both, forms)[2]
    empty = [box for box, _ in forms[1].boxes_of(section)]
    agree(world)
    with acting(world.asha, now=NOW) as by:
        assert earlier_words(by, both[1], section, empty=empty, at=NOW) != {}
    with acting(world.cara, now=NOW) as by:
        assert earlier_words(by, both[1], section, empty=empty, at=NOW) == {}
