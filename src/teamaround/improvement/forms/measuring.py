"""What the pages about measures ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import Form, Radios
from teamaround.facts.rules.periods import OVER_WORDS, Over

from .boxes import box

Pairs = Iterable[tuple[str, str]]
OVER = [(each.value, words) for each, words in OVER_WORDS.items()]


class MeasureForm(Form):
    """What the product counts that shows whether an action makes a difference."""

    measure = forms.ChoiceField(label="Which number?", widget=Radios)
    where = forms.ChoiceField(label="Of whom?", required=False)
    over = forms.ChoiceField(
        label="How long before it begins is the baseline counted?", widget=Radios, choices=OVER,
        initial=Over.YEAR.value,
        help_text="The longer, the less it hangs on chance. It is fixed now, and a later one needs a reason.",
    )  # fmt: skip

    def __init__(self, *args: Any, measures: Pairs, places: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].choices = list(measures)  # type: ignore[attr-defined]
        self.fields["where"].choices = list(places)  # type: ignore[attr-defined]


class BaselineForm(Form):
    """Another baseline, and why."""

    over = forms.ChoiceField(label="How long before it begins is it counted?", widget=Radios, choices=OVER)
    because = box("Why is another baseline right? Both will be shown.", required=False)


class BeginningForm(Form):
    """From which month things are otherwise."""

    month = forms.ChoiceField(label="From which month?")
    because = box("What is otherwise from then on, and how is that known?")

    def __init__(self, *args: Any, months: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]
