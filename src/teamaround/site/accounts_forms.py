"""What the administrator's pages ask for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from teamaround.accounts.rules import DUTY_WORDS, Viewer
from teamaround.agencies import queries as agencies
from teamaround.design.forms import DayMonthYear, Form, Radios

LONGEST_TOKEN = timedelta(days=3660)
PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class WordsForm(Form):
    """Part of somebody's name or e-mail address."""

    q = forms.CharField(label="Name or e-mail address", required=False, max_length=100)


class NewAccountForm(Form):
    """Somebody in post at an agency, or a program that calls the API."""

    kind = forms.ChoiceField(
        label="Who is it for?", widget=Radios, initial="person",
        choices=[("person", "A person"), ("service", "A program that uses the API")],
    )  # fmt: skip
    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(label="E-mail address", max_length=254)
    agency = forms.ChoiceField(label="Agency")
    role = forms.CharField(label="What is their post?", required=False, max_length=100)
    telephone = forms.CharField(label="Telephone", required=False, max_length=40)
    starts_on = DayMonthYear(label="First day")
    training_until = DayMonthYear(label="Training holds until", required=False)
    vetted_until = DayMonthYear(label="DBS check holds until", required=False)
    password = forms.CharField(
        label="First password", required=False, max_length=200, widget=PASSWORD, strip=False,
        help_text="At least twelve characters. Give it to them by telephone; they change it, and set up an authenticator app, when they first sign in.",
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agencies = {
            row.ref: row for row in agencies.agencies() if row.authority_id == viewer.authority_id
        }
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", ""), *((ref, row.name) for ref, row in self.agencies.items()),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A person needs a post and dates; a program has no password."""
        typed = super().clean() or {}
        if typed.get("kind") == "service":
            return {**typed, "password": ""}
        for name, sentence in (
            ("role", "Enter their post, for example “SENCO”"),
            ("training_until", "Enter the day until which their training holds"),
            ("vetted_until", "Enter the day until which their DBS check holds"),
        ):
            if name not in self.errors and not typed.get(name):
                self.add_error(name, sentence)
        return typed

    def clean_password(self) -> str:
        """A password that is long and uncommon enough."""
        return _fit_password(self.cleaned_data["password"])


class GrantForm(Form):
    """A duty, from when and until when."""

    duty = forms.ChoiceField(
        label="Duty", widget=Radios, choices=[(duty.value, words) for duty, words in DUTY_WORDS.items()]
    )
    starts_on = DayMonthYear(label="From")
    ends_on = DayMonthYear(label="Until, if it ends", required=False)


class DatesForm(Form):
    """The dates on which access hangs."""

    ends_on = DayMonthYear(label="Last day, if the account ends", required=False)
    training_until = DayMonthYear(label="Training holds until", required=False)
    vetted_until = DayMonthYear(label="DBS check holds until", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class TokenForm(Form):
    """What a token is for, and until when it works."""

    name = forms.CharField(
        label="What is it for?", max_length=100, help_text="For example “nightly roll of the school”."
    )
    ends_on = DayMonthYear(label="Last day")

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_ends_on(self) -> date:
        """A day to come, and not for ever."""
        day: date = self.cleaned_data["ends_on"]
        if not self.today <= day <= self.today + LONGEST_TOKEN:
            raise forms.ValidationError("Choose a last day from today on, and within ten years")
        return day


class PasswordForm(Form):
    """A first password."""

    password = forms.CharField(label="First password", max_length=200, widget=PASSWORD, strip=False)

    def clean_password(self) -> str:
        """A password that is long and uncommon enough."""
        return _fit_password(self.cleaned_data["password"])


def _fit_password(password: str) -> str:
    if password:
        validate_password(password)
    return password
