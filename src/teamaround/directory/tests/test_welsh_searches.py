"""Searching in Welsh: people's own words lead to needs, in any form of a word, with accents or without."""

import random
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.accounts.door import acting
from teamaround.directory import services
from teamaround.directory.queries.understanding import understand
from teamaround.directory.rules import needs
from teamaround.directory.rules.crisis import may_mean_danger
from teamaround.directory.rules.welsh import begun_like, folded, key, keys, tokens
from teamaround.kernel import tongue
from teamaround.site.bench.directory_times import slip

from .test_rules_crisis import wordings

PHRASES = [
    (taxonomy, code, phrase)
    for taxonomy in (needs.NEEDS, needs.SEND, needs.ACCESS)
    for code, phrases in needs.welsh_written()[taxonomy].items()
    for phrase in phrases
]


def codes(text):
    return {each.term.code for each in needs.asked_for(text)}


@pytest.mark.parametrize(
    "forms",
    [
        "plant blant phlant mhlant", "cymorth gymorth chymorth nghymorth", "tad dad nhad thad", "gardd ardd ngardd",
        "llyfr lyfr", "rhieni rieni", "merch ferch", "ysgol hysgol", "baban faban maban", "dosbarth ddosbarth nosbarth",
    ],
)  # fmt: skip
def test_a_word_has_one_key_whatever_its_first_letter_turns_into(forms):
    assert len({key(form) for form in forms.split()}) == 1


@given(st.text(max_size=60))
def test_any_text_at_all_is_folded_and_keyed(text):
    plain = needs.plain(text)
    assert plain == needs.plain(folded(text)) == needs.plain(text.lower())
    assert len(keys(plain).split()) == len(plain.split())


def test_every_code_of_the_welsh_words_is_one_of_ours_and_every_need_has_some():
    for taxonomy in needs.taxonomies():
        ours, written = {term.code for term in taxonomy.terms}, set(needs.welsh_written()[taxonomy.code])
        assert written <= ours
        assert not {term.code for term in taxonomy.terms if term.phrases} - written


@pytest.mark.parametrize(("taxonomy", "code", "phrase"), PHRASES, ids=[phrase for _, _, phrase in PHRASES])
def test_each_welsh_phrase_leads_to_what_it_means(taxonomy, code, phrase):
    for typed in (phrase, folded(phrase), f"{phrase.upper()}!", f"Dwi'n chwilio am {phrase} yn Ashby"):
        assert code in codes(typed), typed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Mae fy merch yn cael ei bwlio", "bullying"), ("grŵp i ddadau", "fathers"), ("gofalwyr ifainc a gofalwr ifanc", "young-carers"),
        ("help gyda dyledion", "debt"), ("clwb ar ol ysgol", "childcare"), ("am fanc bwyd", "food"), ("dysgu nofio", "sport"),
        ("mae fy mab yn gwrthod mynd i’r ysgol", "attendance"), ("mae gen i orbryder", "worry"), ("gyda chadair olwyn", "physical"),
    ],
)  # fmt: skip
def test_what_families_write_in_sentences(typed, code):
    assert code in codes(typed)


def test_english_words_are_not_read_as_welsh():
    for taxonomy in needs.taxonomies():
        for term in taxonomy.terms:
            for phrase in (*term.phrases, term.name):
                welsh = [
                    each.term.code
                    for each in needs._phrases()
                    if each.is_welsh and f" {each.said} " in f" {keys(needs.plain(phrase))} "
                ]
                assert set(welsh) <= {term.code}, (phrase, welsh)


def test_danger_is_known_whatever_the_first_letters_turn_into():
    for words in wordings("crisis_wordings_cy.txt"):
        assert may_mean_danger(folded(words)) and may_mean_danger(f"Help! {words}…")
    assert not may_mean_danger("clwb i blant Ashby") and tokens("y plant yn yr ardal") == "cyxplant cyxcardal"


@pytest.fixture
def drop_in(world, small):
    """A service with its Welsh, and one whose English has an accent."""
    made = small.add("Drop in", "harbour", wait_time="No wait.")
    words = {"name": "Galw heibio i rieni", "description": "Paned a sgwrs mewn grŵp bach, gyda chrefftau."}
    with acting(world.viewer("lead"), now=world.now) as by:
        services.translate(
            service_id=made.pk, language="cy", words=words, translated_by="Menna Rhys", by=by, now=world.now
        )
    small.add("Café at the quay", "sail")
    return made


def names(client, words, **more):
    page = unescape(client.get("/directory/", {"q": words, **more}).content.decode())
    return page.partition('id="results"')[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["galw heibio", "rhieni", "grŵp bach", "grwp crefftau", "GALW HEIBIO i'r rhieni"]
)
def test_an_entry_is_found_by_what_it_says_in_welsh(client, drop_in, words):
    assert "Drop in</a>" in names(client, words)
    client.get("/directory/?lang=cy")
    assert '<a class="govuk-link" lang="cy" dir="ltr" href="/directory/services/' in names(client, words)
    assert "Galw heibio i rieni</a>" in names(client, words) and "Yn lle" not in names(client, words)


@pytest.mark.django_db
def test_accents_make_no_difference_in_english_either(client, drop_in):
    for words in ("café", "cafe", "CAFÉ quay"):
        assert "Café at the quay</a>" in names(client, words)


@pytest.mark.django_db
def test_a_need_is_found_by_its_welsh_words_and_the_page_says_by_which(client, small):
    found = names(client, "Dwi eisiau chwaraeon dŵr: hwylio")
    assert "Young sailors</a>" in found and "you wrote “chwaraeon”" in found
    client.get("/directory/?lang=cy")
    page = unescape(client.get("/directory/", {"q": "mae fy ngŵr yn fy nharo"}).content.decode())
    assert page.index("Help nawr") < page.index("<h1")


@pytest.mark.django_db
def test_new_words_are_found_and_the_old_ones_no_more(world, client, drop_in):
    words = {"name": "Clwb cinio", "description": "Bwyd i bawb."}
    with acting(world.viewer("lead"), now=world.now) as by:
        services.translate(
            service_id=drop_in.pk,
            language="cy",
            words=words,
            translated_by="Menna Rhys",
            by=by,
            now=world.now,
        )
    assert "Drop in</a>" in names(client, "ginio") and "Drop in</a>" not in names(client, "galw heibio")


@pytest.mark.parametrize(
    ("typed", "meant", "whole"),
    [("mhlntyn", "plentyn", "mhlentyn"), ("orbrydr", "gorbryder", "orbryder"), ("dylde", "dyled", "dyled"), ("xyz", "dyled", "")],
)  # fmt: skip
def test_a_word_that_is_put_right_begins_as_it_was_typed(typed, meant, whole):
    assert begun_like(typed, key(meant)) == whole


@pytest.mark.django_db
def test_a_slip_in_a_welsh_word_still_leads_to_the_need(small):
    """Each Welsh phrase with one slip in a longer word, as somebody types it into the page in Welsh."""
    dice, found, asked = random.Random(3), 0, 0
    with tongue.speaking_in("cy"):
        for _, code, phrase in PHRASES[::3]:
            typed = slip(needs.plain(phrase), dice)
            if typed != needs.plain(phrase):
                asked += 1
                found += code in {each.term.code for each in understand(typed).asked}
    assert asked > 60 and found / asked >= 0.95, (found, asked)


@pytest.mark.django_db
def test_the_page_says_what_was_changed_in_welsh_too(client, small):
    found = names(client, "chwareon")
    assert "chwaraeon</strong> in place of “chwareon”" in found and "Young sailors</a>" in found
    client.get("/directory/?lang=cy")
    found = names(client, "chwareon")
    assert "<strong>chwaraeon</strong> yn lle “chwareon”" in found and "Young sailors</a>" in found
    assert "as-typed=yes" in found
    assert "Young sailors</a>" not in names(client, "chwareon", **{"as-typed": "yes"})


@pytest.mark.django_db
def test_a_slip_in_what_an_entry_says_in_welsh_is_put_right(client, drop_in):
    assert "Drop in</a>" in names(client, "crefftua") and "crefftau</strong> in place of" in names(
        client, "crefftua"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["angen help", "mae fy chwaer yn mynd i'r ysgol heddiw", "rhywbeth i blant yr wythnos yma", "fy mhlentyn ifanc"]
)  # fmt: skip
def test_welsh_words_of_any_sentence_are_no_slips(small, typed):
    small.add("Calm", description="For anger, and for chewing. A mind rest.")
    assert understand(typed).changed == ()


@pytest.mark.django_db
def test_english_words_are_put_right_to_english_ones_on_the_page_in_english(small):
    small.add("Counselling", description="Counselling for teenagers.")
    assert understand("conselling teenagers").changed == (("conselling", "counselling"),)
