"""Forms as data: the common assessment is whole, faults are named, nothing can be scored."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teamaround.assessments.rules.definition import Box, Kind, SectionKind
from teamaround.assessments.rules.reading import (
    FaultyForm,
    choose_form,
    faults_in,
    form_of,
    read_form,
)

FOLDER = Path(__file__).parent.parent / "forms_as_data"
COMMON = (FOLDER / "common_assessment_2026.toml").read_text("utf-8")

SMALL = """
key = "short"
version = "1"
title = "Short"
in_force_from = 2026-01-01
[[statement]]
key = "good"
heading = "Good"
[[sections]]
key = "one"
title = "One"
kind = "elements"
[[sections.parts]]
key = "home"
heading = "Home"
"""


@pytest.fixture(scope="module")
def common():
    return read_form(COMMON)


def test_the_childs_words_come_first(common):
    assert common.sections[0].key == "own_words"
    assert common.sections[0].parts[0].key == "child_says"


def test_the_three_domains_hold_the_elements_of_the_national_form(common):
    domains = {s.key: [p.key for p in s.parts] for s in common.sections if s.kind is SectionKind.ELEMENTS}
    assert list(domains) == ["development", "parenting", "family_and_world"]
    assert len(domains["development"]) == 12
    assert domains["parenting"] == ["basic_care", "warmth", "guidance"]
    assert len(domains["family_and_world"]) == 4


def test_each_element_is_asked_for_strengths_needs_evidence_view_and_disagreement(common):
    assert [q.key for q in common.statement] == [
        "strengths",
        "needs",
        "evidence",
        "view",
        "differently",
    ]
    assert Box("general_health", "differently") in common.boxes()


def test_each_element_has_prompts_and_what_led_here_is_asked(common):
    for section in common.sections:
        if section.kind is SectionKind.ELEMENTS:
            assert all(part.prompts for part in section.parts), section.key
    assert Box("what_led_here") in common.boxes()
    assert Box("people_present") in common.boxes()
    assert {"strengths_together", "needs_together", "needs_to_change", "how_we_will_know"} <= {
        box.part for box in common.boxes()
    }
    assert common.sections[-1].kind is SectionKind.ACTIONS


def test_identity_is_prefilled_not_asked(common):
    assert {"names", "born", "addresses", "carers", "services"} <= set(common.section("about_them").known)
    assert common.section("nothing") is None


def test_a_version_is_chosen_by_date(common):
    old = read_form(SMALL.replace("2026-01-01", "2020-01-01\nin_force_until = 2020-12-31"))
    new = read_form(SMALL)
    assert choose_form([common, old, new], key="short", on=date(2020, 5, 1)) is old
    assert choose_form([common, old, new], key="short", on=date(2026, 5, 1)) is new
    with pytest.raises(FaultyForm, match="No version"):
        choose_form([common, old, new], key="short", on=date(2022, 5, 1))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('key = "short"\n', ""), "The form has no key."),
        (
            ('title = "One"', 'title = "One"\nscore = 3'),
            "The section 'one' has 'score', which is not known.",
        ),
        (
            ('heading = "Home"', 'heading = "Home"\nweight = 2'),
            "The part 'home' has 'weight', which is not known.",
        ),
        (
            ('heading = "Home"', 'heading = "Home"\nkind = "stars"'),
            "The part 'home' is of the kind 'stars'",
        ),
        (
            ('heading = "Home"', 'heading = "Home"\nkind = "choice"'),
            "must have choices exactly when",
        ),
        (('key = "home"', 'key = "Home sweet"'), "needs a key of small letters"),
        (('kind = "elements"', 'kind = "sums"'), "is of the kind 'sums'"),
        (("2026-01-01", '"soon"'), "'in_force_from', which must be a date such as"),
        (
            ("2026-01-01", "2026-01-01\nin_force_until = 2025-01-01"),
            "The form ends before it begins.",
        ),
        (
            ('[[statement]]\nkey = "good"\nheading = "Good"\n', ""),
            "the form has no statement questions",
        ),
    ],
)
def test_each_fault_is_named(change, fault):
    with pytest.raises(FaultyForm) as wrong:
        read_form(SMALL.replace(*change))
    assert fault in str(wrong.value)


def test_two_of_the_same_key_are_a_fault():
    twice = SMALL + '[[sections.parts]]\nkey = "home"\nheading = "Home again"\n'
    with pytest.raises(FaultyForm, match="Two parts have the key 'home'"):
        read_form(twice)


def test_a_choice_without_words_is_a_fault():
    faulty = SMALL + 'kind = "choice"\nchoices = [{ key = "a" }, { key = "a", words = "A", points = 2 }]\n'
    with pytest.raises(FaultyForm) as wrong:
        read_form(faulty)
    assert len(wrong.value.faults) == 3
    assert "'points', which is not known" in str(wrong.value)


def test_a_file_that_is_not_toml_says_so():
    with pytest.raises(FaultyForm, match="cannot be read as TOML"):
        read_form("{ not toml")


words = st.sampled_from(
    ["key", "kind", "parts", "choices", "title", "heading", "prompts", "words", "sections"]
)
leaves = st.sampled_from([None, True, 3, "", "one", "elements", "choice", date(2026, 1, 1)])
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["key", "statement", "sections", "in_force_from", "title"]), values))
def test_any_data_at_all_is_read_or_has_faults(data):
    whole = {"version": "1", "key": "a", "title": "A", "in_force_from": date(2026, 1, 1)} | data
    assert faults_in(data)
    assert faults_in(whole) or form_of(whole).sections


def test_every_kind_is_used_by_the_common_assessment(common):
    assert {question.kind for question in common.boxes().values()} == set(Kind)
