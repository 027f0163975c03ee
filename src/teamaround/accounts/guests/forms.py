"""A form that a guest answers, and where they go from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.design.forms import Form, refusals_on
from teamaround.design.render import render

from .door import GuestRequest


def form_page(
    http: GuestRequest, form: Form, do: Callable[..., object], *, then: str, template: str, **context: Any
) -> HttpResponse:
    """Do what the form says in the guest's name and go on; or show it, with what is to be put right."""
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            do(by=http.viewer, now=http.now, **form.cleaned_data)
            return redirect(then)
    return render(http, template, status=422 if form.errors else 200, form=form, **context)
