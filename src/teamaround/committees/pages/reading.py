"""Papers as they are read: whole before publication by those who may, and the public version by anybody."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import Page, PageRequest, page, public
from teamaround.accounts.rules import Duty
from teamaround.design.paper import PDF, copy, handed_out, not_made, wants_large
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.kernel.typed import page_number

from .. import making
from ..queries import bodies
from ..queries import copies as copy_queries
from ..queries import papers as queries
from ..queries import public as published_papers
from ..queries.public import Published
from ..rules.copies import FORM_WORDS, Form, file_name
from ..services import copies as services
from ..word import WORD

LOOK_AGAIN = "2"  # seconds, while something is being made


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
    if form != "html":
        return _whole_copy(found.ref, told, _form(http, form))
    document = queries.document(found, told, on=http.today)
    context = making.context_whole(found, document, told.number) | {"pictures": making.lines(document)}
    return copy(http, making.asked_whole(found, document, told.number, draws=False), as_pdf=False, **context)


@page(duty=Duty.KEEP_PLANS)
def public_preview(http: PageRequest, paper: str) -> HttpResponse:
    """What anybody will read once the paper is published as it is now, for those who publish it."""
    found = queries.paper(http.viewer, paper, on=http.today)
    document = published_papers.to_be(found)
    context = making.context_to_be(found, document)
    return copy(http, making.asked_to_be(found, document), as_pdf=False, **context)


def _form(http: HttpRequest, ending: str) -> Form:
    return Form.LARGE if ending == Form.PDF and wants_large(http) else Form(ending)


def _whole_copy(ref: str, told: queries.Whole, form: Form) -> HttpResponse:
    """The copy of a draft when it has been made; else the page on which copies are asked for."""
    kept = copy_queries.whole(told.row, form)
    if kept is None or kept.content is None:
        return redirect("committees:copies", paper=ref)
    return _file(kept.content, file_name(f"{ref}-version", told.number, form), form)


@page(duty=None, writes=True)
def copies(http: PageRequest, paper: str) -> HttpResponse:
    """The copies of a draft: asking for them, and how far they are. They are made beside the pages."""
    found = queries.paper(http.viewer, paper, on=http.today)
    if http.method == "POST":
        services.want_whole(ref=paper, by=http.viewer, now=http.now)
        return redirect("committees:copies", paper=paper)
    told = queries.whole(found)
    kept = copy_queries.of_version(told.row)
    rows = [
        {"words": FORM_WORDS[form], "kept": kept.get(form.value), "address": _address(paper, form)}
        for form in Form
    ]
    waits = any(row.made_at is None and not row.failed for row in kept.values())
    answer = render(
        http, "committees/copies.html", paper=found, number=told.number, rows=rows, waits=waits,
        may_ask=not kept or any(row.failed for row in kept.values()),
    )  # fmt: skip
    if waits:
        answer["Refresh"] = LOOK_AGAIN
    return answer


def _address(paper: str, form: Form) -> str:
    if form is Form.WORD:
        return reverse("committees:preview_docx", kwargs={"paper": paper})
    return reverse("committees:preview_pdf", kwargs={"paper": paper}) + (
        "?letters=large" if form is Form.LARGE else ""
    )


@open_page
def published(http: HttpRequest, paper: str, number: int | None = None, form: str = "html") -> HttpResponse:
    """The public version of a published paper; of one corrected since, each version by its number."""
    told = published_papers.published(paper, number)
    if form != "html":
        return _public_copy(http, told, _form(http, form))
    context = making.context_public(told) | {"pictures": making.lines(told.document)}
    return copy(http, making.asked_public(told, draws=False), as_pdf=False, **context)


def _public_copy(http: HttpRequest, told: Published, form: Form) -> HttpResponse:
    """The copy that was made once; or why there is none, or how far it is."""
    kept = published_papers.copy_of(told.publication, form)
    if kept is not None and kept.content is not None:
        return _file(kept.content, file_name(told.paper.ref, told.publication.version.number, form), form)
    if kept is not None and kept.failed:
        return not_made(http, making.asked_public(told, draws=False), kept.failed)
    answer = render(
        http, "committees/being_made.html", told=told, words=FORM_WORDS[form],
        ready=published_papers.copies_made(told.publication), many=len(Form),
    )  # fmt: skip
    answer["Refresh"] = LOOK_AGAIN
    return answer


@open_page
def listing(http: HttpRequest) -> HttpResponse:
    """Every published paper, for anybody, a page at a time."""
    number = page_number(http.GET.get("page", ""))
    shown = published_papers.listing(number)
    dated = [(row.paper.item.body_id, row.paper.item.meeting_on or row.on) for row in shown.rows]
    names = bodies.names_on(dated)
    return render(
        http, "committees/published.html", number=number, has_more=shown.has_more,
        rows=[(row, names[pair]) for row, pair in zip(shown.rows, dated, strict=True)],
    )  # fmt: skip


def _file(content: bytes | memoryview, name: str, form: Form) -> HttpResponse:
    return handed_out(bytes(content), name=name, kind=WORD if form is Form.WORD else PDF)
