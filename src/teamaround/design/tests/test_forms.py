from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms

from teamaround.design.controls import error_summary, field, has_errors
from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios, refusals_on
from teamaround.kernel.refusal import Refusal


class Child(Form):
    given = forms.CharField(label="Given name", max_length=20)
    nhs = forms.CharField(label="NHS number", required=False)
    born = DayMonthYear(label="Date of birth")
    why = forms.ChoiceField(
        label="Why are you looking?",
        choices=[("help", "To help"), ("other", "Something else")],
        widget=Radios(hints={"help": "Somebody has asked"}),
    )
    who = forms.MultipleChoiceField(
        label="Who helps?", choices=[("s", "School"), ("h", "Health")], widget=Checkboxes
    )
    area = forms.ChoiceField(label="Area", choices=[("", "Choose"), ("n", "North")])
    words = forms.CharField(label="Words", max_length=50, widget=forms.Textarea)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Controls(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.ids, self.labelled = [], set(), set()
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids.add(given.get("id"))
        if tag == "label":
            self.labelled.add(given["for"])
        if tag in ("input", "textarea", "select"):
            self.found.append(given)


def filled(**changes):
    right = {
        "given": "Asha",
        "born-day": "27",
        "born-month": "3",
        "born-year": "2017",
        "why": "help",
        "who": ["s"],
        "area": "n",
        "words": "One\n\n  two",
    }
    return Child(right | changes)


def test_a_filled_form_is_right():
    form = filled()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == date(2017, 3, 27)


def test_a_blank_form_says_what_to_do_field_by_field():
    assert Child({}).errors == {
        "given": ["Enter given name"],
        "born": ["Enter date of birth"],
        "why": ["Answer “Why are you looking?”"],
        "who": ["Answer “Who helps?”"],
        "area": ["Choose area"],
        "words": ["Enter words"],
    }


def test_what_is_too_long_or_no_text_is_said_in_our_words():
    long = Child({"given": "x" * 25, "nhs": "1\x002", "why": "help"})
    assert long.errors["given"] == ["Shorten “Given name”: at most 20 letters fit, and it has 25"]
    assert "Type it again" in long.errors["nhs"][0]


def test_abbreviations_keep_their_capitals():
    class Number(Form):
        nhs = forms.CharField(label="NHS number")

    assert Number({}).errors["nhs"] == ["Enter NHS number"]


def test_a_message_given_by_the_author_stays():
    class Named(Form):
        given = forms.CharField(error_messages={"required": "Say who it is"})

    assert Named({}).errors["given"] == ["Say who it is"]


@pytest.mark.parametrize("name", list(Child.base_fields))
@pytest.mark.parametrize("form", [Child(), Child({}), filled()])
def test_every_control_has_a_label(form, name):
    drawn = Controls(field(form, name))
    for control in drawn.found:
        assert control.get("type") == "hidden" or control["id"] in drawn.labelled


@pytest.mark.parametrize("name", ["given", "born"])
def test_the_browser_offers_nobody_elses_details(name):
    assert {control["autocomplete"] for control in Controls(field(filled(), name)).found} == {"off"}


def test_the_summary_links_to_a_control_that_is_there():
    form = Child({"born-day": "27", "born-month": "3"})
    there = Controls("".join(str(field(form, name)) for name in form.fields)).ids
    links = [part.split('"')[0] for part in str(error_summary(form)).split('href="#')[1:]]
    assert len(links) == 6
    assert set(links) <= there
    assert "id_born-year" in links


def test_no_summary_without_errors():
    assert error_summary(filled(), Child()) == ""
    assert not has_errors(Child())
    assert has_errors(Child({}))


def test_what_was_typed_comes_back_unchanged():
    html = str(field(filled(words="One\n\n  two <b>"), "words"))
    assert ">One\n\n  two &lt;b&gt;</textarea>" in html


def test_a_password_does_not_come_back():
    class Sign(Form):
        password = forms.CharField(widget=forms.PasswordInput)

    assert "correct horse" not in field(Sign({"password": "correct horse"}), "password")


def test_a_choice_is_hinted_chosen_and_reveals_more():
    html = str(field(filled(why="other"), "why", reveal={"other": "<p>More</p>"}))
    assert "Somebody has asked" in html
    assert "<p>More</p>" in html
    assert html.count(" checked") == 1
    assert "conditional--hidden" not in html


def test_long_text_counts_its_letters_unless_told_not_to():
    assert 'data-maxlength="50"' in field(Child(), "words")
    assert "data-maxlength" not in field(Child(), "words", count=False)


@pytest.mark.parametrize(("named", "shown"), [("given", "given"), ("", "__all__"), ("x", "__all__")])
def test_a_refusal_lands_beside_its_field(named, shown):
    form = filled()
    assert form.is_valid()
    with refusals_on(form):
        raise Refusal("name", "Give the name as it is on the register.", field=named)
    assert form.errors[shown] == ["Give the name as it is on the register."]


def test_a_field_that_is_alike_for_everybody_is_drawn_once_and_never_with_what_was_typed():
    blank = field(Child(), "given", alike=True)
    assert blank is field(Child(), "given", alike=True) and blank == field(Child(), "given")
    assert field(Child(), "given", label_size="m", alike=True) == field(Child(), "given", label_size="m")
    for form in (filled(), Child({}), Child(initial={"given": "Asha", "why": "help"})):
        for name in ("given", "born", "why"):
            assert field(form, name, alike=True) == field(form, name)
    typed = Child(initial={"given": "Asha"})
    assert field(typed, "given", alike=True) is not field(typed, "given", alike=True)


def test_choices_made_for_one_page_are_not_kept_for_the_next():
    form, other = Child(), Child()
    form.fields["why"].choices = [("c-1", "Asha Lindqvist")]
    assert field(form, "why", alike=True) == field(form, "why")
    assert "Asha" not in field(other, "why", alike=True)


def test_an_address_that_is_none_is_asked_for_in_full():
    class Reached(Form):
        email = forms.EmailField(label="Your e-mail")
        site = forms.URLField(label="Website", assume_scheme="https")

    errors = Reached({"email": "asha@", "site": "javascript:alert(1)"}).errors
    assert errors["email"] == ["Enter an e-mail address in full, such as name@example.org"]
    assert errors["site"] == ["Enter a web address in full, such as https://www.example.org"]
