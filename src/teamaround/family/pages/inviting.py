"""For those who work with the family: inviting them, looking after links, reading what they say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests import services as links
from teamaround.accounts.guests.standing import told
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.episodes import queries as episodes
from teamaround.episodes.pages.frames import around
from teamaround.people.portraits import portrait
from teamaround.sharing.judging_queries import judgements
from teamaround.sharing.judging_rules import MATTER_WORDS, Matter

from .. import queries, rules, services
from ..forms import YOUNG_PERSON, AgainForm, AnswerForm, InviteForm
from ..models import FamilyView


@page(duty=Duty.WRITE_ASSESSMENTS)
def invited(http: PageRequest, episode: str) -> HttpResponse:
    """Who of the family has a page, and what they said."""
    seen = episodes.together(http.viewer, episode, at=http.now, child=http.GET.get("child", ""))
    frame = around(http, seen.through)
    rows = list(queries.views(seen.episode, seen.through))
    sent = guests.about(row.ref for row in rows)
    return render(
        http, "family/invited.html", episode=seen.episode, about_words=rules.ABOUT_WORDS,
        rows=[{"view": row, "told": told(sent[row.ref], at=http.now) if row.ref in sent else None} for row in rows],
        comments=queries.comments(seen.episode, seen.through), **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def invite(http: PageRequest, episode: str) -> HttpResponse:
    """Invite one person: each parent and the young person has a link of their own."""
    child = http.GET.get("child", "")
    seen = episodes.together(http.viewer, episode, at=http.now, child=child)
    frame = around(http, seen.through)
    face = frame["face"]
    form = InviteForm(
        http.POST or None, people=_people(http, face), hides_place=queries.is_shielded(seen.through),
        initial={"called": "" if face.is_unborn else face.called},
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            view = services.invite(
                ref=episode, child_ref=face.ref, wish=form.wish(), site=http.build_absolute_uri("/")[:-1],
                by=http.viewer, now=http.now,
            )  # fmt: skip
            if not letters.goes_by_hand():
                messages.success(http, "Invited. The e-mail with their link is on its way.")
            return redirect("family:link", view=view.ref)
    return render(
        http, "family/invite.html", status=422 if form.errors else 200, form=form, episode=seen.episode,
        by_hand=letters.goes_by_hand(), matter_words=MATTER_WORDS,
        judgements=judgements(
            http.viewer, seen.through, at=http.now, matters=[Matter.PARENTS_SIGHT], may_read=True
        ), **frame,
    )  # fmt: skip


def _people(http: PageRequest, face: Any) -> list[tuple[str, str]]:
    carers = portrait(http.viewer, face.id, at=http.now).carers
    own = [] if face.is_unborn else [(YOUNG_PERSON, f"{face.called}, the young person")]
    return [*((str(one.carer_id), f"{one.name}, {one.words}") for one in carers), *own]


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def link(http: PageRequest, view: str) -> HttpResponse:
    """How one person's link stands: send a new one, close it, or pass it on where e-mail is not set up."""
    found = queries.readable_view(http.viewer, view, at=http.now)
    frame = around(http, found.child_id)
    sent = guests.about([found.ref]).get(found.ref)
    standing = told(sent, at=http.now) if sent is not None else None
    do = http.POST.get("do", "")
    form = AgainForm(
        http.POST if do == "send" else None, initial={"email": standing.email if standing else ""}
    )
    if http.method == "POST" and do == "show" and standing is not None:
        address = links.show_link(ref=standing.ref, by=http.viewer, now=http.now)
        return render(http, "family/link_shown.html", view=found, address=address, **frame)
    if http.method == "POST" and (do == "end" or form.is_valid()):
        with refusals_on(form):
            _do(http, found, form, do)
            return redirect("family:link", view=view)
    return render(
        http, "family/link.html", status=422 if form.errors else 200, view=found, told=standing, form=form, **frame
    )  # fmt: skip


def _do(http: PageRequest, found: FamilyView, form: AgainForm, do: str) -> None:
    if do == "end":
        services.end(ref=found.ref, by=http.viewer, now=http.now)
        messages.success(http, "Closed. Their link opens nothing now. What they said is kept.")
    else:
        services.send_again(ref=found.ref, by=http.viewer, now=http.now, **form.cleaned_data)
        messages.success(http, "A new link is made. The one before opens nothing now.")


@page(duty=Duty.WRITE_ASSESSMENTS)
def said(http: PageRequest, episode: str, view: str) -> HttpResponse:
    """What the family said about the child of one page; from the home page."""
    found = queries.readable_view(http.viewer, view, at=http.now)
    return redirect(reverse("family:invited", args=[episode]) + f"?child={found.child.ref}#said")


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def answer(http: PageRequest, comment: str) -> HttpResponse:
    """Answer what somebody of the family said, or mark it as read."""
    found = queries.comment(http.viewer, comment, at=http.now)
    frame = around(http, found.child_id)
    form = AnswerForm(http.POST or None, initial={"answer": found.answer})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.answer(ref=comment, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Kept. They see it on their page.")
            return redirect("family:said", episode=found.view.episode.ref, view=found.view.ref)
    return render(
        http, "family/answer.html", status=422 if form.errors else 200, form=form, comment=found,
        about=rules.ABOUT_WORDS[rules.About(found.about)], **frame,
    )  # fmt: skip
