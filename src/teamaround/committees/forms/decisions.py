"""What the pages of decisions ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from ..rules.decisions import OUTCOME_WORDS

Pairs = Iterable[tuple[str, str]]


class DecideForm(Form):
    """What was decided on a recommendation."""

    outcome = forms.ChoiceField(
        label="What was decided?",
        widget=Radios,
        choices=[(each.value, words) for each, words in OUTCOME_WORDS.items()],
    )
    words = forms.CharField(
        label="If it was agreed with changes: the words as resolved", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    to_body = forms.ChoiceField(label="If it was referred: to which body?", required=False)
    post = forms.ChoiceField(label="Who carries it out, or to whom is it delegated?", required=False)
    consulting = forms.CharField(label="In consultation with", required=False, max_length=300)
    due_on = DayMonthYear(label="To be carried out by", required=False)
    report_back_on = DayMonthYear(label="To be told how it goes by", required=False)
    minute = forms.CharField(
        label="Minute, if there is more to say", required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Pairs, posts: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_body"].choices = [("", "No body"), *bodies]  # type: ignore[attr-defined]
        self.fields["post"].choices = [("", "Nobody"), *posts]  # type: ignore[attr-defined]


class CarriedOutForm(Form):
    """That a decision was carried out."""

    words = forms.CharField(label="What was done?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    done_on = DayMonthYear(label="On which day?")
