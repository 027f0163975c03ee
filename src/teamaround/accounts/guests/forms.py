"""The form for the code that opens a link; and a form that a guest answers, and where they go from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.design.forms import Form, refusals_on
from teamaround.design.render import render

from .door import GuestRequest


class CodeForm(Form):
    """Six digits."""

    code = forms.CharField(
        label="Code", max_length=20, error_messages={"required": "Type the six digits of the code."},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
    )  # fmt: skip


def form_page(
    http: GuestRequest, form: Form, do: Callable[..., object], *, then: str, template: str, **context: Any
) -> HttpResponse:
    """Do what the form says in the guest's name and go on; or show it, with what is to be put right."""
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            do(by=http.viewer, now=http.now, **form.cleaned_data)
            return redirect(then)
    return render(http, template, status=422 if form.errors else 200, form=form, **context)
