"""The program's own lists of terms, brought into the directory."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.audit.services import By, record

from ..models import Taxonomy, Term
from ..rules import needs
from ..rules.needs import ListedTaxonomy
from .looking_up import learn_lists


@transaction.atomic
def settle_terms(*, by: By, now: datetime) -> int:
    """Bring the lists to what the program has; what is there already is brought up to date."""
    count = sum(_settle(each) for each in needs.taxonomies())
    learn_lists()
    record("directory.terms_settled", by=by, at=now, said=f"{count} terms")
    return count


def _settle(listed: ListedTaxonomy) -> int:
    taxonomy = Taxonomy(
        id=needs.key_of(listed.code), code=listed.code, name=listed.name, description=listed.description
    )
    Taxonomy.objects.bulk_create(
        [taxonomy], update_conflicts=True, unique_fields=["id"], update_fields=["name", "description"]
    )
    rows = [
        Term(
            id=needs.key_of(listed.code, term.code), taxonomy_id=taxonomy.pk, code=term.code, name=term.name,
            description=term.description, parent_id=needs.key_of(listed.code, term.group) if term.group else None,
        )
        for term in listed.terms
    ]  # fmt: skip
    Term.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=["name", "description", "parent"]
    )
    return len(rows)
