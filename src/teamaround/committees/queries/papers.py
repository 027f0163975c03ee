"""Reading papers before they are public: who may, what a version says whole, comments, sign-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import Comment, ExemptText, Holding, Paper, PaperVersion, Publication, SignOff
from ..rules.assembling import assemble
from ..rules.document import Document, figures_from
from ..rules.exempt import Withheld
from ..rules.merging import digest
from ..rules.papers import Signature, Signed, signatures
from ..rules.templates import Template
from . import bodies
from .meetings import meeting_of
from .templates import template


@dataclass(frozen=True)
class Whole:
    """A version with everything in it, for those who may see what is exempt."""

    row: PaperVersion
    texts: Mapping[str, str]
    withheld: Mapping[str, Withheld]
    figures: Mapping[str, Any]

    @property
    def number(self) -> int:
        return self.row.number


def papers(viewer: Viewer, *, on: date) -> QuerySet[Paper]:
    """Papers that are there for this viewer whole: keepers' of their authority, and those that one's post signs off."""
    seen = Q(pk__in=Paper.objects.filter(offices__post__in=posts_held(viewer, on=on)).values("pk"))
    if viewer.can(Duty.KEEP_PLANS):
        seen |= Q(authority_id=viewer.authority_id)
    found = Paper.objects.filter(seen).select_related("item__body")
    return found.order_by("-item__meeting_on", "-pk")


def posts_held(viewer: Viewer, *, on: date) -> list[int]:
    """Row numbers of the posts for which this viewer answers on a day."""
    if viewer.practitioner_id is None:
        return []
    held = Holding.objects.filter(practitioner_id=viewer.practitioner_id, starts_on__lte=on)
    ids = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).values_list("post_id", flat=True)
    shown = bodies.posts_by_id(ids, on=on)
    return [
        pk
        for pk, post in shown.items()
        if post.holder and post.holder.practitioner_id == viewer.practitioner_id
    ]


def paper(viewer: Viewer, ref: str, *, on: date) -> Paper:
    """One paper, as far as it is there for this viewer whole."""
    found = papers(viewer, on=on).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def keeps(viewer: Viewer, found: Paper) -> bool:
    """Whether this viewer writes the paper."""
    return viewer.can(Duty.KEEP_PLANS) and viewer.authority_id == found.authority_id


def template_of(found: Paper) -> Template:
    """The version of the template that it was begun with."""
    return template(found.template_key, found.template_version)


def whole(found: Paper, number: int | None = None) -> Whole:
    """What a version says with its exempt parts; the newest when no number is given."""
    row = PaperVersion.objects.filter(paper=found, number=number or found.version).first()
    if row is None:
        raise NotVisible
    texts, figures = dict(row.texts), dict(row.figures)
    for kept in ExemptText.objects.filter(version=row):
        texts[kept.part] = kept.words
        figures |= kept.figures
    return Whole(row, texts, marks(row), figures)


def marks(row: PaperVersion) -> dict[str, Withheld]:
    """Which parts of a version are withheld."""
    return {part: Withheld(**told) for part, told in row.withheld.items()}


def document(found: Paper, told: Whole, *, on: date) -> Document:
    """The paper put together with everything in it."""
    return assemble(
        template_of(found), meeting_of(found.item, on=on), told.texts, withheld=told.withheld,
        figures=figures_from(told.figures), from_data=as_made(told),
    )  # fmt: skip


def as_made(told: Whole) -> frozenset[str]:
    """Parts that stand as they were made from live data; the others were changed by hand since."""
    made = told.row.made
    return frozenset(part for part in made if made[part]["digest"] == digest(told.texts.get(part, "")))


def stands_in_a_paper(viewer: Viewer, ref: str, on: date) -> bool:
    """Whether a fact stands in a paper that is there for this viewer whole."""
    named = Q(figures__has_key=ref) | Q(exempt__figures__has_key=ref)
    return PaperVersion.objects.filter(named, paper__in=papers(viewer, on=on)).exists()


def versions(found: Paper) -> QuerySet[PaperVersion]:
    """Every version, the newest first."""
    return PaperVersion.objects.filter(paper=found).defer("texts").order_by("-number")


def comments(found: Paper) -> QuerySet[Comment]:
    """Comments, those that are open first, then the newest."""
    return Comment.objects.filter(paper=found).order_by("settled_at", "-at", "-pk")


def comment(viewer: Viewer, ref: str, *, on: date) -> Comment:
    """One comment on a paper that is there for this viewer."""
    rows = Comment.objects.select_related("paper__item__body")
    found = rows.filter(ref=ref, paper__in=papers(viewer, on=on)).first()
    if found is None:
        raise NotVisible
    return found


def open_comments(found: Paper) -> int:
    """How many comments are not settled."""
    return Comment.objects.filter(paper=found, settled_at__isnull=True).count()


def signed(found: Paper) -> list[Signed]:
    """Every sign-off, the oldest first."""
    rows = SignOff.objects.filter(paper=found).order_by("pk")
    return [Signed(row.office, row.digest, f"{row.by_name}, {row.title}", row.at, row.said) for row in rows]


def standing(found: Paper, row: PaperVersion) -> list[Signature]:
    """Each office with its sign-off of the text as it is now."""
    return signatures(template_of(found).offices, signed(found), row.digest)


def posts_of_offices(found: Paper, *, on: date) -> dict[str, bodies.PostShown]:
    """The post that signs off for each office."""
    rows = list(found.offices.all())
    shown = bodies.posts_by_id([row.post_id for row in rows], on=on)
    return {row.office: shown[row.post_id] for row in rows}


def publications(found: Paper) -> QuerySet[Publication]:
    """When it was published and corrected, the newest first."""
    return Publication.objects.filter(paper=found).select_related("version").order_by("-pk")
