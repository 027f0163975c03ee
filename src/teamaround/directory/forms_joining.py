"""What the pages ask an organisation that wants to be in the directory, and those who decide about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import Checkboxes, Form, Radios
from teamaround.kernel import postcodes

from .forms import ChangeForm, needs_in_words
from .rules.changing import NEW_FIELDS
from .rules.joining import Alike, Said
from .rules.listing import DAY_WORDS, Status

NEW = "new"


class SignUpForm(Form):
    """What an organisation says of itself."""

    name = forms.CharField(label="Name of your organisation", max_length=150)
    about = forms.CharField(label="What do you do, and for whom?", max_length=1_000, widget=forms.Textarea)
    website = forms.URLField(label="Website", max_length=400, required=False, assume_scheme="https")
    telephone = forms.CharField(label="Telephone that families may ring", max_length=30, required=False)
    public_email = forms.EmailField(label="E-mail that families may use", max_length=200, required=False)
    charity_number = forms.CharField(label="Charity number, if you have one", max_length=12, required=False)
    company_number = forms.CharField(label="Company number, if you have one", max_length=12, required=False)
    contact = forms.CharField(label="Your own name", max_length=150)
    email = forms.EmailField(label="Your e-mail", max_length=200)

    def said(self) -> Said:
        """The same for the rules."""
        return Said(**self.cleaned_data)


class LinkForm(Form):
    """Where a new link is to go."""

    email = forms.EmailField(label="Your e-mail", max_length=200)


def _hour(name: str) -> forms.TimeField:
    return forms.TimeField(
        label=NEW_FIELDS[name], required=False, input_formats=["%H:%M", "%H.%M", "%H"],
        error_messages={"invalid": "Write the hour as 9:30 or 17:00."},
    )  # fmt: skip


def _line(name: str, most: int) -> forms.CharField:
    return forms.CharField(label=NEW_FIELDS[name], max_length=most, required=False)


class NewServiceForm(ChangeForm):
    """A service that is not in the directory yet."""

    needs = forms.MultipleChoiceField(
        label=NEW_FIELDS["needs"], widget=Checkboxes, error_messages={"required": "Choose at least one."}
    )
    telephone = _line("telephone", 30)
    is_free = forms.BooleanField(label=NEW_FIELDS["is_free"], required=False)
    place = _line("place", 150)
    address_1 = _line("address_1", 150)
    city = _line("city", 100)
    county = _line("county", 100)
    postcode = _line("postcode", 10)
    days = forms.MultipleChoiceField(
        label=NEW_FIELDS["days"], choices=list(DAY_WORDS.items()), widget=Checkboxes, required=False
    )
    opens_at = _hour("opens_at")
    closes_at = _hour("closes_at")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["status"]
        field = self.fields["needs"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = needs_in_words()

    def clean_postcode(self) -> str:
        """Refuse what is no postcode."""
        text = str(self.cleaned_data["postcode"])
        if text and not postcodes.is_valid_shape(text):
            raise forms.ValidationError("Enter a whole postcode, such as ZY1 1AA.")
        return postcodes.tidy(text) if text else ""

    def typed(self) -> dict[str, Any]:
        """What was typed, as it is kept until a keeper has looked; a new service is open."""
        told: dict[str, Any] = {**self.cleaned_data, "status": Status.ACTIVE.value}
        for name in ("opens_at", "closes_at"):
            told[name] = told[name].strftime("%H:%M") if told[name] else ""
        return told


class AcceptForm(Form):
    """Whether an organisation is one that is here already, in a person's word."""

    which = forms.ChoiceField(
        label="Is it one of these?",
        widget=Radios,
        error_messages={"required": "Say whether it is one of these."},
    )

    def __init__(self, *args: Any, alike: Iterable[Alike], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["which"]
        assert isinstance(field, forms.ChoiceField)
        found = list(alike)
        field.choices = [(each.ident, f"Yes: {each.name}") for each in found] + [(NEW, "No, it is a new one")]
        if not found:
            field.label, self.initial["which"] = "How is it taken in?", NEW
            field.choices = [(NEW, "As a new organisation")]
