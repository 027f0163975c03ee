"""What the pages about who a child is ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.agencies import queries as agencies
from teamaround.design.forms import DayMonthYear, Form, Radios

from . import numbers
from .rules import ETHNICITIES, RELATIONSHIP_WORDS, SEX_WORDS, AttendanceKind, IdentifierKind, Sex

SEXES = [(sex.value, words.capitalize()) for sex, words in SEX_WORDS.items()]
KIN = [(kind.value, words.of_carer.capitalize()) for kind, words in RELATIONSHIP_WORDS.items()]
KINDS_OF_CHANGE = [("changed", "It has changed"), ("corrected", "It was recorded wrongly")]


class ParticularsForm(Form):
    """Particulars of a child who is born, or expected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    born_on = DayMonthYear(label="Date of birth", required=False)
    expected_on = DayMonthYear(label="Expected date", required=False)
    sex = forms.ChoiceField(label="Sex", choices=SEXES, widget=Radios)
    gender = forms.CharField(label="Gender, in the child’s own words", required=False, max_length=60)
    ethnicity = forms.ChoiceField(
        label="Ethnicity, as the child or family describes it", choices=list(ETHNICITIES.items())
    )
    first_language = forms.CharField(label="First language", required=False, max_length=60)
    interpreter_needed = forms.BooleanField(label="An interpreter or signer is needed", required=False)
    disability = forms.CharField(label="Disability", required=False, max_length=200)
    communication_needs = forms.CharField(
        label="What helps the child to communicate", required=False, max_length=200
    )
    because = forms.CharField(label="Why are you changing this?", max_length=300)

    def __init__(self, *args: Any, is_unborn: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["born_on" if is_unborn else "expected_on"]


class NameForm(Form):
    """A new name, or the right spelling of the old one."""

    kind = forms.ChoiceField(label="What happened to the name?", choices=KINDS_OF_CHANGE, widget=Radios)
    given = forms.CharField(label="Given name", required=False, max_length=100)
    family = forms.CharField(label="Family name", max_length=100)
    because = forms.CharField(label="How do you know?", max_length=300)


class KnownAsForm(Form):
    """Another name by which the child is called."""

    given = forms.CharField(label="Known as", max_length=100)
    because = forms.CharField(label="How do you know?", max_length=300)


class AddressForm(Form):
    """Where the child lives now."""

    kind = forms.ChoiceField(
        label="What happened to the address?", widget=Radios,
        choices=[("changed", "The child has moved"), ("corrected", "It was recorded wrongly")],
    )  # fmt: skip
    lines = forms.CharField(
        label="Address", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    starts_on = DayMonthYear(label="Since when?", required=False)
    is_confidential = forms.BooleanField(
        label="Do not show this child to others at the same address", required=False
    )
    because = forms.CharField(label="How do you know?", max_length=300)


class BirthForm(Form):
    """The birth of a child whose record was begun before."""

    born_on = DayMonthYear(label="Date of birth")
    given = forms.CharField(
        label="Given name", required=False, max_length=100,
        help_text="Leave empty if the baby has no name yet.",
    )  # fmt: skip
    family = forms.CharField(label="Family name", max_length=100)
    sex = forms.ChoiceField(label="Sex", choices=SEXES, widget=Radios, initial=Sex.NOT_KNOWN)


class DeathForm(Form):
    """The death of a child."""

    died_on = DayMonthYear(label="Date of death")


class CarerForm(Form):
    """Somebody who cares for the child."""

    given = forms.CharField(label="Given name", required=False, max_length=100)
    family = forms.CharField(label="Family name", max_length=100)
    type = forms.ChoiceField(label="What they are to the child", choices=[("", "Choose"), *KIN])
    telephone = forms.CharField(label="Telephone number", required=False, max_length=30)
    email = forms.EmailField(label="Email address", required=False)
    has_parental_responsibility = forms.BooleanField(
        label="They have parental responsibility", required=False
    )
    is_main_carer = forms.BooleanField(label="They are the main carer", required=False)
    lives_with_child = forms.BooleanField(label="They live with the child", required=False, initial=True)


class RelationshipForm(Form):
    """Correcting or ending what a carer is to the child."""

    type = forms.ChoiceField(label="What they are to the child", choices=KIN)
    has_parental_responsibility = forms.BooleanField(
        label="They have parental responsibility", required=False
    )
    is_main_carer = forms.BooleanField(label="They are the main carer", required=False)
    lives_with_child = forms.BooleanField(label="They live with the child", required=False)
    ends_on = DayMonthYear(
        label="If it has ended, when?", required=False, help_text="Leave empty if it goes on."
    )
    because = forms.CharField(label="How do you know?", max_length=300)


class NumberForm(Form):
    """A number that stands for the child; one that fails its check is asked about before it is kept."""

    kind = forms.ChoiceField(
        label="Which number?", widget=Radios,
        choices=[("agency", "Our own number"), ("nhs_number", "NHS number"), ("upn", "Unique pupil number")],
    )  # fmt: skip
    value = forms.CharField(label="Number", max_length=40)
    is_written_so = forms.BooleanField(
        label="It is written so where it comes from: keep it as evidence", required=False,
        help_text="Nobody is found by it, and it does not replace a number that passes its check.",
    )  # fmt: skip
    because = forms.CharField(label="Where does it come from?", max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self._fails_check():
            del self.fields["is_written_so"]

    def _fails_check(self) -> bool:
        kind, value = self.data.get("kind", ""), self.data.get("value", "")
        return bool(
            kind in set(IdentifierKind)
            and value.strip()
            and not numbers.passes_check(IdentifierKind(kind), value)
        )


class AttendanceForm(Form):
    """The school that the child attends, or the practice it is registered with."""

    agency_ref = forms.ChoiceField(label="Which one?")
    starts_on = DayMonthYear(label="Since when?")

    def __init__(self, *args: Any, kind: AttendanceKind, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = ("gp_practice",) if kind is AttendanceKind.GP_PRACTICE else ("school", "early_years")
        offered = agencies.agencies().filter(kind__in=kinds, ended_on__isnull=True)
        self.fields["agency_ref"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"), *((row.ref, row.name) for row in offered)
        ]  # fmt: skip


class FamilyForm(Form):
    """A family: the children and carers whom practitioners choose to work with together."""

    name = forms.CharField(label="What is the family called?", max_length=100)
    children = forms.MultipleChoiceField(
        label="Which children?", widget=forms.CheckboxSelectMultiple, required=False
    )
    carers = forms.MultipleChoiceField(
        label="Which adults?", widget=forms.CheckboxSelectMultiple, required=False
    )
