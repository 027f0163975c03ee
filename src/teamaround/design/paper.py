"""Copies for paper: one template as a page to read or print, and as a tagged PDF; in ordinary or large letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader

from .pdf import PICTURE, NotMade, get_ready, tagged
from .render import render

LARGE = "large"


@dataclass(frozen=True)
class Copy:
    """What is to be printed. No name of a child stands in an address or in the name of a file."""

    template: str
    page: str  # the address of the copy as a page
    pdf: str  # and as PDF
    back: str
    file_name: str
    language: str = "en-GB"
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def at(self, *, pdf: bool = False, large: bool = False) -> str:
        """The address of one of its four kinds."""
        address = self.pdf if pdf else self.page
        if not large:
            return address
        return f"{address}{'&' if '?' in address else '?'}letters={LARGE}"


def copy(http: HttpRequest, asked: Copy, *, as_pdf: bool, **context: Any) -> HttpResponse:
    """The copy as it was asked for; as a page with a sentence where no PDF can be made."""
    is_large = http.GET.get("letters") == LARGE
    shown = {**context, "asked": asked, "is_large": is_large, "is_pdf": as_pdf, "picture_at": PICTURE}
    text = loader.get_template(asked.template).render(shown, http)
    if not as_pdf:
        get_ready()
        return HttpResponse(text)
    try:
        made = tagged(text, pictures=asked.pictures)
    except NotMade as failure:
        return render(
            http, "design/paper_not_made.html", status=503, sentence=failure.sentence, asked=asked,
            is_large=is_large,
        )  # fmt: skip
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"{asked.file_name}{'-large-print' if is_large else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
