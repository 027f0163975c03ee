"""The checklist as a form: each question with its note, and the decision."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.forms import Form, Radios

from .models import Checklist
from .rules.checklist import DECISION_WORDS, LONGEST_NOTE, QUESTIONS, THOUGHT_WORDS, Thoughts


class ChecklistForm(Form):
    """Five questions, none of which has to be answered."""

    decision = forms.ChoiceField(
        label="What will you do?", required=False, widget=Radios,
        choices=[(key.value, words) for key, words in DECISION_WORDS.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        answers = [(key.value, words) for key, words in THOUGHT_WORDS.items()]
        for key, heading in QUESTIONS.items():
            self.fields[f"{key}_answer"] = forms.ChoiceField(
                label=heading, required=False, widget=Radios, choices=answers
            )
            self.fields[f"{key}_note"] = forms.CharField(
                label="Notes for yourself", required=False, max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def thoughts(self) -> Thoughts:
        """What was typed."""
        typed = self.cleaned_data
        return Thoughts(
            answers={key: typed[f"{key}_answer"] for key in QUESTIONS},
            notes={key: typed[f"{key}_note"] for key in QUESTIONS},
            decision=typed["decision"],
        )


def as_shown(kept: Checklist | None) -> dict[str, str]:
    """A kept checklist as the form shows it."""
    if kept is None:
        return {}
    shown = {"decision": kept.decision}
    for key, said in kept.answers.items():
        shown |= {f"{key}_answer": said.get("answer", ""), f"{key}_note": said.get("note", "")}
    return shown
