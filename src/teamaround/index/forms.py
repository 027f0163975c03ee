"""What the index's pages ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from teamaround.accounts.rules import PURPOSE_WORDS, Viewer
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import SENSITIVE_WORDS, Sensitive
from teamaround.design.forms import DayMonthYear, Form, Radios
from teamaround.people.rules import ETHNICITIES, RELATIONSHIP_WORDS, SEX_WORDS, Sex

from .rules import PairAnswer, PairState, Wanted
from .rules.pairs import FIRST_LOOK_WORDS

PURPOSES = [(purpose.value, words) for purpose, words in PURPOSE_WORDS.items()]


class FindForm(Form):
    """Any of these; the more is known, the shorter the list."""

    name = forms.CharField(label="Name", required=False, max_length=200)
    born_on = DayMonthYear(label="Date of birth", required=False)
    age = forms.IntegerField(label="Or age in years", required=False, min_value=0, max_value=25)
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    identifier = forms.CharField(
        label="NHS number, UPN or your agency’s own number", required=False, max_length=40
    )
    purpose = forms.ChoiceField(
        label="Why are you looking?", choices=PURPOSES, widget=Radios,
        error_messages={"required": "Say why you are looking for this child"},
    )  # fmt: skip

    def wanted(self, viewer: Viewer, *, today: date) -> Wanted:
        """What is looked for; an agency's own number is the viewer's agency's."""
        typed = self.cleaned_data
        own = _code_of(viewer.agency_id) if typed["identifier"] else ""
        return Wanted(
            name=typed["name"].strip(), born_on=typed["born_on"], age=typed["age"],
            on=today if typed["age"] is not None else None, postcode=typed["postcode"].strip(),
            identifier=typed["identifier"].strip(), issuer=own,
        )  # fmt: skip


def _code_of(agency_id: int) -> str:
    return agencies.named_agencies({agency_id})[agency_id].code


class RegisterForm(Form):
    """A child who was searched for and not found."""

    is_unborn = forms.ChoiceField(
        label="Has the child been born?", choices=[("no", "Yes"), ("yes", "Not yet")],
        widget=Radios, initial="no",
    )  # fmt: skip
    given = forms.CharField(label="Given name", required=False, max_length=100)
    family = forms.CharField(label="Family name", max_length=100)
    known_as = forms.CharField(label="Known as", required=False, max_length=100)
    born_on = DayMonthYear(label="Date of birth", required=False)
    expected_on = DayMonthYear(label="Expected date", required=False)
    sex = forms.ChoiceField(
        label="Sex", widget=Radios, initial=Sex.NOT_KNOWN,
        choices=[(sex.value, words.capitalize()) for sex, words in SEX_WORDS.items()],
    )  # fmt: skip
    lines = forms.CharField(
        label="Address", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    carer_given = forms.CharField(label="Parent or carer’s given name", required=False, max_length=100)
    carer_family = forms.CharField(label="Parent or carer’s family name", required=False, max_length=100)
    carer_type = forms.ChoiceField(
        label="What they are to the child", required=False,
        choices=[("", "Choose"), *((kind.value, words.of_carer.capitalize()) for kind, words in RELATIONSHIP_WORDS.items())],
    )  # fmt: skip
    carer_telephone = forms.CharField(label="Their telephone number", required=False, max_length=30)
    carer_responsibility = forms.BooleanField(label="They have parental responsibility", required=False)
    ethnicity = forms.ChoiceField(
        label="Ethnicity, as the child or family describes it", choices=list(ETHNICITIES.items()),
        initial="NOBT", required=False,
    )  # fmt: skip
    first_language = forms.CharField(label="First language", required=False, max_length=60)
    because_not_found = forms.CharField(
        label="Why is none of the children found the one you mean?", required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two dates, the one that the answer above asks for; a carer needs both halves."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        unborn = typed.get("is_unborn") == "yes"
        needed = "expected_on" if unborn else "born_on"
        if not typed.get(needed) and needed not in self.errors:
            self.add_error(needed, "Enter the expected date" if unborn else "Enter the date of birth")
        typed["born_on" if unborn else "expected_on"] = None
        if typed.get("carer_family") and not typed.get("carer_type"):
            self.add_error("carer_type", "Choose what this person is to the child")
        if typed.get("carer_given") and not typed.get("carer_family"):
            self.add_error("carer_family", "Enter the parent or carer’s family name")
        return typed


class InvolvementForm(Form):
    """That one's own agency works with a child."""

    service_id = forms.ChoiceField(label="Which service?", required=False)
    practitioner_ref = forms.ChoiceField(label="Who should others ask?", required=False)
    contact_route = forms.CharField(
        label="How to reach them", required=False, max_length=200,
        help_text="For example a direct line, or days in the office. Left empty, your agency’s number is shown.",
    )  # fmt: skip
    reason = forms.CharField(
        label="What kind of help, in a few words", required=False, max_length=100,
        help_text="For example “speech and language therapy”. Nothing about the child: the index holds no content.",
    )  # fmt: skip
    starts_on = DayMonthYear(label="Since when?")
    sensitive_basis = forms.ChoiceField(
        label="If the service is a sensitive one, on what basis is it recorded?", required=False,
        widget=Radios,
        choices=[
            ("consent", "The young person agreed"),
            ("significant_harm", "There is reasonable cause to suspect significant harm"),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Viewer, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = agencies.services(viewer.agency_id)
        self.fields["service_id"].choices = [  # type: ignore[attr-defined]
            ("", "The agency as a whole"),
            *((row.pk, _named(row.name, row.sensitive)) for row in offered),
        ]
        self.fields["practitioner_ref"].choices = [  # type: ignore[attr-defined]
            ("", "The agency"),
            *((row.ref, f"{row.name}, {row.role}") for row in agencies.practitioners(viewer.agency_id, on=today)),
        ]  # fmt: skip


def _named(name: str, sensitive: str) -> str:
    return f"{name} ({SENSITIVE_WORDS[Sensitive(sensitive)]})" if sensitive else name


class EndForm(Form):
    """When an involvement ended."""

    ends_on = DayMonthYear(label="When did it end?")
    version = forms.IntegerField(widget=forms.HiddenInput)


class ContactForm(Form):
    """Why somebody wants to be put in touch with a service that is not named."""

    because = forms.CharField(
        label="Why do you want to be put in touch?", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class AnswerForm(Form):
    """What a sensitive service answered."""

    answer = forms.CharField(
        label="What did the service answer?", max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class NotePairForm(Form):
    """That a child seems to be in the index twice."""

    likely = forms.ChoiceField(label="Which record is the same child?", required=False, widget=Radios)
    other = forms.CharField(
        label="Reference of the other record", required=False, max_length=20,
        help_text="For example C-7K2MQ9XDT. It stands at the foot of a child’s page.",
    )  # fmt: skip
    because = forms.CharField(
        label="Why do you think that they are one child?", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, likely: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if likely:
            self.fields["likely"].choices = [*likely, ("", "Another record")]  # type: ignore[attr-defined]
        else:
            del self.fields["likely"]

    def clean(self) -> dict[str, Any]:
        """One of those shown, or a reference."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not typed.get("likely") and not typed.get("other", "").strip():
            self.add_error("other", "Enter the reference of the other record")
        return typed


SAID_OF_OPEN = [
    (PairAnswer.SAME, "They are one child: propose to join the records"),
    (PairAnswer.DIFFERENT, "They are two children"),
    (PairAnswer.NOT_SURE, "I am not sure yet"),
]
SAID_OF_PROPOSED = [
    (PairAnswer.SAME, "I agree that they are one child: join the records now"),
    (PairAnswer.DIFFERENT, "They are two children"),
    (PairAnswer.NOT_SURE, "I am not sure: it goes back to the list"),
]
SAID_OF_OWN = [
    (PairAnswer.NOT_SURE, "Take my proposal back"),
    (PairAnswer.DIFFERENT, "They are two children after all"),
]


class FirstLookForm(Form):
    """What the two records alone tell somebody."""

    said = forms.ChoiceField(
        label="What do the two records alone tell you?", widget=Radios,
        choices=[(answer.value, words) for answer, words in FIRST_LOOK_WORDS.items()],
    )  # fmt: skip


class PairForm(Form):
    """What somebody says about two records."""

    said = forms.ChoiceField(label="What do you say?", widget=Radios)
    kept = forms.ChoiceField(
        label="If they are one child, which record should be kept?", required=False, widget=Radios
    )
    warnings_read = forms.BooleanField(label="I have checked what stands against it", required=False)
    because = forms.CharField(
        label="What did you find out?", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, state: str, is_own: bool, records: list[tuple[str, str]],
        has_warnings: bool, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        proposed = SAID_OF_OWN if is_own else SAID_OF_PROPOSED
        said = proposed if state == PairState.PROPOSED else SAID_OF_OPEN
        self.fields["said"].choices = [(each.value, words) for each, words in said]  # type: ignore[attr-defined]
        self.fields["kept"].choices = records  # type: ignore[attr-defined]
        if state == PairState.PROPOSED:
            del self.fields["kept"]
        if state == PairState.PROPOSED or not has_warnings:
            del self.fields["warnings_read"]


class SeparateForm(Form):
    """Why two records that were joined are two children after all."""

    because = forms.CharField(
        label="Why are these two children after all?", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
