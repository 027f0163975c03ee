"""What the localities' pages ask for."""

from __future__ import annotations

from django import forms

from teamaround.design.forms import Form


class PostcodeForm(Form):
    """A postcode; sent in the body of the request, because it may be a home's."""

    postcode = forms.CharField(label="Postcode", max_length=10)
