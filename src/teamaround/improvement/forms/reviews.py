"""What the pages of reviews ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from ..models import Recommendation, Review
from ..rules.regimes import Regime, bands, regimes
from .boxes import box

KINDS = [("strength", "A strength"), ("weakness", "Something to improve"), ("mixed", "Both")]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ReviewForm(Form):
    """A review or an inspection."""

    regime = forms.ChoiceField(
        label="What kind is it?",
        choices=[("", "Choose"), *((each.code, f"{each.name} ({each.version})") for each in regimes())],
        error_messages={"required": "Choose what kind it is."},
    )
    title = forms.CharField(label="Title", max_length=300)
    led_by = forms.CharField(label="Who leads it?", max_length=200)
    partners = box("Who takes part? One on each line", required=False)
    fieldwork_from = DayMonthYear(label="Fieldwork from", required=False)
    fieldwork_until = DayMonthYear(label="Fieldwork until", required=False)
    published_on = DayMonthYear(label="Published on, if it is", required=False)
    own_lines = box("Lines of enquiry that only this one follows. One on each line", required=False)
    summary = box("In a few sentences", required=False)
    next_expected = forms.CharField(label="When is the next one expected?", required=False, max_length=200)

    def clean_partners(self) -> tuple[str, ...]:
        return _lines(self.cleaned_data["partners"])

    def clean_own_lines(self) -> tuple[str, ...]:
        return _lines(self.cleaned_data["own_lines"])


class _AboutLine(Form):
    """Something said about a line of enquiry in words of the regime's scales."""

    def __init__(self, *args: Any, review: Review, of: Regime, **options: Any) -> None:
        super().__init__(*args, **options)
        lines = [("", "The whole"), *((name, name) for name, _ in review.lines)]
        terms = [
            (f"{scale.id}|{term}", f"{scale.name}: {term}") for scale in of.scales for term in reversed(scale.terms)
        ]  # fmt: skip
        self.fields["line"].choices = lines  # type: ignore[attr-defined]
        self.fields["judged"].choices = [("", "No word of theirs"), *terms]  # type: ignore[attr-defined]

    def clean_judged(self) -> tuple[str, str]:
        scale, _, term = self.cleaned_data["judged"].partition("|")
        return scale, term


class JudgementForm(_AboutLine):
    """A judgement."""

    line = forms.ChoiceField(label="About", required=False)
    judged = forms.ChoiceField(label="Their word")


class FindingForm(_AboutLine):
    """A finding."""

    kind = forms.ChoiceField(label="What is it?", widget=Radios, choices=KINDS)
    line = forms.ChoiceField(label="About", required=False)
    words = box("What was found")
    judged = forms.ChoiceField(label="Their word, if they gave one", required=False)
    earlier = forms.ChoiceField(
        label="Does it say that an earlier recommendation was, or was not, met?", required=False
    )
    was_met = forms.ChoiceField(
        label="Was it met?", required=False, choices=[("", ""), ("yes", "It was"), ("no", "It was not")]
    )

    def __init__(self, *args: Any, earlier: Iterable[Recommendation], **options: Any) -> None:
        super().__init__(*args, **options)
        told = [(row.ref, f"{row.review.title}: ({row.label}) {row.words[:80]}") for row in earlier]
        self.fields["earlier"].choices = [("", "No"), *told]  # type: ignore[attr-defined]

    def clean_was_met(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["was_met"])


class RecommendationForm(Form):
    """A recommendation, in the words of whoever made it."""

    label = forms.CharField(label="Its letter or number", max_length=10, help_text="Such as 4, b or b(ii)")
    words = box("Its words, as they stand in the report")
    addressee = forms.CharField(label="Whom does it ask?", max_length=200)
    band = forms.ChoiceField(
        label="By when?", required=False,
        choices=[("", "By a day of its own"), *((each.key, each.words) for each in bands())],
    )  # fmt: skip
    own_day = DayMonthYear(label="That day", required=False)
    within = forms.ChoiceField(label="Is it a clause of another?", required=False)
    subject_to = forms.ChoiceField(label="Is it subject to another?", required=False)

    def __init__(self, *args: Any, others: Iterable[Recommendation], **options: Any) -> None:
        super().__init__(*args, **options)
        told = [(row.label, f"({row.label}) {row.words[:80]}") for row in others]
        for name in ("within", "subject_to"):
            self.fields[name].choices = [("", "No"), *told]  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        return str(self.cleaned_data["label"]).strip().lower().removeprefix("(").removesuffix(")")


class DayForm(Form):
    """A day on which something happened."""

    on = DayMonthYear(label="On which day?")


class SettledForm(DayForm):
    """That a recommendation was done or decided."""

    because = box("What was done or decided, and where is it written?")
