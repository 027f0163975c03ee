"""What the page of a source asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.forms import Form

from .models import Source
from .services import SourceWish


class SourceForm(Form):
    """Whose list it is, where it is, and how far it is trusted."""

    name = forms.CharField(label="Whose list it is", max_length=200)
    address = forms.CharField(label="Address of the feed", max_length=400, required=False)
    named_as = forms.CharField(label="How they want to be named", max_length=200, required=False)
    licence = forms.CharField(label="Licence", max_length=200, required=False)
    stands_at_once = forms.BooleanField(
        label="What they change later stands at once, without a keeper", required=False
    )

    def wish(self) -> SourceWish:
        """What was said, for the service."""
        return SourceWish(**self.cleaned_data)

    @staticmethod
    def told(source: Source) -> dict[str, Any]:
        """What is said of a source now."""
        names = ("name", "address", "named_as", "licence", "stands_at_once")
        return {name: getattr(source, name) for name in names}
