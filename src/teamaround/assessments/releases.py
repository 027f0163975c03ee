"""Forms as they are kept: those that came with the program, and those that partnerships loaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from teamaround.kernel.refusal import NotVisible

from .models import Assessment, FormRelease
from .rules import library
from .rules.definition import Form
from .rules.reading import FaultyForm, form_of

DATES = ("in_force_from", "in_force_until")


def form(key: str, version: str) -> Form:
    """The very version of a form, from the program's own or from the database when it is not among them.

    A version says the same wherever it is in use, so it is kept by this process once read.
    """
    return library.form(key, version) if library.has(key, version) else _kept(key, version)


@lru_cache(maxsize=200)
def _kept(key: str, version: str) -> Form:
    found = of_version(key, version).first()
    if found is None:
        raise FaultyForm([f"The form {key!r} has no version {version!r} here."])
    return as_form(found)


def with_form(ref: str) -> Assessment:
    """The assessment as far as its form is known by it; NotVisible when there is none."""
    found = Assessment.objects.only("ref", "form_key", "form_version").filter(ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def forget_read() -> None:
    """Read every kept form anew: for tests, which undo what they kept."""
    _kept.cache_clear()


def as_form(found: FormRelease) -> Form:
    """The form that a release holds, in force when its authority says."""
    dates = {"in_force_from": found.in_force_from, "in_force_until": found.in_force_until}
    return form_of({**found.definition, **dates})


def of_version(key: str, version: str) -> QuerySet[FormRelease]:
    """This version, for whichever authority."""
    return FormRelease.objects.filter(key=key, form_version=version).order_by("pk")


def of_authority(authority_id: int) -> QuerySet[FormRelease]:
    """What an authority's partnership loaded, newest first."""
    return FormRelease.objects.filter(authority_id=authority_id).order_by("key", "-in_force_from")


def loaded() -> QuerySet[FormRelease]:
    """What every partnership loaded."""
    found = FormRelease.objects.filter(authority__isnull=False).select_related("authority")
    return found.order_by("authority__code", "key", "-in_force_from")


def offered(authority_id: int, *, on: date) -> list[Form]:
    """The forms with which an assessment of an authority's child may begin: of each, the latest in force.

    The program's own come first; what the authority says of the same version counts for it.
    """
    own = {(row.key, row.form_version): as_form(row) for row in of_authority(authority_id)}
    shipped = [own.pop((one.key, one.version), one) for one in library.forms()]
    chosen: dict[str, Form] = {}
    for one in [*shipped, *own.values()]:
        if one.in_force_on(on):
            before = chosen.get(one.key)
            chosen[one.key] = one if before is None else max(before, one, key=lambda form: form.in_force_from)
    return sorted(chosen.values(), key=lambda form: form.key != library.COMMON)


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a version says, as it is kept: without the dates, which each authority sets."""
    return {word: value for word, value in data.items() if word not in DATES}
