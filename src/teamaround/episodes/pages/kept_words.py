"""What somebody typed stays theirs when they may no longer send it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpResponse

from teamaround.accounts.door import PageRequest
from teamaround.design.forms import Form
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible, Refusal

GONE = "This page is not there for you any more, so what you wrote was not saved."
Page = Callable[..., HttpResponse]


def keeps_words(*asked: type[Form]) -> Callable[[Page], Page]:
    """Give the words typed into a page's forms back with the sentence that says why they were not saved.

    Access may end in mid-sentence: the agreement is withdrawn, the meeting is over, the
    work is closed. Somebody who never had access sees the same page as for what is not there.
    """
    boxes = {name for form in asked for name in boxes_of(form)}

    def keeping(view: Page) -> Page:
        @wraps(view)
        def kept(http: PageRequest, **kwargs: Any) -> HttpResponse:
            try:
                return view(http, **kwargs)
            except (Refusal, NotVisible) as why:
                sent = [str(http.POST[name]) for name in http.POST if name.rpartition("-")[2] in boxes]
                words = [text for text in sent if text.strip()]
                if not words:
                    raise
                refused = isinstance(why, Refusal)
                return render(
                    http, "design/kept_words.html", status=422 if refused else 404, words=words,
                    sentence=why.sentence if isinstance(why, Refusal) else GONE,
                )  # fmt: skip

        return kept

    return keeping


def boxes_of(form: type[Form]) -> set[str]:
    """The names of the boxes into which somebody types words."""
    return {
        name
        for name, box in form.base_fields.items()
        if isinstance(box, forms.CharField) and isinstance(box.widget, forms.Textarea | forms.TextInput)
    }
