"""Telling people what a review found: keepers write it and note what came back; a public page is for anybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page, public
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from ..forms.telling import PublishForm, SaidBackForm, TakeDownForm, TellingForm, ToldForm
from ..models import Telling
from ..queries import reviews
from ..queries import telling as queries
from ..rules.telling import AUDIENCE_WORDS, HOW_WORDS, ON_A_PAGE, Audience, How, how_it_reads
from ..services import telling as services
from ..services.telling import NewTelling

MOST = 100


@page(duty=None)
def show(http: PageRequest, telling: str) -> HttpResponse:
    """One telling: the words, how they read, and what was said back."""
    row = queries.telling(http.viewer, telling)
    audience = Audience(row.audience)
    may_keep = reviews.keeps(http.viewer, row.review)
    return render(
        http, "improvement/telling.html", telling=row, audience=AUDIENCE_WORDS[audience],
        how=HOW_WORDS[How(row.how)], may_keep=may_keep, said_back=queries.said_back(row)[:MOST],
        reads=how_it_reads(audience, row.words) if may_keep else None, may_be_page=audience in ON_A_PAGE,
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def write(http: PageRequest, review: str) -> HttpResponse:
    """Write what an audience is told."""
    found = reviews.review(http.viewer, review)
    still = queries.still_to_tell(found)
    form = TellingForm(http.POST or None, initial={"audience": still[0].value if still else ""})

    def do() -> str:
        return _of(services.write(review_ref=review, new=_typed(form), by=http.viewer, now=http.now).ref)

    back = reverse("improvement:review", kwargs={"review": review})
    return kept(http, form, do, title="Tell people what was found", back=back)


@page(duty=Duty.KEEP_PLANS, writes=True)
def change(http: PageRequest, telling: str) -> HttpResponse:
    """Change a draft; where somebody else changed it meanwhile, both texts are shown."""
    row = _kept_telling(http, telling)
    form = TellingForm(http.POST or None, initial=_initial(row))
    if http.method == "POST" and form.is_valid() and form.cleaned_data["version"] != row.version:
        return _both(http, row, form)

    def do() -> None:
        services.change(
            ref=telling, version=row.version, new=_typed(form, note=row.note), by=http.viewer, now=http.now
        )

    return kept(http, form, do, title="Change the words", back=_of(telling))


def _both(http: PageRequest, row: Telling, form: TellingForm) -> HttpResponse:
    mine = form.cleaned_data
    theirs = {"Words": row.words, "How": HOW_WORDS[How(row.how)], "By": row.told_by}
    ours = {"Words": mine["words"], "How": HOW_WORDS[How(mine["how"])], "By": mine["told_by"]}
    rows = [
        {"label": name, "left": theirs[name], "right": ours[name], "same": theirs[name] == ours[name]}
        for name in theirs
    ]
    again = TellingForm(initial=mine | {"version": row.version})
    return render(
        http, "improvement/write.html", status=409, form=again, title="Change the words", back=_of(row.ref), rows=rows
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def note_told(http: PageRequest, telling: str) -> HttpResponse:
    """Note that they have been told, and how many were reached."""
    row = _kept_telling(http, telling)
    form = ToldForm(http.POST or None, initial={"told_on": row.told_on, "reached": row.reached})

    def do() -> None:
        services.note_told(ref=telling, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(http, form, do, title="They have been told", back=_of(telling))


@page(duty=Duty.KEEP_PLANS, writes=True)
def publish(http: PageRequest, telling: str) -> HttpResponse:
    """Make the words for children a page that anybody can read."""
    row = _kept_telling(http, telling)
    form = PublishForm(http.POST or None)

    def do() -> None:
        services.publish(ref=telling, by=http.viewer, now=http.now)

    return kept(
        http, form, do, title="Make it a public page", back=_of(telling), telling=row,
        template="improvement/publish_telling.html", reads=how_it_reads(Audience(row.audience), row.words),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def take_down(http: PageRequest, telling: str) -> HttpResponse:
    """Take the public page down."""
    _kept_telling(http, telling)
    form = TakeDownForm(http.POST or None)

    def do() -> None:
        services.take_down(ref=telling, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(http, form, do, title="Take the public page down", back=_of(telling))


@page(duty=Duty.KEEP_PLANS, writes=True)
def said_back(http: PageRequest, telling: str) -> HttpResponse:
    """Note what they said back."""
    _kept_telling(http, telling)
    form = SaidBackForm(http.POST or None)

    def do() -> None:
        services.note_said_back(ref=telling, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(http, form, do, title="What they said back", back=_of(telling))


@public
def told(http: HttpRequest, telling: str) -> HttpResponse:
    """The words for children and young people, for anybody, while they are published."""
    try:
        found = queries.public_page(telling)
    except NotVisible:
        raise Http404 from None
    answer = render(
        http, "improvement/told.html", told=found, lines=[line for line in found.words.splitlines() if line.strip()]
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _kept_telling(http: PageRequest, ref: str) -> Telling:
    row = queries.telling(http.viewer, ref)
    if not reviews.keeps(http.viewer, row.review):
        raise NotVisible
    return row


def _typed(form: TellingForm, *, note: str = "") -> NewTelling:
    typed: dict[str, Any] = dict(form.cleaned_data)
    typed.pop("version")
    audience, how = Audience(typed.pop("audience")), How(typed.pop("how"))
    return NewTelling(audience=audience, how=how, note=note, **typed)


def _initial(row: Telling) -> dict[str, Any]:
    names = ("audience", "words", "how", "told_by", "told_on", "reached", "version")
    return {name: getattr(row, name) for name in names}


def _of(ref: str) -> str:
    return reverse("improvement:telling", kwargs={"telling": ref})
