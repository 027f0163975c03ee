"""Asking for consent that a sensitive service is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios
from teamaround.sharing.agreement_rules import STANDING_WORDS, How, Standing

from .rules.consenting import WAY_WORDS, ConsentFacts

AREA = forms.Textarea


class ConsentForm(Form):
    """Who consents to which service being recorded, and how."""

    service_id = forms.ChoiceField(label="Which service?", widget=Radios)
    standing = forms.ChoiceField(
        label="Who consents?", widget=Radios,
        choices=[(kind.value, words[0].upper() + words[1:]) for kind, words in reversed(STANDING_WORDS.items())],
    )  # fmt: skip
    given_by = forms.CharField(label="Their name", max_length=200)
    competence_reason = forms.CharField(
        label="For a young person under 16: how far do they understand this decision?", required=False,
        max_length=2000, widget=AREA(attrs={"rows": 3}),
    )  # fmt: skip
    support = forms.CharField(
        label="What helped them to decide?", required=False, max_length=2000, widget=AREA(attrs={"rows": 2}),
        help_text="Such as time, pictures, an interpreter, somebody they trust.",
    )  # fmt: skip
    given_on = DayMonthYear(label="When?")
    how = forms.ChoiceField(
        label="How?", widget=Radios,
        choices=[(way.value, words.capitalize()) for way, words in WAY_WORDS.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service_id"].choices = list(offered)  # type: ignore[attr-defined]

    def facts(self, *, age: int | None, responsible: Iterable[str]) -> ConsentFacts:
        """The consent, as the rules see it."""
        typed = self.cleaned_data
        name = typed["given_by"].strip()
        return ConsentFacts(
            given_by=name, standing=Standing(typed["standing"]), how=How(typed["how"]),
            given_on=typed["given_on"], competence_reason=typed["competence_reason"],
            support=typed["support"], age=age,
            has_parental_responsibility=name.casefold() in {each.casefold() for each in responsible},
        )  # fmt: skip


class ConsentWithdrawnForm(Form):
    """Why, if they say; nobody has to."""

    because = forms.CharField(
        label="What they said, if they gave a reason", required=False, max_length=1000,
        widget=AREA(attrs={"rows": 2}),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
