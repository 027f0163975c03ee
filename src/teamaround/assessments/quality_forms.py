"""What a second reader says about the writing, and the writer's answer, as forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from teamaround.design.forms import Checkboxes, Form, Radios

from .models import QualityReview
from .rules.quality import DEPTH_WORDS, LONGEST, Remarks, themes


class RemarksForm(Form):
    """How deep each area goes, in words; themes; what is good; what would make it better."""

    themes = forms.MultipleChoiceField(label="What comes up", required=False, widget=Checkboxes)
    good = forms.CharField(
        label="What is good in it",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    better = forms.CharField(
        label="What would make it better", required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.areas = dict(areas)
        words = [(key.value, said) for key, said in DEPTH_WORDS.items()]
        for area, heading in areas.items():
            self.fields[area] = forms.ChoiceField(label=heading, required=False, widget=Radios, choices=words)
        self.fields["themes"].choices = list(themes().items())  # type: ignore[attr-defined]

    def remarks(self) -> Remarks:
        """What was typed."""
        typed = self.cleaned_data
        depths = {area: typed[area] for area in self.areas}
        return Remarks(depths=depths, themes=typed["themes"], good=typed["good"], better=typed["better"])


def as_shown(kept: QualityReview | None) -> dict[str, Any]:
    """A kept review as the form shows it."""
    if kept is None:
        return {}
    return {**kept.depths, "themes": kept.themes, "good": kept.good, "better": kept.better}


class ReplyForm(Form):
    """What a writer answers, if anything."""

    reply = forms.CharField(
        label="Your answer, if you want to give one", required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
