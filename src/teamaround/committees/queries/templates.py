"""Templates of papers: those that come with the program, and those that an authority loaded."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ..models import PaperTemplate
from ..rules.templates import FaultyTemplate, Template, shipped, template_of


def template(key: str, version: str) -> Template:
    """The very version that a paper was begun with. A version says the same wherever it is in use."""
    for each in shipped():
        if (each.key, each.version) == (key, version):
            return each
    return _kept(key, version)


@lru_cache(maxsize=100)
def _kept(key: str, version: str) -> Template:
    row = PaperTemplate.objects.filter(key=key, template_version=version).order_by("pk").first()
    if row is None:
        raise FaultyTemplate([f"The template {key!r} has no version {version!r} here."])
    return as_template(row)


def forget_read() -> None:
    """Read every kept template anew: for tests, which undo what they kept."""
    _kept.cache_clear()


def as_template(row: PaperTemplate) -> Template:
    """The template that a row holds, in force when its authority says."""
    dates = {"in_force_from": row.in_force_from, "in_force_until": row.in_force_until}
    return template_of({**row.definition, **dates})


def offered(authority_id: int, *, on: date) -> list[Template]:
    """With what a paper may begin on a day: of each template the latest in force, the authority's own before ours."""
    own = [as_template(row) for row in PaperTemplate.objects.filter(authority_id=authority_id)]
    chosen: dict[str, Template] = {}
    for each in sorted([*shipped(), *own], key=lambda one: one.in_force_from):
        if each.in_force_on(on):
            chosen[each.key] = each
    return sorted(chosen.values(), key=lambda one: (one not in own, one.title))
