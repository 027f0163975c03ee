"""One action: what it says, changing it in a draft with others at work, and amending what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.committees.queries import bodies as committees
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible, Refusal

from ..forms.plans import ActionForm, AmendForm, NewActionForm, OwnedForm
from ..models import Action
from ..queries import decisions, reviews
from ..queries import months as month_queries
from ..queries import plans as queries
from ..rules.merging import Clash
from ..rules.months import BASIS_WORDS, DELIVERY_WORDS, IMPACT_WORDS, PROGRESS_WORDS
from ..rules.planning import DAYS, FIELD_WORDS, FIELDS, Behind, Content, Stage, content_from, in_words
from ..rules.sheets import cell
from ..services import amending, planning
from ..services.planning import NewAction
from . import measured_shown

TYPED = tuple(name for name in FIELDS if name not in ("owner_post", "owner"))
MOST = 200
Make = Callable[[Any, Mapping[str, Any]], ActionForm]


@page(duty=None)
def show(http: PageRequest, action: str) -> HttpResponse:
    """One action, whole."""
    row = queries.action(http.viewer, action, on=http.today)
    content, keeps = content_from(row.content), queries.keeps(http.viewer, row.plan)
    return render(
        http, "improvement/action.html", action=row, content=content,
        facts=[
            {"label": FIELD_WORDS[name], "value": in_words(name, getattr(content, name))}
            for name in FIELDS
            if name not in ("words", "milestones", "partners") and getattr(content, name) not in (None, "")
        ],
        not_yet=reviews.not_yet(row.recommendation, on=http.today), keeps=keeps,
        may_write=queries.may_write(http.viewer, row), is_draft=row.plan.stage == Stage.DRAFT,
        versions=queries.versions(row)[:MOST], updates=month_queries.updates(row)[:MOST],
        evidence=month_queries.evidence(row)[:MOST], delivery_words=DELIVERY_WORDS, impact_words=IMPACT_WORDS,
        progress_words=PROGRESS_WORDS, basis_words=BASIS_WORDS,
        measured=measured_shown.of_action(row), wanted=measured_shown.wanted(row) if keeps else (), decided=decisions.came_from(row),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def add(http: PageRequest, plan: str) -> HttpResponse:
    """Add an action to a draft."""
    found = queries.plan(http.viewer, plan, on=http.today)
    listed = queries.answered(found, [], on=http.today)
    labels = [
        (each.recommendation.label, f"({each.recommendation.label}) {each.recommendation.words[:100]}")
        for each in listed
    ]
    form = NewActionForm(http.POST or None, labels=labels, posts=_posts(http))

    def do() -> str:
        owned = _owned(http, form)
        content = replace(typed_content(form), owner_post=owned.pop("title"), owner=owned.pop("name"))
        new = NewAction(form.cleaned_data["label"], content, **owned)
        made = planning.add_actions(ref=plan, new=[new], by=http.viewer, now=http.now)
        return _of(made[0])

    back = reverse("improvement:plan", kwargs={"plan": plan})
    return written(http, form, do, title="Add an action", back=back)


@page(duty=None, writes=True)
def change(http: PageRequest, action: str) -> HttpResponse:
    """Change an action of a draft: its keepers, and whoever owns it; several may be at it at once."""
    row = _to_write(http, action)
    content, keeps = content_from(row.content), queries.keeps(http.viewer, row.plan)

    def make(data: Any, initial: Mapping[str, Any]) -> ActionForm:
        return (
            OwnedForm(data, initial=initial, posts=_posts(http))
            if keeps
            else ActionForm(data, initial=initial)
        )

    form = make(http.POST or None, initial(row, content))

    def do() -> str:
        typed = replace(typed_content(form), owner_post=content.owner_post, owner=content.owner)
        owned: dict[str, Any] = {}
        if keeps:
            owned = _owned(http, form)
            typed = replace(typed, owner_post=owned.pop("title"), owner=owned.pop("name"))
        planning.change_action(
            ref=action, version=form.cleaned_data["version"] or row.version, content=typed, by=http.viewer,
            now=http.now, changes_owner=keeps, **owned,
        )  # fmt: skip
        return _of(row)

    return written(http, form, do, title="Change this action", back=_of(row), make=make)


@page(duty=Duty.KEEP_PLANS, writes=True)
def amend(http: PageRequest, action: str) -> HttpResponse:
    """Amend an agreed action, naming what stands behind it."""
    row = _to_write(http, action)
    content = content_from(row.content)

    def make(data: Any, initial: Mapping[str, Any]) -> ActionForm:
        return AmendForm(data, initial=initial)

    form = make(http.POST or None, initial(row, content))

    def do() -> str:
        made = amending.amend(
            ref=action, version=form.cleaned_data["version"] or row.version,
            content=replace(typed_content(form), owner_post=content.owner_post, owner=content.owner),
            behind=Behind(form.cleaned_data["behind"]), said=form.cleaned_data["said"], by=http.viewer, now=http.now,
        )  # fmt: skip
        return reverse("improvement:amendment", kwargs={"amendment": made.ref})

    return written(http, form, do, title="Amend this action", back=_of(row), make=make)


def written(
    http: PageRequest,
    form: ActionForm,
    do: Callable[[], str],
    *,
    title: str,
    back: str,
    make: Make | None = None,
    template: str = "improvement/write.html",
    **context: Any,
) -> HttpResponse:
    """Save, or show what is to be put right.

    On a clash both texts are shown, and the form goes on from what both have written: one's own
    words where they clash, and everywhere else what goes together by itself.
    """
    rows: list[dict[str, Any]] = []
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                return redirect(do())
            except Clash as clash:
                rows = _both(form, clash)
                if make is not None:
                    form = make(
                        None,
                        form.cleaned_data | _astyped_content(clash.together) | {"version": clash.version},
                    )
    return render(
        http, template, status=409 if rows else 422 if form.errors else 200, form=form, title=title, back=back,
        rows=rows, **context,
    )  # fmt: skip


def _both(form: ActionForm, clash: Clash) -> list[dict[str, Any]]:
    mine = typed_content(form)
    return [
        {"label": FIELD_WORDS[name], "left": in_words(name, getattr(clash.theirs, name)),
         "right": in_words(name, getattr(mine, name)), "same": False}
        for name in clash.fields
    ]  # fmt: skip


def typed_content(form: ActionForm) -> Content:
    """What a form says of an action, without who answers for it."""
    return Content(**{name: form.cleaned_data[name] for name in TYPED})


def initial(row: Action, content: Content) -> Mapping[str, Any]:
    """What the form begins with."""
    return _astyped_content(content) | {
        "version": row.version, "post": str(row.post_id or ""),
        "owner_email": row.owner.email if row.owner else "",
    }  # fmt: skip


def _astyped_content(content: Content) -> dict[str, Any]:
    """Days as days, the rest as text."""
    return {
        name: getattr(content, name) if name in DAYS else cell(name, getattr(content, name)) for name in TYPED
    }


def _posts(http: PageRequest) -> list[tuple[str, str]]:
    return [
        (str(each.post.pk), each.title)
        for each in committees.posts(http.viewer.authority_id, on=http.today)
        if each.post.ends_on is None
    ]


def _owned(http: PageRequest, form: ActionForm) -> dict[str, Any]:
    """Who answers for it: the post with its title of today, and the person with their name."""
    posts, post = dict(_posts(http)), form.cleaned_data["post"]
    owner_id, name = owner_at(form.cleaned_data["owner_email"], on=http.today)
    return {
        "post_id": int(post) if post else None,
        "title": posts.get(post, ""),
        "owner_id": owner_id,
        "name": name,
    }


def owner_at(email: str, *, on: date) -> tuple[int | None, str]:
    """The person with an address, by row number, and their name; they need no account."""
    if not email:
        return None, ""
    account = accounts.account_by_email(email)
    if account is not None and account.practitioner_id is not None:
        return account.practitioner_id, account.name
    found = agencies.practitioners_by_email(email, on=on)
    if not found:
        raise Refusal("owner", "Nobody with that address works for an agency here.", field="owner_email")
    if len(found) > 1:
        raise Refusal(
            "owners", "Several people have that address: name one of their own.", field="owner_email"
        )
    return found[0].pk, found[0].name


def _to_write(http: PageRequest, ref: str) -> Action:
    row = queries.action(http.viewer, ref, on=http.today)
    if not queries.may_write(http.viewer, row):
        raise NotVisible
    return row


def _of(row: Action) -> str:
    return reverse("improvement:action", kwargs={"action": row.ref})
