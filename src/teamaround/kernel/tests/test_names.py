import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel import names

anything = st.text(max_size=30)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Siobhán", "siobhan"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("O’Brien", "obrien"),
        ("D'Souza-Smith", "dsouza smith"),
        ("Weiß Ærø", "weiss aero"),
        ("Пётр Шевченко", "petr shevchenko"),
        ("Γιώργος", "giorgos"),
        ("ﬁona", "fiona"),
        ("李 小龙", "李 小龙"),
        ("Zoë\u200b  Anne 2", "zoe anne"),
    ],
)
def test_letters_are_folded(written, folded):
    assert names.fold(written) == folded


@pytest.mark.parametrize(
    "alike",
    [
        ("van der Berg", "Berg", "VAN DER BERG"),
        ("O'Neil", "O Neil", "ONeil", "O’Neil"),
        ("McDonald", "Mac Donald", "MacDonald", "Mc Donald"),
        ("Abdul Rahman", "Abd al-Rahman", "Abdulrahman", "Abdur-Rahman"),
        ("al-Hassan", "Al Hassan", "Hassan"),
        ("bin Yusuf", "Yusuf"),
        ("St. John", "Saint John", "StJohn"),
    ],
)
def test_particles_are_joined_or_left_out(alike):
    assert len({names.words(name) for name in alike}) == 1


def test_a_name_made_of_particles_keeps_them():
    assert names.words("De") == ("de",)
    assert names.words("Mac") == ("mac",)


def test_order_does_not_matter_to_a_word_set():
    assert names.word_set("Nguyen Thi Mai") == names.word_set("Mai Thi Nguyen")


@pytest.mark.parametrize(
    "text",
    [
        "Baby",
        "INFANT",
        "Twin 1",
        "Twin A",
        "unknown",
        "Test",
        "N/K",
        "Not known",
        "Baby Boy",
        "XXX",
        "--",
        "Child 2",
    ],
)
def test_placeholders_are_no_names(text):
    assert names.is_placeholder(text)
    assert names.without_placeholder(text) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Baby Amira", "Amira"),
        ("Rothschild", "Rothschild"),
        ("Na", "Na"),
        ("Unknown  ", ""),
        ("Mary  Ann", "Mary Ann"),
    ],
)
def test_names_beside_a_placeholder_are_kept(text, kept):
    assert names.without_placeholder(text) == kept


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_not_a_placeholder(text):
    assert not names.is_placeholder(text)


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("VAN DER BERG-O'NEIL", "van der Berg-O'Neil"),
        ("mcdonald", "McDonald"),
        ("MacLeod", "MacLeod"),
        ("DE", "De"),
        ("ÉLODIE", "Élodie"),
        ("d'souza", "D'Souza"),
    ],
)
def test_capitals_are_put_in_the_usual_case(typed, usual):
    assert names.in_mixed_case(typed) == usual


def test_names_for_showing():
    assert names.full_name(given=" Anna ", family="Berg") == "Anna Berg"
    assert names.full_name(given="", family="Berg") == "Berg"
    assert names.listed_name(given="Anna", family="Berg") == "Berg, Anna"
    assert names.listed_name(given="Anna", family="") == "Anna"
    assert names.initials(given="anna", family="Berg") == "AB"


def test_lists_are_sorted_as_people_expect():
    people = [("Øster", "Zoë"), ("Oster", "Anna"), ("O'Neil", "Bea"), ("Nash", "Carl")]
    ordered = sorted(people, key=lambda each: names.sort_key(family=each[0], given=each[1]))
    assert [family for family, _ in ordered] == ["Nash", "O'Neil", "Oster", "Øster"]


@given(anything)
def test_folding_twice_changes_nothing(text):
    assert names.fold(names.fold(text)) == names.fold(text)


@given(anything)
def test_a_name_without_placeholder_has_none(text):
    once = names.without_placeholder(text)
    assert names.without_placeholder(once) == once


@given(anything)
def test_tidying_and_casing_never_fail_and_settle(text):
    assert names.tidy(names.tidy(text)) == names.tidy(text)
    assert names.in_mixed_case(names.in_mixed_case(text)) is not None


@given(st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122), min_size=1, max_size=12))
def test_case_is_nothing_to_folding(word):
    assert names.fold(word.upper()) == names.fold(word) == names.fold(word.title())
