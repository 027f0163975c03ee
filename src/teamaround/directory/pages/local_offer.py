"""The Local Offer, short breaks and information for families: for anybody, and for those who keep them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, acting, page
from teamaround.accounts.rules import Duty, passer_by
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries, services
from ..busy import Busy
from ..forms import CommentAnswerForm, CommentForm, PartForm
from ..models import OfferPart
from ..rules import local_offer, needs
from ..rules.local_offer import Part, Seen, Statement
from .door import open_page

IN_A_MINUTE, MOST = 3, 50
said = Busy(IN_A_MINUTE)


@open_page
def statement(http: HttpRequest, which: str) -> HttpResponse:
    """Everything a statement says, the services that belong to it, and what people said of it."""
    today = clock.day_of(clock.now())
    told = local_offer.statements()[which]
    return render(
        http, "directory/statement.html", statement=told, parts=_shown(told, today),
        others=[each for code, each in local_offer.statements().items() if code != which],
        comments=queries.comments(which)[:MOST],
    )  # fmt: skip


def _shown(told: Statement, today: date) -> list[dict[str, Any]]:
    """The headings that say something, in the order of the statement."""
    rows = queries.written()
    kept = {part: rows.get(part.key) for part in told.parts}
    return [each for each in _told(kept, today) if each["row"] and (each["row"].text or each["services"])]


def _told(kept: dict[Part, OfferPart | None], today: date) -> list[dict[str, Any]]:
    """Each heading with what stands there, and the needs under it that have services."""
    written = {part: queries.as_written(row) for part, row in kept.items()}
    counted = queries.services_of(local_offer.needs_of(written.values()), on=today)
    names = {term.code: term.name for term in needs.terms(needs.NEEDS)}
    return [
        {
            "part": part, "row": row, "written": written[part],
            "services": [
                {"code": code, "name": names[code], "count": counted[code]}
                for code in written[part].needs
                if counted.get(code)
            ],
        }
        for part, row in kept.items()
    ]  # fmt: skip


@open_page
def comment(http: HttpRequest, which: str) -> HttpResponse:
    """A box for what people think of it."""
    form = CommentForm(http.POST if http.method == "POST" else None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            _comment(http, which, form.cleaned_data["words"])
            messages.success(http, "Thank you. We read it first. Then it stands here with what we did.")
            return redirect(f"directory:{which}")
    return render(
        http, "directory/comment.html", status=422 if form.errors else 200, form=form,
        statement=local_offer.statements()[which],
    )  # fmt: skip


def _comment(http: HttpRequest, which: str, words: str) -> None:
    source = http.META.get("REMOTE_ADDR", "")
    if not said.may(source):
        raise Refusal("too-many", "You have sent several just now. Wait a minute, then send this one.")
    by, now = passer_by(source=source, request_id=getattr(http, "request_id", "")), clock.now()
    with acting(by, now=now):
        services.comment(statement=which, words=words, by=by, now=now)


@page(duty=Duty.KEEP_DIRECTORY)
def gaps(http: PageRequest) -> HttpResponse:
    """Every heading with what is missing, and comments that wait."""
    rows = queries.written()
    return render(
        http, "directory/gaps.html", waiting=queries.comments_waiting()[:MOST],
        statements=[_gaps(told, rows, http.today) for told in local_offer.statements().values()],
    )  # fmt: skip


def _gaps(told: Statement, rows: dict[str, OfferPart], today: date) -> dict[str, Any]:
    found = _told({part: rows.get(part.key) for part in told.parts}, today)
    for each in found:
        count = sum(one["count"] for one in each["services"])
        each["missing"] = local_offer.missing(each["written"], services=count, today=today)
        each["soon"] = local_offer.is_soon(each["written"], today=today)
    return {
        "told": told, "rows": found, "good": sum(not each["missing"] for each in found),
        "unread": sum(not each["part"].is_read for each in found),
    }  # fmt: skip


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def write(http: PageRequest, key: str) -> HttpResponse:
    """Write what stands under one heading."""
    part = local_offer.part(key)
    if part is None:
        raise NotVisible
    stands = queries.as_written(queries.written().get(key))
    form = PartForm(http.POST or None, initial=vars(stands))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.write_part(key=key, written=form.written(), by=http.viewer, now=http.now)
            messages.success(http, f"“{part.name}” stands as you wrote it.")
            return redirect("directory:gaps")
    return render(
        http, "directory/part.html", status=422 if form.errors else 200, form=form, part=part,
        statement=local_offer.statements()[part.statement],
    )  # fmt: skip


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def answer(http: PageRequest, key: UUID) -> HttpResponse:
    """Answer one comment: “you said, we did”."""
    found = queries.comment(key)
    if found is None:
        raise NotVisible
    form = CommentAnswerForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.answer_comment(
                comment_id=key, state=Seen(form.cleaned_data["state"]), answer=form.cleaned_data["answer"],
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "Answered.")
            return redirect("directory:gaps")
    return render(
        http, "directory/comment_answer.html", status=422 if form.errors else 200, form=form, comment=found,
        statement=local_offer.statements()[found.statement], is_waiting=found.state == Seen.WAITING,
    )  # fmt: skip
