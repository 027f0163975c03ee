"""What the public reads of papers: published versions, and nothing of what is exempt.

This module reads no table in which exempt words stand, so that no mistake in a page or a form can
let them out. A part that a correction withholds is gone from the versions published before it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.fields.json import KeyTextTransform

from teamaround.kernel.refusal import NotVisible

from ..models import Paper, PaperVersion, Publication, PublishedCopy
from ..rules.assembling import assemble
from ..rules.copies import Form
from ..rules.document import Document, figures_from
from ..rules.exempt import Withheld
from ..rules.templates import Template
from .meetings import meeting_of
from .templates import template

A_PAGE = 50


@dataclass(frozen=True)
class Published:
    """A published version, and all that were published of the same paper, the newest first."""

    paper: Paper
    publication: Publication
    all: tuple[Publication, ...]
    document: Document

    @property
    def is_newest(self) -> bool:
        return self.publication.pk == self.all[0].pk


def published(ref: str, number: int | None = None) -> Published:
    """A published version of a paper, by its number or the newest; NotVisible when there is none."""
    rows = Publication.objects.filter(paper__ref=ref).select_related("version", "paper__item__body")
    every = tuple(rows.order_by("-pk"))
    chosen = next((each for each in every if number in (None, each.version.number)), None)
    if chosen is None:
        raise NotVisible
    withheld = {**_marks(chosen.version), **_marks(every[0].version)}
    made = _document(chosen.paper, chosen.version, withheld)
    return Published(chosen.paper, chosen, every, made)


def to_be(paper: Paper) -> Document:
    """What would be public if a paper were published as it is now."""
    row = PaperVersion.objects.get(paper=paper, number=paper.version)
    return _document(paper, row, _marks(row))


def copy_of(publication: Publication, form: Form) -> PublishedCopy | None:
    """A copy of what was published, with its content once it is made."""
    return PublishedCopy.objects.filter(publication=publication, form=form).first()


def copies_made(publication: Publication) -> int:
    """How many of its copies are ready."""
    return PublishedCopy.objects.filter(publication=publication, content__isnull=False).count()


def _marks(row: PaperVersion) -> dict[str, Withheld]:
    return {part: Withheld(**told) for part, told in row.withheld.items()}


def _document(paper: Paper, row: PaperVersion, withheld: dict[str, Withheld]) -> Document:
    texts = {part: words for part, words in row.texts.items() if part not in withheld}
    return assemble(
        template_of(paper), meeting_of(paper.item, on=date.max), texts, withheld=withheld,
        figures=figures_from(row.figures),
    )  # fmt: skip


def template_of(paper: Paper) -> Template:
    """The version of the template that it was begun with."""
    return template(paper.template_key, paper.template_version)


@dataclass(frozen=True)
class Listed:
    """One page of the list of published papers."""

    rows: tuple[Publication, ...]
    has_more: bool


def listing(number: int = 1) -> Listed:
    """The newest publication of each paper, the latest meeting first; a page of it."""
    newest = Publication.objects.order_by("paper_id", "-pk").distinct("paper_id").values("pk")
    rows = Publication.objects.filter(pk__in=newest).select_related("paper__item__body", "version")
    first = (number - 1) * A_PAGE
    titled = rows.annotate(title=KeyTextTransform("title", "version__texts")).defer(
        "version__texts", "version__figures"
    )
    ordered = titled.order_by(F("paper__item__meeting_on").desc(nulls_last=True), "-pk")
    found = tuple(ordered[first : first + A_PAGE + 1])
    return Listed(found[:A_PAGE], len(found) > A_PAGE)
