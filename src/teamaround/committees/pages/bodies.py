"""Bodies and posts: everybody signed in may see them, those who keep plans keep them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import Form
from teamaround.design.keeping import kept
from teamaround.design.render import render

from .. import popolo
from ..forms import bodies as forms
from ..queries import bodies as queries
from ..rules.bodies import CAPACITY_WORDS, SEAT_WORDS, BodyKind, Capacity, Seat, why_no_quorum
from ..services import bodies as services
from ..services.bodies import NewHolding, NewSeat


@page(duty=None)
def listing(http: PageRequest) -> HttpResponse:
    """Bodies and posts of one's own authority."""
    here = http.viewer.authority_id
    return render(
        http, "committees/list.html", bodies=queries.bodies(here, on=http.today),
        posts=queries.posts(here, on=http.today), may_keep=http.viewer.can(Duty.KEEP_PLANS),
    )  # fmt: skip


@page(duty=None)
def as_popolo(http: PageRequest) -> HttpResponse:
    """The same for other programs."""
    here = http.viewer.authority_id
    told = popolo.document(queries.bodies(here, on=http.today), queries.posts(here, on=http.today))
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


@page(duty=None)
def show(http: PageRequest, body: str) -> HttpResponse:
    """One body: its names, who is in it, and whether it can decide."""
    shown = queries.body(http.viewer.authority_id, body, on=http.today)
    around = queries.bodies_by_id(
        {each for each in (shown.body.answers_to_id, shown.body.follows_id) if each}, on=http.today
    )
    return render(
        http, "committees/show.html", shown=shown, seat_words={each.value: SEAT_WORDS[each] for each in Seat},
        answers_to=around.get(shown.body.answers_to_id or 0), follows=around.get(shown.body.follows_id or 0),
        no_quorum=why_no_quorum(shown.body.quorum, shown.voting), may_keep=http.viewer.can(Duty.KEEP_PLANS),
    )  # fmt: skip


@page(duty=None)
def post(http: PageRequest, post: str) -> HttpResponse:
    """One post: its titles and who held it."""
    shown = queries.post(http.viewer.authority_id, post, on=http.today)
    return render(
        http, "committees/post.html", shown=shown, may_keep=http.viewer.can(Duty.KEEP_PLANS),
        capacity_words={each.value: CAPACITY_WORDS[each] for each in Capacity},
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def found(http: PageRequest) -> HttpResponse:
    """Enter a body."""
    others = [(each.ref, each.name) for each in queries.bodies(http.viewer.authority_id, on=http.today)]
    form = forms.BodyForm(http.POST or None, others=others)

    def do() -> str:
        typed = form.cleaned_data | {"kind": BodyKind(form.cleaned_data["kind"])}
        made = services.found_body(
            authority_id=http.viewer.authority_id, **typed, by=http.viewer, now=http.now
        )
        return _of_body(made.ref)

    return kept(http, form, do, title="Add a body", back=reverse("committees:list"))


@page(duty=Duty.KEEP_PLANS, writes=True)
def make_post(http: PageRequest) -> HttpResponse:
    """Enter a post."""
    form = forms.PostForm(http.POST or None)

    def do() -> str:
        made = services.make_post(
            authority_id=http.viewer.authority_id, **form.cleaned_data, by=http.viewer, now=http.now
        )
        return _of_post(made.ref)

    return kept(http, form, do, title="Add a post", back=reverse("committees:list"))


BODY_CHANGES: Mapping[str, tuple[str, type[Form], Callable[..., object]]] = {
    "rename": ("It goes by a new name", forms.NameForm, services.rename_body),
    "alias": ("People also call it …", forms.AliasForm, services.add_alias),
    "quorum": ("How many are needed to decide", forms.QuorumForm, services.set_quorum),
    "end": ("It has ended", forms.EndForm, services.end_body),
}


@page(duty=Duty.KEEP_PLANS, writes=True)
def change(http: PageRequest, body: str, what: str) -> HttpResponse:
    """Rename a body, add a name that people use, set its quorum, or end it."""
    shown = queries.body(http.viewer.authority_id, body, on=http.today)
    title, kind, service = BODY_CHANGES[what]
    form = kind(http.POST or None)

    def do() -> str:
        service(
            authority_id=http.viewer.authority_id, ref=body, **form.cleaned_data, by=http.viewer, now=http.now
        )
        return _of_body(body)

    return kept(http, form, do, title=f"{shown.name}: {title[:1].lower()}{title[1:]}", back=_of_body(body))


@page(duty=Duty.KEEP_PLANS, writes=True)
def seat(http: PageRequest, body: str) -> HttpResponse:
    """Enter somebody's seat."""
    shown = queries.body(http.viewer.authority_id, body, on=http.today)
    form = forms.SeatForm(http.POST or None)

    def do() -> str:
        services.seat(
            authority_id=http.viewer.authority_id, ref=body, new=NewSeat(**form.cleaned_data),
            by=http.viewer, now=http.now,
        )  # fmt: skip
        return _of_body(body)

    return kept(http, form, do, title=f"Somebody joins: {shown.name}", back=_of_body(body))


@page(duty=Duty.KEEP_PLANS, writes=True)
def unseat(http: PageRequest, membership: str) -> HttpResponse:
    """Note somebody's last day in a body."""
    form = forms.EndForm(http.POST or None)

    def do() -> str:
        return _of_body(services.unseat(
            authority_id=http.viewer.authority_id, ref=membership, **form.cleaned_data, by=http.viewer,
            now=http.now,
        ))  # fmt: skip

    return kept(http, form, do, title="Somebody leaves", back=reverse("committees:list"))


@page(duty=Duty.KEEP_PLANS, writes=True)
def retitle(http: PageRequest, post: str) -> HttpResponse:
    """Let a post go by a new title."""
    shown = queries.post(http.viewer.authority_id, post, on=http.today)
    form = forms.NameForm(http.POST or None)

    def do() -> str:
        services.retitle_post(
            authority_id=http.viewer.authority_id, ref=post, title=form.cleaned_data["name"],
            starts_on=form.cleaned_data["starts_on"], by=http.viewer, now=http.now,
        )  # fmt: skip
        return _of_post(post)

    return kept(http, form, do, title=f"{shown.title}: a new title", back=_of_post(post))


@page(duty=Duty.KEEP_PLANS, writes=True)
def hold(http: PageRequest, post: str) -> HttpResponse:
    """Enter somebody's time in a post."""
    shown = queries.post(http.viewer.authority_id, post, on=http.today)
    form = forms.HoldingForm(http.POST or None)

    def do() -> str:
        services.hold(
            authority_id=http.viewer.authority_id, ref=post, new=NewHolding(**form.cleaned_data),
            by=http.viewer, now=http.now,
        )  # fmt: skip
        return _of_post(post)

    return kept(http, form, do, title=f"Somebody takes the post: {shown.title}", back=_of_post(post))


@page(duty=Duty.KEEP_PLANS, writes=True)
def leave_post(http: PageRequest, holding: str) -> HttpResponse:
    """Note somebody's last day in a post."""
    form = forms.EndForm(http.POST or None)

    def do() -> str:
        return _of_post(services.leave_post(
            authority_id=http.viewer.authority_id, ref=holding, **form.cleaned_data, by=http.viewer,
            now=http.now,
        ))  # fmt: skip

    return kept(http, form, do, title="Somebody leaves a post", back=reverse("committees:list"))


def _of_body(ref: str) -> str:
    return reverse("committees:show", kwargs={"body": ref})


def _of_post(ref: str) -> str:
    return reverse("committees:post", kwargs={"post": ref})
