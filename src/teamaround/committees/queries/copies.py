"""Copies of papers: what is there, and what waits to be made."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import PaperVersion, PublishedCopy, WholeCopy
from ..rules.copies import Form


def of_version(row: PaperVersion) -> dict[str, WholeCopy]:
    """The whole copies of a version by their form, without their content."""
    return {each.form: each for each in WholeCopy.objects.filter(version=row).defer("content")}


def whole(row: PaperVersion, form: Form) -> WholeCopy | None:
    """One of them with its content."""
    return WholeCopy.objects.filter(version=row, form=form).first()


def published_wanted() -> QuerySet[PublishedCopy]:
    """Copies of what was published that wait to be made: ordinary PDFs first, the newest publication first."""
    rows = PublishedCopy.objects.filter(content__isnull=True, failed="").defer("content")
    return rows.select_related("publication__paper", "publication__version").order_by("-publication_id", "pk")


def whole_wanted() -> QuerySet[WholeCopy]:
    """Copies of drafts that wait to be made, the longest waiting first: somebody is looking at a page that waits."""
    rows = WholeCopy.objects.filter(content__isnull=True, failed="").defer("content")
    return rows.select_related("version__paper__item__body").order_by("pk")
