"""Copies for paper: one template as a page to read or print, and as a tagged PDF; in ordinary or large letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader

from teamaround.kernel import tongue

from .pdf import PICTURE, NotMade, get_ready, tagged
from .render import PAGE_LANGUAGES, render

LARGE, PDF = "large", "application/pdf"
UNASKED = {
    "page_language": PAGE_LANGUAGES[tongue.ENGLISH],
    "in_english": "",
}  # where no frame of a page says so


@dataclass(frozen=True)
class Copy:
    """What is to be printed. No name of a child stands in an address or in the name of a file."""

    template: str
    page: str  # the address of the copy as a page
    pdf: str  # and as PDF; empty where there is none
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
    is_large = wants_large(http)
    text = _text(asked, context, http, is_pdf=as_pdf, is_large=is_large)
    if not as_pdf:
        get_ready()
        return HttpResponse(text)
    try:
        made = tagged(text, pictures=asked.pictures)
    except NotMade as failure:
        return not_made(http, asked, failure.sentence)
    return handed_out(made, name=f"{asked.file_name}{'-large-print' if is_large else ''}.pdf")


def as_pdf(asked: Copy, *, is_large: bool, **context: Any) -> bytes:
    """The copy as PDF where nobody asks, so that it can be made once and kept; NotMade says why it cannot be."""
    text = _text(asked, {**context, **UNASKED}, None, is_pdf=True, is_large=is_large)
    return tagged(text, pictures=asked.pictures)


def as_page(asked: Copy, **context: Any) -> str:
    """The same as a page."""
    return _text(asked, {**context, **UNASKED}, None, is_pdf=False, is_large=False)


def _text(
    asked: Copy, context: Mapping[str, Any], http: HttpRequest | None, *, is_pdf: bool, is_large: bool
) -> str:
    shown = {**context, "asked": asked, "is_large": is_large, "is_pdf": is_pdf, "picture_at": PICTURE}
    return str(loader.get_template(asked.template).render(shown, http))


def wants_large(http: HttpRequest) -> bool:
    """Whether somebody asks for large letters."""
    return http.GET.get("letters") == LARGE


def not_made(http: HttpRequest, asked: Copy, sentence: str) -> HttpResponse:
    """The page that says why there is no PDF."""
    return render(
        http, "design/paper_not_made.html", status=503, sentence=sentence, asked=asked, is_large=wants_large(http)
    )  # fmt: skip


def handed_out(made: bytes, *, name: str, kind: str = PDF) -> HttpResponse:
    """A file for whoever asked: a PDF to read at once, others to keep."""
    answer = HttpResponse(made, content_type=kind)
    way = "inline" if kind == PDF else "attachment"
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
