"""What the directory's pages ask for."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy

from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios
from teamaround.kernel import postcodes, tongue
from teamaround.kernel.refusal import Refusal

from . import queries
from .rules import needs
from .rules.asking import METRES_IN_A_MILE, USUAL_MILES, Ground, Hours, Wanted, chosen
from .rules.capacity import MOST_PLACES, MOST_WEEKS, TAKING_WORDS, Room
from .rules.changing import FIELDS
from .rules.listing import DAY_WORDS, STATUS_WORDS
from .rules.local_offer import LONGEST, Seen, Written

ANY = ("", "Any")
AGES = {
    "0-1": "Under 1", "1-4": "1 to 4", "5-10": "5 to 10", "11-15": "11 to 15", "16-17": "16 and 17",
    "18-25": "18 to 25",
}  # fmt: skip
MILES = {"1": "1 mile", "3": "3 miles", "5": "5 miles", "10": "10 miles", "20": "20 miles"}
PARTS = {"morning": (None, time(12)), "afternoon": (time(12), time(17)), "evening": (time(17), None)}


_said = lazy(tongue.into, str)


def needs_in_words() -> list[tuple[str, Any]]:
    """Wider needs and those within them, each with the wider one's name before it."""
    names = {term.code: term.name for term in needs.terms(needs.NEEDS)}
    return [
        (
            term.code,
            format_lazy("{}: {}", _said(names[term.group]), _said(term.name)) if term.group else term.name,
        )
        for term in needs.terms(needs.NEEDS)
    ]


def _of(taxonomy: str) -> list[tuple[str, str]]:
    return [(term.code, term.name) for term in needs.terms(taxonomy)]


class Listed(forms.ChoiceField):
    """One of a list that is the same for everybody, so that not every form needs a copy of it."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Listed:
        memo[id(self._choices)] = self._choices  # type: ignore[attr-defined]
        copied: Listed = super().__deepcopy__(memo)
        return copied


class SearchForm(Form):
    """What somebody looks for. It travels in the address, so that it can be kept and sent on."""

    q = forms.CharField(label="What do you need help with?", max_length=200, required=False)
    place = forms.CharField(label="Your postcode", max_length=10, required=False)
    miles = Listed(label="How far", choices=list(MILES.items()), required=False)
    need = Listed(label="Kind of help", choices=[ANY, *needs_in_words()], required=False)
    age = Listed(label="Age", choices=[ANY, *AGES.items()], required=False)
    day = Listed(label="Day", choices=[ANY, *DAY_WORDS.items()], required=False)
    part = Listed(
        label="Time of day", choices=[ANY, *((part, part.capitalize()) for part in PARTS)], required=False
    )
    send = Listed(label="For a special need or disability", choices=[ANY, *_of(needs.SEND)], required=False)
    access = forms.MultipleChoiceField(
        label="The place must have", choices=_of(needs.ACCESS), widget=Checkboxes, required=False
    )
    language = forms.CharField(label="Language", max_length=40, required=False)
    free = forms.BooleanField(label="Free of charge", required=False)

    ground: Ground | None = None

    def clean_place(self) -> str:
        """Refuse what is no postcode, and one that nobody here knows."""
        text = str(self.cleaned_data["place"])
        try:
            self.ground = queries.ground_asked(text)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None
        return postcodes.tidy(text) if self.ground else ""

    def wanted(self) -> Wanted:
        """What was asked for, in the words of the rules."""
        told = self.cleaned_data
        youngest, _, oldest = told["age"].partition("-")
        miles = float(told["miles"] or USUAL_MILES)
        return Wanted(
            words=told["q"], needs=chosen(told["need"]), send=chosen(told["send"]),
            access=frozenset(told["access"]), minimum_age=float(youngest) if youngest else None,
            maximum_age=float(oldest) if oldest else None, ground=self.ground,
            metres=miles * METRES_IN_A_MILE if self.ground else None, hours=_hours(told),
            is_free=told["free"], language=told["language"].strip(),
        )  # fmt: skip


def _translated(name: str, most: int) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=FIELDS[name], max_length=most, widget=area, required=False)


def _hours(told: dict[str, Any]) -> Hours | None:
    start, end = PARTS.get(told["part"], (None, None))
    return Hours(told["day"], start, end) if told["day"] or told["part"] else None


class StillRightForm(Form):
    """Which of an organisation's entries still hold, as it says by the link in a letter."""

    right = forms.MultipleChoiceField(label="What is still right", widget=Checkboxes)

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["right"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = entries
        field.error_messages["required"] = "Choose at least one that is still right."


class SuggestForm(Form):
    """What is wrong in an entry, from somebody without an account."""

    words = forms.CharField(label="What should be different?", max_length=1_000, widget=forms.Textarea)
    email = forms.EmailField(label="Your e-mail, if we may ask you", max_length=200, required=False)


class ChangeForm(Form):
    """An entry's own words, to be changed."""

    name = forms.CharField(label=FIELDS["name"], max_length=200)
    description = forms.CharField(
        label=FIELDS["description"], max_length=2_000, widget=forms.Textarea, required=False
    )
    eligibility_description = forms.CharField(
        label=FIELDS["eligibility_description"], max_length=1_000, widget=forms.Textarea, required=False
    )
    minimum_age = forms.FloatField(label=FIELDS["minimum_age"], min_value=0, max_value=120, required=False)
    maximum_age = forms.FloatField(label=FIELDS["maximum_age"], min_value=0, max_value=120, required=False)
    application_process = forms.CharField(
        label=FIELDS["application_process"], max_length=1_000, widget=forms.Textarea, required=False
    )
    fees_description = forms.CharField(label=FIELDS["fees_description"], max_length=500, required=False)
    wait_time = forms.CharField(label=FIELDS["wait_time"], max_length=300, required=False)
    email = forms.EmailField(label=FIELDS["email"], max_length=200, required=False)
    url = forms.URLField(label=FIELDS["url"], max_length=400, required=False, assume_scheme="https")
    alert = forms.CharField(label=FIELDS["alert"], max_length=300, required=False)
    status = forms.ChoiceField(
        label=FIELDS["status"],
        choices=[(state.value, words.capitalize()) for state, words in STATUS_WORDS.items()],
    )


class TranslationForm(Form):
    """An entry's words in another language."""

    name = forms.CharField(label=FIELDS["name"], max_length=200, required=False)
    description = _translated("description", 2_000)
    eligibility_description = _translated("eligibility_description", 1_000)
    application_process = _translated("application_process", 1_000)
    fees_description = _translated("fees_description", 500)
    wait_time = _translated("wait_time", 300)
    alert = _translated("alert", 300)
    translated_by = forms.CharField(
        label="Who translated it", max_length=150, required=False, help_text="A person or an office."
    )


class CommentForm(Form):
    """What somebody thinks of a statement."""

    words = forms.CharField(label="What do you want to tell us?", max_length=2_000, widget=forms.Textarea)


class CommentAnswerForm(Form):
    """Whether a comment is shown, and what was done about it."""

    state = forms.ChoiceField(
        label="Is it shown?", widget=Radios,
        choices=[
            (Seen.PUBLISHED.value, "Yes, with our answer"),
            (Seen.KEPT_BACK.value, "No: it names somebody, or would hurt somebody"),
        ],
    )  # fmt: skip
    answer = forms.CharField(
        label="What we did, or why it is not shown", max_length=2_000, widget=forms.Textarea, required=False
    )


class PartForm(Form):
    """What stands under one heading."""

    text = forms.CharField(label="Text", max_length=LONGEST, widget=forms.Textarea, required=False)
    needs = forms.MultipleChoiceField(
        label="Services about these needs belong here", widget=Checkboxes, required=False
    )
    owner = forms.CharField(
        label="Who keeps it", max_length=150, required=False, help_text="A post or a team, such as: SEND commissioning."
    )  # fmt: skip
    review_on = DayMonthYear(label="Look at it again on", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["needs"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = needs_in_words()

    def written(self) -> Written:
        """The same for the rules."""
        told = self.cleaned_data
        return Written(told["text"].strip(), tuple(told["needs"]), told["owner"].strip(), told["review_on"])


class RoomForm(Form):
    """Whether there is room today."""

    taking = forms.ChoiceField(
        label="Can somebody new come?", choices=[(kind.value, words) for kind, words in TAKING_WORDS.items()],
        widget=Radios,
    )  # fmt: skip
    places = forms.IntegerField(
        label="Free places", min_value=0, max_value=MOST_PLACES, required=False,
        help_text="Leave it empty if you do not count them.",
    )  # fmt: skip
    weeks = forms.IntegerField(
        label="Weeks to wait", min_value=0, max_value=MOST_WEEKS, required=False, help_text="0 if there is no wait."
    )  # fmt: skip
    note = forms.CharField(label="A word more, if it helps", max_length=200, required=False)

    def room(self) -> Room:
        """What was said, in the words of the rules."""
        return Room(**self.cleaned_data)


class AnswerForm(Form):
    """Why a change is not to stand, or what was done instead."""

    answer = forms.CharField(label="What you answer", max_length=1_000, widget=forms.Textarea)
