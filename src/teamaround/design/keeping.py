"""A form that somebody fills in, and where they go from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.design.forms import Form, refusals_on
from teamaround.design.render import render


def kept(
    http: HttpRequest, form: Form, do: Callable[[], object], *, title: str, back: str, then: str = "",
    template: str = "design/keep.html", **context: Any,
) -> HttpResponse:  # fmt: skip
    """Do what the form says and go where it says, or back; or show it, with what is to be put right."""
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            told = do()
            return redirect(then or (told if isinstance(told, str) else back))
    return render(
        http, template, status=422 if form.errors else 200, form=form, title=title, back=back, **context
    )
