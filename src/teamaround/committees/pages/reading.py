"""Papers as they are read: whole before publication by those who may, and the public version by anybody."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from markupsafe import Markup

from teamaround.accounts.door import Page, PageRequest, page, public
from teamaround.design.paper import LARGE, Copy, copy
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import drawing
from ..queries import bodies
from ..queries import papers as queries
from ..queries import public as published_papers
from ..rules.document import Document
from ..word import WORD, as_word

TEMPLATE, OK = "committees/printed.html", 200


def open_page(view: Page) -> Page:
    """A page for anybody, signed in or not: what is not public is not there."""

    @wraps(view)
    def opened(http: HttpRequest, **named: Any) -> HttpResponse:
        try:
            answer = view(http, **named)  # type: ignore[arg-type]
        except NotVisible:
            raise Http404 from None
        answer.headers.setdefault("Cache-Control", "no-cache")
        return answer

    return public(opened)


@page(duty=None)
def preview(http: PageRequest, paper: str, form: str = "html") -> HttpResponse:
    """The paper as it is now with everything in it, for those who write it or sign it off."""
    found = queries.paper(http.viewer, paper, on=http.today)
    told = queries.whole(found)
    document = queries.document(found, told, on=http.today)
    if form == "docx":
        return _word(as_word(document, note=f"Version {told.number}"), f"{paper}-version-{told.number}")
    named = {"paper": paper}
    asked = Copy(
        TEMPLATE, page=reverse("committees:preview", kwargs=named), pdf=reverse("committees:preview_pdf", kwargs=named),
        back=reverse("committees:paper", kwargs=named), file_name=f"{paper}-version-{told.number}",
        language=document.language, pictures=_dots(document, form),
    )  # fmt: skip
    return copy(
        http, asked, as_pdf=form == "pdf", document=document, word=reverse("committees:preview_docx", kwargs=named),
        note=found.note, standing=f"Version {told.number}, not published", history=(), reads_all=True,
        pictures=_lines(document, form),
    )  # fmt: skip


KEPT = 40  # copies of published papers, by each process: they do not change, and a PDF takes a second or two
_copies: dict[str, tuple[bytes, dict[str, str]]] = {}


def kept_copy(view: Page) -> Page:
    """A copy of what is published is made once: whoever asks again gets the same, until something is published anew."""

    @wraps(view)
    def once_made(
        http: HttpRequest, paper: str, number: int | None = None, form: str = "html"
    ) -> HttpResponse:
        if form == "html":
            return view(http, paper=paper, number=number, form=form)  # type: ignore[arg-type]
        stands = published_papers.standing(paper)
        key = f"paper/{paper}/{stands}/{number}/{form}/{http.GET.get('letters') == LARGE}"
        kept = _copies.get(key)
        if kept is not None:
            return HttpResponse(kept[0], headers=kept[1])
        answer = view(http, paper=paper, number=number, form=form)  # type: ignore[arg-type]
        if answer.status_code == OK:
            while len(_copies) >= KEPT:
                _copies.pop(next(iter(_copies)), None)
            _copies[key] = answer.content, dict(answer.headers)
        return answer

    return once_made


@open_page
@kept_copy
def published(http: HttpRequest, paper: str, number: int | None = None, form: str = "html") -> HttpResponse:
    """The public version of a published paper; of one corrected since, each version by its number."""
    told = published_papers.published(paper, number)
    shown = told.publication.version.number
    named = {"paper": paper, "number": shown}
    name = f"{paper}-{shown}"
    if form == "docx":
        return _word(as_word(told.document), name)
    asked = Copy(
        TEMPLATE, page=reverse("committees:published_version", kwargs=named),
        pdf=reverse("committees:published_pdf", kwargs=named), back=reverse("committees:published_list"),
        file_name=name, language=told.document.language, pictures=_dots(told.document, form),
    )  # fmt: skip
    return copy(
        http, asked, as_pdf=form == "pdf", document=told.document, note=told.paper.note,
        word=reverse("committees:published_docx", kwargs=named), standing="", history=told.all, reads_all=False,
        told=told, pictures=_lines(told.document, form),
    )  # fmt: skip


@open_page
def listing(http: HttpRequest) -> HttpResponse:
    """Every published paper, for anybody."""
    rows = published_papers.listing()
    named = {
        row.pk: bodies.bodies_by_id([row.paper.item.body_id], on=row.paper.item.meeting_on or row.on)
        for row in rows
    }
    return render(
        http, "committees/published.html",
        rows=[(row, named[row.pk][row.paper.item.body_id].name) for row in rows],
    )  # fmt: skip


def _lines(document: Document, form: str) -> dict[str, Markup]:
    """Its charts for a page."""
    return {one.ident: drawing.as_lines(one) for one in drawing.charts(document)} if form == "html" else {}


def _dots(document: Document, form: str) -> dict[str, bytes]:
    """Its charts for a PDF."""
    return {one.ident: drawing.as_dots(one) for one in drawing.charts(document)} if form == "pdf" else {}


def _word(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type=WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
