"""Many entries at once: the same rules and the same rows as one by one, with one audit entry for them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from uuid import uuid4

from django.db import transaction

from teamaround.audit.services import By, record

from . import queries
from .services import rows
from .services.entries import check_service
from .services.looking_up import weigh
from .services.wishes import NewLocation, NewOrganisation, NewService


@transaction.atomic
def add_many(
    *, organisations: Sequence[NewOrganisation] = (), locations: Sequence[NewLocation] = (),
    services: Sequence[NewService] = (), by: By, now: datetime,
) -> None:  # fmt: skip
    """Enter all of these. What others hang on must carry an identifier of its own."""
    terms = queries.term_ids()
    rows.write(
        chain(
            chain.from_iterable(rows.of_organisation(new, key=new.id or uuid4()) for new in organisations),
            chain.from_iterable(
                rows.of_location(new, key=new.id or uuid4(), terms=terms) for new in locations
            ),
        )
    )
    hidden = queries.confidential_addresses({place.location_id for new in services for place in new.places})
    for new in services:
        check_service(new, hidden=hidden)
    keyed = [(new.id or uuid4(), new) for new in services]
    rows.write(chain.from_iterable(rows.of_service(new, key=key, terms=terms, now=now) for key, new in keyed))
    weigh(key for key, _ in keyed)
    record("directory.loaded", by=by, at=now, said=f"{len(services):,} services")
