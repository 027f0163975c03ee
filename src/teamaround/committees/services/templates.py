"""A council loads its own template of papers; a version that was used says the same for good."""

from __future__ import annotations

import tomllib
from datetime import datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel.refusal import Refusal

from ..models import PaperTemplate
from ..queries.templates import forget_read
from ..rules.templates import Template, read_template, shipped

DATES = ("in_force_from", "in_force_until")


@transaction.atomic
def load_template(
    *, text: str, authority_code: str, by: Viewer, now: datetime, dry_run: bool = False
) -> Template:
    """Keep a template for an authority. The same version again may only have other dates.

    Raises FaultyTemplate with every fault of the text, or Refusal.
    """
    found = read_template(text)
    authority = agencies.authorities().filter(code__iexact=authority_code.strip()).first()
    if authority is None:
        raise Refusal("authority", f"There is no authority with the code {authority_code}.")
    says = {key: value for key, value in tomllib.loads(text).items() if key not in DATES}
    _check_same_everywhere(found, says)
    if dry_run:
        return found
    dates = {"in_force_from": found.in_force_from, "in_force_until": found.in_force_until}
    PaperTemplate.objects.update_or_create(
        authority_id=authority.pk, key=found.key, template_version=found.version,
        defaults={"definition": {**says, "in_force_from": str(found.in_force_from)}, **dates},
    )  # fmt: skip
    forget_read()
    record("committees.template_loaded", by=by, at=now, said=f"{found.key} {found.version}")
    return found


def _check_same_everywhere(found: Template, says: dict[str, Any]) -> None:
    if any((each.key, each.version) == (found.key, found.version) for each in shipped()):
        raise Refusal(
            "shipped", "A template of this version comes with the program. Give yours another version."
        )
    for row in PaperTemplate.objects.filter(key=found.key, template_version=found.version):
        kept = {key: value for key, value in row.definition.items() if key not in DATES}
        if kept != says:
            raise Refusal(
                "version", "This version is loaded already and says something else. Give it a new version."
            )
