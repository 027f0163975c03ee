"""How an agreement is given: spoken, with a witness, signed on the screen, or on paper."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.drawing import Drawing
from teamaround.design.forms import Form, Radios
from teamaround.sharing.agreement_rules import HOW_WORDS, How
from teamaround.sharing.signing_rules import DECLARATION, LARGEST_DRAWING, Proof

AREA = forms.Textarea


class SignatureFields(Form):
    """A name drawn with a finger, a pen or a mouse, or typed: both count the same."""

    signed_name = forms.CharField(label="They type their full name", required=False, max_length=200)
    declares = forms.BooleanField(label=DECLARATION, required=False)
    drawing = Drawing(label="Signature", largest=LARGEST_DRAWING)

    def proof(self) -> Proof:
        """What shows that it was given."""
        typed = self.cleaned_data
        names = ("witness", "witness_role", "kept_at", "signed_name", "declares", "drawing")
        return Proof(**{name: typed[name] for name in names if name in typed})


class HowFields(SignatureFields):
    """How it was given, with what goes with each way."""

    how = forms.ChoiceField(
        label="How?",
        widget=Radios,
        choices=[(how.value, words.capitalize()) for how, words in HOW_WORDS.items()],
    )
    witness = forms.CharField(label="Name of the witness", required=False, max_length=200)
    witness_role = forms.CharField(
        label="Who are they?", help_text="Such as a teacher, an aunt, or an interpreter.", required=False,
        max_length=200,
    )  # fmt: skip
    kept_at = forms.CharField(
        label="Where is the signed paper kept?", help_text="Such as: in the family’s file at the school.",
        required=False, max_length=300,
    )  # fmt: skip

    def how_given(self) -> How:
        """How the agreement was given."""
        return How(self.cleaned_data["how"])


class SignForm(SignatureFields):
    """A signature under an agreement that is there already."""

    name = forms.CharField(label="Who signs?", max_length=200)
    how = forms.ChoiceField(
        label="How do they sign?", widget=Radios,
        choices=[
            (How.DRAWN.value, "In the box, with a finger, a pen or a mouse"),
            (How.TYPED.value, "By typing their name"),
        ],
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """The signature, as the services take it."""
        typed = self.cleaned_data
        return {"how": How(typed["how"]), "name": typed["name"], "proof": self.proof()}


class BecauseForm(Form):
    """Why something is taken out or marked."""

    because = forms.CharField(label="Why?", required=False, max_length=1000, widget=AREA(attrs={"rows": 2}))
