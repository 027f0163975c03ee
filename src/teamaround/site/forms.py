"""What the site's own pages ask for."""

from __future__ import annotations

from django import forms

from teamaround.accounts.rules import PURPOSE_WORDS
from teamaround.design.forms import Form, Radios
from teamaround.index.forms import PURPOSES, FindForm


class PurposeForm(Form):
    """Why somebody looks."""

    purpose = forms.ChoiceField(
        label="Why are you looking at this record?", widget=Radios,
        choices=[(purpose.value, words) for purpose, words in PURPOSE_WORDS.items()],
        error_messages={"required": "Say why you are looking at this record"},
    )  # fmt: skip


class QuickFindForm(FindForm):
    """The same search from the first page, its purposes folded into a list."""

    purpose = forms.ChoiceField(label="Why are you looking?", choices=[("", "Choose"), *PURPOSES])
