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
from teamaround.accounts.guests.showing import show_link
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
from .sight import all_of, may_decide

LOOK, BACK = "look", "back"
NOT_TYPED = ("csrfmiddlewaretoken", "once", "do", "is_safe")


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
    do = http.POST.get("do", "")
    form = InviteForm(
        http.POST or None, people=_people(http, face), hides_place=queries.is_shielded(seen.through),
        only_looks=do in (LOOK, BACK), initial={"called": "" if face.is_unborn else face.called},
    )  # fmt: skip
    if http.method == "POST" and do != BACK and form.is_valid():
        with refusals_on(form):
            wish = {
                "ref": episode,
                "child_ref": face.ref,
                "wish": form.wish(),
                "by": http.viewer,
                "now": http.now,
            }
            if do == LOOK:
                view = services.draft(**wish)
                return _as_they_see(http, view, form=form, back=http.get_full_path(), **frame)
            view = services.invite(site=letters.site_of(http), **wish)
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


@page(duty=Duty.WRITE_ASSESSMENTS)
def as_they_see_it(http: PageRequest, view: str) -> HttpResponse:
    """What somebody who is invited sees now."""
    found = queries.readable_view(http.viewer, view, at=http.now)
    frame = around(http, found.child_id)
    if queries.agreement_of(found) is None or found.ended_at is not None:
        return redirect("family:link", view=view)
    return _as_they_see(http, found, back=reverse("family:link", kwargs={"view": view}), form=None, **frame)


def _as_they_see(
    http: PageRequest, view: FamilyView, *, form: InviteForm | None, back: str, **frame: Any
) -> HttpResponse:
    """By the code of their own page; `form` holds what was typed when they are not invited yet."""
    typed = [
        (name, value)
        for name, values in (http.POST.lists() if form is not None else ())
        if name not in NOT_TYPED
        for value in values
    ]
    return render(
        http, "family/as_they_see_it.html", form=form, typed=typed, back=back,
        may_decide=may_decide(view, today=http.today),
        **all_of(view, today=http.today, at=http.now), **frame,
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
        back = reverse("family:link", kwargs={"view": view})
        return show_link(http, standing, layout="people/of_child.html", back=back, **frame)
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
