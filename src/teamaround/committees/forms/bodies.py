"""What the pages of bodies and posts ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from ..rules.bodies import CAPACITY_WORDS, KIND_WORDS, SEAT_WORDS, Capacity, Seat


class BodyForm(Form):
    """A body under the name that it began with."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(
        label="What is it?", choices=[(each.value, words) for each, words in KIND_WORDS.items()]
    )
    starts_on = DayMonthYear(label="First day")
    quorum = forms.IntegerField(
        label="Members with a vote needed to decide", required=False, min_value=1, max_value=500
    )
    answers_to = forms.ChoiceField(label="Answers to", required=False)
    follows = forms.ChoiceField(label="Takes over from", required=False)

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("answers_to", "follows"):
            self.fields[name].choices = [("", "Nobody"), *others]  # type: ignore[attr-defined]


class NameForm(Form):
    """A new name or title from a day on."""

    name = forms.CharField(label="New name", max_length=200)
    starts_on = DayMonthYear(label="First day of it")


class AliasForm(Form):
    """Another name that people use."""

    name = forms.CharField(label="Another name that people use", max_length=200)


class QuorumForm(Form):
    """How many are needed to decide."""

    quorum = forms.IntegerField(
        label="Members with a vote needed to decide", required=False, min_value=1, max_value=500
    )


class EndForm(Form):
    """The last day of something."""

    ends_on = DayMonthYear(label="Last day")


class SeatForm(Form):
    """Somebody's seat in a body."""

    name = forms.CharField(label="Name", max_length=200)
    on_behalf_of = forms.CharField(label="Whom do they speak for?", required=False, max_length=200)
    seat = forms.ChoiceField(
        label="Seat", widget=Radios, choices=[(each.value, words) for each, words in SEAT_WORDS.items()]
    )
    is_acting = forms.BooleanField(label="They act for somebody else for a while", required=False)
    starts_on = DayMonthYear(label="First day")
    ends_on = DayMonthYear(label="Last day, if it is known", required=False)

    def clean_seat(self) -> Seat:
        return Seat(self.cleaned_data["seat"])


class PostForm(Form):
    """A post under the title that it began with."""

    title = forms.CharField(label="Title", max_length=200)
    organisation = forms.CharField(label="Organisation", required=False, max_length=200)
    starts_on = DayMonthYear(label="First day")


class HoldingForm(Form):
    """Somebody's time in a post."""

    name = forms.CharField(label="Name", max_length=200)
    capacity = forms.ChoiceField(
        label="How do they hold it?", widget=Radios,
        choices=[(each.value, words) for each, words in CAPACITY_WORDS.items()],
    )  # fmt: skip
    starts_on = DayMonthYear(label="First day")
    ends_on = DayMonthYear(label="Last day, if it is known", required=False)

    def clean_capacity(self) -> Capacity:
        return Capacity(self.cleaned_data["capacity"])
