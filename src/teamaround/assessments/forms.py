"""What the pages of assessments ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from teamaround.agencies import queries as agencies
from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios

from .rules.contributing import askable
from .rules.definition import Box, Kind, Question
from .rules.definition import Form as Definition
from .rules.pictures import LARGEST_MEGABYTES, LONGEST_CAPTION
from .services import GuestWish, Typed, Wish

MARK = "mark-"


class StartForm(Form):
    """Which form, when there are several; and why somebody begins afresh after a recent one."""

    form_key = forms.ChoiceField(label="Which form?", required=False, widget=Radios)

    because = forms.CharField(
        label="Why not go on from the one that is there?", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Iterable[Definition], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(form.key, form.title) for form in offered]
        self.several = len(choices) > 1
        self.first = choices[0][0] if choices else ""
        field = self.fields["form_key"]
        field.choices, field.initial = choices, self.first  # type: ignore[attr-defined]
        field.widget.hints = {form.key: form.about for form in offered}  # type: ignore[attr-defined]

    def clean_form_key(self) -> str:
        """The first form when nobody chose."""
        return str(self.cleaned_data["form_key"] or self.first)


class PictureForm(Form):
    """A drawing or photo, and what it is."""

    picture = forms.FileField(
        label="The picture", required=False, help_text="A photo or scan, as JPEG or PNG, at most 20 MB."
    )
    caption = forms.CharField(
        label="What is it? In the child’s words, if they have any", required=False, max_length=LONGEST_CAPTION
    )

    def content(self) -> bytes:
        """What the file holds; nothing when there is none, and no more of it than tells that it is too large."""
        sent = self.cleaned_data["picture"]
        return bytes(sent.read(LARGEST_MEGABYTES * 1_000_000 + 1)) if sent else b""


class ReasonForm(Form):
    """A reason in a few words."""

    because = forms.CharField(
        label="Why?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OfferForm(Form):
    """What somebody could add."""

    message = forms.CharField(
        label="What could you add?", required=False, max_length=1000,
        help_text="For example: I visit the family each week and can write about how he is growing.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class WishForm(Form):
    """What an agency is asked for, and whether the family agrees that it takes part."""

    wanted = forms.MultipleChoiceField(label="Which parts?", required=False, widget=Checkboxes)
    message = forms.CharField(
        label="Anything to say to them?", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    due_on = DayMonthYear(label="By when, if it matters", required=False)
    family_agrees = forms.BooleanField(
        label="I asked the family, and they agree that this agency takes part and sees this assessment",
        required=False,
    )

    def __init__(self, *args: Any, definition: Definition, **options: Any) -> None:
        super().__init__(*args, **options)
        may_ask = askable(definition)
        self.fields["wanted"].choices = [  # type: ignore[attr-defined]
            (section.key, section.title) for section in definition.sections if section.key in may_ask
        ]

    def wish(self) -> Wish:
        """What was asked for."""
        typed = self.cleaned_data
        return Wish(
            wanted=frozenset(typed["wanted"]), message=typed["message"], due_on=typed["due_on"],
            family_agrees=typed["family_agrees"],
        )  # fmt: skip


class AskForm(WishForm):
    """The same, and whom."""

    agency = forms.ChoiceField(label="Which agency?")

    field_order = ("agency", "wanted", "message", "due_on", "family_agrees")

    def __init__(self, *args: Any, without: Iterable[int], authority_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        left_out = set(without)
        self.fields["agency"].choices = [("", "Choose"), *_agencies(left_out, authority_id)]  # type: ignore[attr-defined]


def _agencies(left_out: set[int], authority_id: int) -> list[tuple[str, str]]:
    rows = agencies.agencies().filter(ended_on__isnull=True).exclude(pk__in=left_out)
    near_first = sorted(rows, key=lambda row: (row.authority_id != authority_id, row.name))
    return [(row.ref, row.name) for row in near_first]


class SectionForm(Form):
    """One section of an assessment: a field for each box, with the mark of what was shown."""

    def __init__(self, *args: Any, boxes: Iterable[tuple[Box, Question]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.boxes = list(boxes)
        for box, question in self.boxes:
            self.fields[str(box)] = _field(question)

    def typed(self) -> dict[Box, Typed]:
        """What was typed, whether or not it is sound: nothing is thrown away."""
        return {
            box: Typed(self._text(box), str(self.data.get(f"{MARK}{box}", "")))
            for box, _ in self.boxes
            if f"{MARK}{box}" in self.data
        }

    def _text(self, box: Box) -> str:
        found = self[str(box)].data
        return ",".join(found) if isinstance(found, list) else str(found or "")


def _field(question: Question) -> forms.Field:
    choices = [(choice.key, choice.words) for choice in question.choices]
    common: dict[str, Any] = {"label": question.heading, "help_text": question.help, "required": False}
    if question.kind is Kind.CHOICE:
        return forms.ChoiceField(widget=Radios, choices=choices, **common)
    if question.kind is Kind.CHOICES:
        return forms.MultipleChoiceField(widget=Checkboxes, choices=choices, **common)
    if question.kind is Kind.TEXT:
        return forms.CharField(strip=False, **common)
    return forms.CharField(strip=False, widget=forms.Textarea(attrs={"rows": 4}), **common)


def as_initial(questions: Mapping[Box, Question], texts: Mapping[Box, str]) -> dict[str, Any]:
    """Kept texts as a form shows them."""
    return {
        str(box): text.split(",") if questions[box].kind is Kind.CHOICES else text
        for box, text in texts.items()
        if box in questions
    }


class GuestForm(WishForm):
    """Somebody without an account: who they are, what they are asked, and what the family says of it."""

    name = forms.CharField(label="Their name", max_length=100)
    email = forms.EmailField(
        label="Their e-mail address", max_length=200, widget=forms.TextInput(attrs={"type": "email"}),
        help_text="An address that only they read. The link and a code go there.",
    )  # fmt: skip
    organisation = forms.CharField(
        label="Where they come from", max_length=150, required=False,
        help_text="For example: Elm Street Boxing Club, or: a neighbour.",
    )  # fmt: skip
    called = forms.CharField(
        label="The child’s first name, as this person knows it", max_length=60, required=False,
        help_text="Stands on their page, in no e-mail. They see nothing else about the child.",
    )  # fmt: skip
    agreed_in_words = forms.CharField(
        label="Who agreed to this person, and how did they tell you?", max_length=500, required=False,
        help_text="For example: her mother said yes on the telephone today.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    field_order = (
        "name", "email", "organisation", "called", "wanted", "message", "due_on", "family_agrees",
        "agreed_in_words",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["family_agrees"].label = "I asked the family, and they agree that this person takes part"

    def guest_wish(self) -> GuestWish:
        """What was asked for, of whom."""
        typed = self.cleaned_data
        return GuestWish(
            name=typed["name"], email=typed["email"], organisation=typed["organisation"], called=typed["called"],
            wanted=frozenset(typed["wanted"]), message=typed["message"], due_on=typed["due_on"],
            family_agrees=typed["family_agrees"], agreed_in_words=typed["agreed_in_words"],
        )  # fmt: skip


class NewLinkForm(Form):
    """A new link, to another address if the first was wrong."""

    email = forms.EmailField(
        label="E-mail address", max_length=200, widget=forms.TextInput(attrs={"type": "email"})
    )
