"""Comments on a paper, its versions side by side, who signs it off, and publication."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.kernel.typed import whole

from ..forms.papers import AnswerForm, CommentForm, CorrectForm, OfficeForm, PublishForm, SignForm
from ..models import Paper
from ..queries import bodies
from ..queries import papers as queries
from ..rules.merging import compared, differing
from ..rules.papers import Stage
from ..rules.templates import OfficeWanted
from ..services import commenting, publishing
from ..services import papers as services
from .papers import address


@page(duty=None, writes=True)
def comment(http: PageRequest, paper: str, part: str) -> HttpResponse:
    """Say something of a part."""
    found = queries.paper(http.viewer, paper, on=http.today)
    named = queries.template_of(found).part(part)
    if named is None:
        raise NotVisible
    form = CommentForm(http.POST or None)

    def do() -> None:
        commenting.comment(ref=paper, part=part, by=http.viewer, now=http.now, **form.cleaned_data)

    back = f"{address(found)}#comments"
    return kept(http, form, do, title=f"Comment on: {named.heading}", back=back)


@page(duty=None, writes=True)
def answer(http: PageRequest, comment: str) -> HttpResponse:
    """Answer a comment, or settle it."""
    made = queries.comment(http.viewer, comment, on=http.today)
    form = AnswerForm(http.POST or None)

    def do() -> None:
        commenting.answer(ref=comment, by=http.viewer, now=http.now, **form.cleaned_data)

    back = f"{address(made.paper)}#comments"
    return kept(
        http, form, do, title="Answer a comment", back=back, template="committees/answer.html", made=made
    )


@page(duty=None)
def versions(http: PageRequest, paper: str, number: int) -> HttpResponse:
    """What a version says otherwise than another, word by word; than the one before unless `with` says which."""
    found = queries.paper(http.viewer, paper, on=http.today)
    other = whole(http.GET.get("with", ""), max(number - 1, 1))
    after, before = queries.whole(found, number), queries.whole(found, other)
    template = queries.template_of(found)
    parts = [template.part(key) for key in differing(before.texts, after.texts)]
    return render(
        http, "committees/versions.html", paper=found, before=before, after=after,
        versions=queries.versions(found)[:100],
        changes=[
            (part.heading, compared(before.texts.get(part.key, ""), after.texts.get(part.key, "")))
            for part in parts
            if part is not None
        ],
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def office(http: PageRequest, paper: str, office: str) -> HttpResponse:
    """Say which post signs off for an office."""
    found = queries.paper(http.viewer, paper, on=http.today)
    wanted = _office(found, office)
    listed = bodies.posts(http.viewer.authority_id, on=http.today)
    form = OfficeForm(
        http.POST or None, posts=[(str(each.post.pk), each.title) for each in listed if not each.post.ends_on]
    )

    def do() -> None:
        services.name_office(
            ref=paper, office=office, post_id=form.cleaned_data["post"], by=http.viewer, now=http.now
        )

    return kept(http, form, do, title=f"{wanted.words}: who signs it off", back=_signing(found))


@page(duty=None, writes=True)
def sign(http: PageRequest, paper: str, office: str) -> HttpResponse:
    """Sign the paper off as it is now."""
    found = queries.paper(http.viewer, paper, on=http.today)
    wanted = _office(found, office)
    form = SignForm(http.POST or None)

    def do() -> None:
        publishing.sign_off(ref=paper, office=office, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(
        http, form, do, title=f"Sign off: {wanted.words}", back=_signing(found), template="committees/sign.html",
        paper=found, button_words="Sign it off",
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def publish(http: PageRequest, paper: str) -> HttpResponse:
    """Publish the paper, or its correction."""
    found = queries.paper(http.viewer, paper, on=http.today)
    is_correction = found.stage == Stage.CORRECTING
    form = (CorrectForm if is_correction else PublishForm)(http.POST or None)

    def do() -> str:
        publishing.publish(
            ref=paper, by=http.viewer, now=http.now, reason=form.cleaned_data.get("reason", "")
        )
        return reverse("committees:published", kwargs={"paper": paper})

    return kept(
        http, form, do, title="Publish the correction" if is_correction else "Publish this paper", back=address(found),
        template="committees/sign.html", paper=found, button_words="Publish",
    )  # fmt: skip


def _office(found: Paper, key: str) -> OfficeWanted:
    wanted = next((each for each in queries.template_of(found).offices if each.key == key), None)
    if wanted is None:
        raise NotVisible
    return wanted


def _signing(found: Paper) -> str:
    return f"{address(found)}#signing"
