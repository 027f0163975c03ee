"""What the pages about the records of agencies ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.forms import Form, Radios

WHOSE = [
    ("other", "It is another child, whose reference I know"),
    ("nobody", "It is not this child; I do not know whose it is"),
]


class MoveRecordForm(Form):
    """Whose an agency's record is, if not this child's."""

    whose = forms.ChoiceField(
        label="Whose record is it?", choices=WHOSE, widget=Radios,
        error_messages={"required": "Say whose record it is"},
    )  # fmt: skip
    to = forms.CharField(label="Reference of that child", required=False, max_length=20)
    with_involvements = forms.BooleanField(
        label="The involvements that it brought go along; if it is taken off, they end today", required=False
    )
    because = forms.CharField(
        label="How do you know?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, has_involvements: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_involvements:
            del self.fields["with_involvements"]

    def clean(self) -> dict[str, Any]:
        """Another child needs a reference."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("whose") == "other" and not typed.get("to", "").strip():
            self.add_error("to", "Enter the reference of the other child")
        return typed


class PutBackForm(Form):
    """Why a record was this child's after all."""

    because = forms.CharField(
        label="Why is it this child’s record after all?", max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
