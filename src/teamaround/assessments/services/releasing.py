"""A partnership loads its own version of a form; a version that was used is kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel.refusal import Refusal

from .. import releases
from ..models import FormRelease
from ..rules import library
from ..rules.definition import Form
from ..rules.reading import read_release


@dataclass(frozen=True)
class Loaded:
    """A form that may be loaded, and what loading it does."""

    form: Form
    authority_name: str
    is_new: bool


@transaction.atomic
def load_form(*, text: str, authority_code: str, by: Viewer, now: datetime, dry_run: bool = False) -> Loaded:
    """Keep a form for an authority; the same version again may only have other dates.

    Raises FaultyForm with every fault of the text, or Refusal.
    """
    form, data = read_release(text)
    authority = agencies.authorities().filter(code__iexact=authority_code.strip()).first()
    if authority is None:
        raise Refusal(
            "authority", f"There is no authority with the code {authority_code}.", field="authority"
        )
    _check_same_everywhere(form, data)
    before = releases.of_version(form.key, form.version).filter(authority=authority).first()
    if not dry_run:
        _keep(before, form, data, authority.pk, by=by, now=now)
        dates = {name: str(data.get(name) or "") for name in releases.DATES}
        record(
            "assessments.form_loaded", by=by, at=now,
            detail={"form": form.key, "version": form.version, "authority": authority.code, **dates},
        )  # fmt: skip
    return Loaded(form, authority.name, is_new=before is None)


def _check_same_everywhere(form: Form, data: dict[str, Any]) -> None:
    """A version says one thing for ever: what was begun with it is read with it."""
    said = [row.definition for row in releases.of_version(form.key, form.version)]
    if library.has(form.key, form.version):
        said.append(releases.plain(library.data()[form.key, form.version]))
    if any(one != releases.plain(data) for one in said):
        raise Refusal(
            "version",
            f"The form {form.key!r} has a version {form.version!r} already, and it says something else. "
            "Give the new one a version of its own.",
            field="version",
        )


def _keep(
    before: FormRelease | None,
    form: Form,
    data: dict[str, Any],
    authority_id: int,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    kept = before or FormRelease(
        authority_id=authority_id, key=form.key, form_version=form.version, definition=releases.plain(data),
        loaded_by_id=by.account_id or None, loaded_at=now,
    )  # fmt: skip
    kept.in_force_from, kept.in_force_until = form.in_force_from, form.in_force_until
    kept.save()


def keep_version(form: Form, *, now: datetime) -> None:
    """An assessment is begun with a form that came with the program: it stays readable when that goes."""
    if library.has(form.key, form.version):
        written = library.data()[form.key, form.version]
        FormRelease.objects.bulk_create(
            [
                FormRelease(
                    authority=None, key=form.key, form_version=form.version, definition=releases.plain(written),
                    in_force_from=form.in_force_from, in_force_until=form.in_force_until, loaded_at=now,
                )
            ],
            ignore_conflicts=True,
        )  # fmt: skip
