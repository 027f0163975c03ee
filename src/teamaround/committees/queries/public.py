"""What the public reads of papers: published versions, and nothing of what is exempt.

This module reads no table in which exempt words stand, so that no mistake in a page or a form can
let them out. A part that a correction withholds is gone from the versions published before it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from teamaround.kernel.refusal import NotVisible

from ..models import Paper, PaperVersion, Publication
from ..rules.assembling import assemble
from ..rules.document import Document, figures_from
from ..rules.exempt import Withheld
from ..rules.templates import Template
from .meetings import meeting_of
from .templates import template

MOST = 200


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


def standing(ref: str) -> int:
    """Which publication of a paper is the newest, by its row number; NotVisible when there is none."""
    newest = Publication.objects.filter(paper__ref=ref).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        raise NotVisible
    return newest


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


def listing() -> list[Publication]:
    """The newest publication of each paper, the latest meeting first."""
    rows = Publication.objects.select_related("paper__item__body", "version").order_by("paper_id", "-pk")
    newest = rows.distinct("paper_id")
    return sorted(newest, key=lambda each: each.paper.item.meeting_on or date.min, reverse=True)[:MOST]
