"""Putting an entry into another language."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import queries, services
from ..forms import TranslationForm
from ..rules.translating import ENGLISH_NAMES, FROM_THE_RIGHT, LANGUAGES


@page(duty=None)
def languages(http: PageRequest, key: UUID) -> HttpResponse:
    """The languages that an entry is in, and those that it could be put into."""
    service = queries.entry(key)
    if service is None or not services.may_send(http.viewer, service):
        raise NotVisible
    return render(
        http, "directory/languages.html", service=service, languages=ENGLISH_NAMES,
        there=queries.translations(service),
    )  # fmt: skip


@page(duty=None, writes=True)
def translate(http: PageRequest, key: UUID, language: str) -> HttpResponse:
    """The words of an entry, each with a box for the other language."""
    service = queries.entry(key)
    if service is None or language not in LANGUAGES or not services.may_send(http.viewer, service):
        raise NotVisible
    stands = queries.translations(service).get(language)
    initial = {**stands.words, "translated_by": stands.translated_by} if stands else {}
    form = TranslationForm(http.POST or None, initial=initial)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            told = dict(form.cleaned_data)
            services.translate(
                service_id=key, language=language, translated_by=told.pop("translated_by"), words=told,
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, f"The page can be read in {ENGLISH_NAMES[language]}.")
            return redirect("directory:languages", key=key)
    return render(
        http, "directory/translate.html", status=422 if form.errors else 200, form=form, service=service,
        language=ENGLISH_NAMES[language], code=language, english=queries.told(service),
        direction="rtl" if language in FROM_THE_RIGHT else "ltr",
    )  # fmt: skip
