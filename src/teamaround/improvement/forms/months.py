"""What the pages of the month ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from ..models import Update
from ..rules.months import (
    BASIS_WORDS,
    DELIVERY_WORDS,
    IMPACT_WORDS,
    PROGRESS_WORDS,
    Basis,
    Progress,
    Rating,
    Shows,
    Typed,
)
from .boxes import box

UPDATED = ("progress", "words", "delivery", "impact", "recovery", "recovery_on")


class UpdateForm(Form):
    """How an action stands: delivery and impact apart."""

    progress = forms.ChoiceField(
        label="How far is it?",
        widget=Radios,
        choices=[(each.value, told) for each, told in PROGRESS_WORDS.items()],
    )
    words = box("What has happened since last month?")
    delivery = forms.ChoiceField(
        label="Is it being done as planned?", widget=Radios,
        choices=[(each.value, told) for each, told in DELIVERY_WORDS.items()],
    )  # fmt: skip
    impact = forms.ChoiceField(
        label="Does it make a difference for children?", widget=Radios,
        choices=[(each.value, told) for each, told in IMPACT_WORDS.items()],
    )  # fmt: skip
    recovery = box("If amber or red: what will be done to put it right?", required=False)
    recovery_on = DayMonthYear(label="By which day will it be put right?", required=False)

    def typed(self) -> Typed:
        """As rules judge it."""
        said = self.cleaned_data
        return Typed(
            Progress(said["progress"]), Rating(said["delivery"]), Rating(said["impact"]), said["words"],
            said["recovery"], said["recovery_on"],
        )  # fmt: skip


def initial_of(now: Update | None, before: Update | None) -> dict[str, Any]:
    """What the form begins with: what was said this month, to be put right; else how far it was."""
    if now is None:
        return {"progress": before.progress if before else Progress.NOT_BEGUN.value}
    return {name: getattr(now, name) for name in UPDATED}


class EvidenceForm(Form):
    """What shows that something was done, or what difference it made."""

    shows = forms.ChoiceField(
        label="What does it show?", widget=Radios,
        choices=[(Shows.DELIVERY.value, "That it was done"), (Shows.IMPACT.value, "What difference it made")],
    )  # fmt: skip
    basis = forms.ChoiceField(
        label="If it is about difference: what does that rest on?", required=False,
        choices=[("", ""), *((each.value, told) for each, told in BASIS_WORDS.items())],
    )  # fmt: skip
    words = box("What is it, and where can it be looked at? Name no child.")

    def typed(self) -> dict[str, Any]:
        """As services take it."""
        said = self.cleaned_data
        basis = Basis(said["basis"]) if said["basis"] else None
        return {"shows": Shows(said["shows"]), "basis": basis, "words": said["words"]}


class FreezeForm(Form):
    """A month to be written down for good."""

    month = forms.ChoiceField(label="Which month?")
    said = box("Who has looked at it, and agreed that it is so?")

    def __init__(self, *args: Any, months: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = months  # type: ignore[attr-defined]
