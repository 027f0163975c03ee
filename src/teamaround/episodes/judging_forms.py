"""Writing down how far a young person can decide something."""

from __future__ import annotations

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios
from teamaround.sharing.judging_rules import LONGEST, MATTER_WORDS, JudgementFacts, Matter

ASKED = {matter: words for matter, words in MATTER_WORDS.items() if matter is not Matter.SENSITIVE_SERVICE}


class JudgementForm(Form):
    """One decision, judged by one person on one day, in words."""

    matter = forms.ChoiceField(
        label="What do they decide?", widget=Radios,
        choices=[(matter.value, words) for matter, words in ASKED.items()],
    )  # fmt: skip
    about = forms.CharField(
        label="Which service, or what exactly?", required=False, max_length=200,
        help_text="Leave it empty where the choice above says it all.",
    )  # fmt: skip
    reasoning = forms.CharField(
        label="How far do they understand it?", required=False, max_length=LONGEST,
        help_text="In your words: what it is, why, what follows from a yes and from a no, what else there is.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    support = forms.CharField(
        label="What helped them to decide?", required=False, max_length=LONGEST,
        help_text="Such as time, pictures, an interpreter, somebody they trust.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    judged_by = forms.CharField(label="Who judged this?", required=False, max_length=200)
    judged_on = DayMonthYear(label="When?")

    def facts(self) -> JudgementFacts:
        """The judgement, as the rules see it."""
        typed = self.cleaned_data
        return JudgementFacts(**{**typed, "matter": Matter(typed["matter"])})
