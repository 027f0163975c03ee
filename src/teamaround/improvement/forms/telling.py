"""What the pages of telling ask for."""

from __future__ import annotations

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from ..rules.telling import AUDIENCE_WORDS, HOW_WORDS
from .boxes import box

NO_NAMES = "Never a child’s name, or anything by which one child could be known"


class ToldForm(Form):
    """That they have been told."""

    told_on = DayMonthYear(label="On which day were they told?")
    reached = forms.IntegerField(
        label="How many were reached?", required=False, min_value=0, max_value=9_999_999,
        help_text="Leave it empty when nobody has counted",
    )  # fmt: skip


class TellingForm(Form):
    """What one audience is told."""

    audience = forms.ChoiceField(
        label="Who is told?", widget=Radios, choices=[(each.value, words) for each, words in AUDIENCE_WORDS.items()]
    )  # fmt: skip
    words = box(
        "What was found and what is being done, in words for them",
        help_text=f"For children and young people: short sentences and plain words. {NO_NAMES}",
    )
    how = forms.ChoiceField(
        label="How?", widget=Radios, choices=[(each.value, words) for each, words in HOW_WORDS.items()]
    )
    told_by = forms.CharField(label="Who tells them?", max_length=200, help_text="A post or a person")
    told_on = DayMonthYear(
        label="On which day were they told?", required=False, help_text="Leave it empty while it is a draft"
    )
    reached = forms.IntegerField(
        label="How many were reached?", required=False, min_value=0, max_value=9_999_999
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SaidBackForm(Form):
    """What those who were told said back."""

    words = box("What did they say back?", help_text=NO_NAMES)
    heard_on = DayMonthYear(label="On which day?")
    heard_by = forms.CharField(label="Who heard it?", max_length=200, help_text="A post or a person")


class PublishForm(Form):
    """Nothing to fill in: whoever publishes has read the words once more above the button."""


class TakeDownForm(Form):
    """Why a page is taken down."""

    because = box("Why is it taken down?")
