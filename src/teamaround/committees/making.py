"""Making the copies of a paper: the document, its charts and its words as PDF or as a Word document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from teamaround.design.paper import Copy, as_page, as_pdf

from . import drawing
from .models import Paper, PaperVersion, Publication
from .queries import papers
from .queries.public import Published, published
from .rules.copies import Form, stem
from .rules.document import Document
from .word import as_word

TEMPLATE = "committees/printed.html"


def public_copy(publication: Publication, form: Form) -> bytes:
    """What was published, as anybody may have it."""
    told = published(publication.paper.ref, publication.version.number)
    if form is Form.WORD:
        return as_word(told.document)
    return as_pdf(asked_public(told), is_large=form is Form.LARGE, **context_public(told))


def public_page(publication: Publication) -> str:
    """What was published, as a page."""
    told = published(publication.paper.ref, publication.version.number)
    context = context_public(told) | {"pictures": lines(told.document)}
    return as_page(asked_public(told, draws=False), **context)


def whole_copy(row: PaperVersion, form: Form, *, on: date) -> bytes:
    """A version with everything in it, for those who may see what is exempt."""
    told = papers.whole(row.paper, row.number)
    document = papers.document(row.paper, told, on=on)
    if form is Form.WORD:
        return as_word(document, note=f"Version {told.number}")
    return as_pdf(
        asked_whole(row.paper, document, told.number), is_large=form is Form.LARGE,
        **context_whole(row.paper, document, told.number),
    )  # fmt: skip


def asked_public(told: Published, *, draws: bool = True) -> Copy:
    """How the public version is printed; a page has its charts as lines, and needs none drawn."""
    shown = told.publication.version.number
    named = {"paper": told.paper.ref, "number": shown}
    return Copy(
        TEMPLATE, page=reverse("committees:published_version", kwargs=named),
        pdf=reverse("committees:published_pdf", kwargs=named), back=reverse("committees:published_list"),
        file_name=stem(told.paper.ref, shown), language=told.document.language,
        pictures=dots(told.document) if draws else {},
    )  # fmt: skip


def context_public(told: Published) -> dict[str, Any]:
    """What its template shows."""
    named = {"paper": told.paper.ref, "number": told.publication.version.number}
    return {
        "document": told.document, "note": told.paper.note, "word": reverse("committees:published_docx", kwargs=named),
        "standing": "", "history": told.all, "reads_all": False, "told": told, "pictures": {},
    }  # fmt: skip


def asked_whole(paper: Paper, document: Document, number: int, *, draws: bool = True) -> Copy:
    """How a version is printed with everything in it; a page has its charts as lines, and needs none drawn."""
    named = {"paper": paper.ref}
    return Copy(
        TEMPLATE, page=reverse("committees:preview", kwargs=named), pdf=reverse("committees:preview_pdf", kwargs=named),
        back=reverse("committees:paper", kwargs=named),
        file_name=stem(f"{paper.ref}-version", number),
        language=document.language, pictures=dots(document) if draws else {},
    )  # fmt: skip


def context_whole(paper: Paper, document: Document, number: int) -> dict[str, Any]:
    """What its template shows."""
    return {
        "document": document, "note": paper.note, "word": reverse("committees:preview_docx", kwargs={"paper": paper.ref}),
        "standing": f"Version {number}, not published", "history": (), "reads_all": True, "told": None, "pictures": {},
    }  # fmt: skip


def asked_to_be(paper: Paper, document: Document) -> Copy:
    """How the public version is shown before it is one: as a page alone."""
    return Copy(
        TEMPLATE, page=reverse("committees:public_preview", kwargs={"paper": paper.ref}), pdf="",
        back=reverse("committees:publish_paper", kwargs={"paper": paper.ref}), file_name="", language=document.language,
    )  # fmt: skip


def context_to_be(paper: Paper, document: Document) -> dict[str, Any]:
    """What its template shows."""
    return {
        "document": document, "note": paper.note, "word": "", "standing": "This is what anybody will read. It is not published yet.",
        "history": (), "reads_all": False, "told": None, "pictures": lines(document),
    }  # fmt: skip


def lines(document: Document) -> dict[str, Markup]:
    """Its charts for a page."""
    return {one.ident: drawing.as_lines(one) for one in drawing.charts(document)}


def dots(document: Document) -> dict[str, bytes]:
    """Its charts for a PDF."""
    return {one.ident: drawing.as_dots(one) for one in drawing.charts(document)}
