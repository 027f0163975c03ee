"""What the pages of shields and of hidden details ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios
from teamaround.sharing.rules import OverrideKind

KIND_WORDS = {
    OverrideKind.HIDDEN_DETAILS: "Where the child is: address, telephone, school, GP and services",
    OverrideKind.CONTENT: "The common assessment and the plan, without the family’s agreement",
}


class ShieldForm(Form):
    """Why a child is shielded, and when that is looked at again."""

    because = forms.CharField(
        label="Why is this child shielded?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    review_on = DayMonthYear(label="When will you look at this again?")


class LiftForm(Form):
    """Why a shield is lifted."""

    because = forms.CharField(
        label="Why is the shield lifted?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class OverrideForm(Form):
    """What somebody must see now, and why."""

    kind = forms.ChoiceField(label="What must you see?", widget=Radios)
    because = forms.CharField(
        label="Why must you see this now?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, kinds: Sequence[OverrideKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind.value, KIND_WORDS[kind]) for kind in kinds]  # type: ignore[attr-defined]


class ReviewForm(Form):
    """What somebody found who looked into an opening."""

    note = forms.CharField(
        label="What did you find?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
