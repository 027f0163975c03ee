"""A neighbouring county's list, taken into the demo's directory: some of it stands, some waits for a keeper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.directory import queries, services
from teamaround.directory.rules.feeds.standing import Standing
from teamaround.directory.services import SourceWish

from .county.offering import directory
from .county.shapes import County

FILE = Path(__file__).parent / "county" / "neighbours.json"
STAND = 2  # of what is new; the rest waits
READ_FROM = "It came as a file, which the neighbours sent."


def load_sources(county: County, *, by: Viewer, now: datetime) -> None:
    """Name the source, take its file in, and let the first of it stand."""
    wish = SourceWish(
        "Fellvale County",
        named_as="Fellvale County’s family directory",
        licence="Open Government Licence 3.0",
    )
    source = services.add_source(wish=wish, by=by, now=now)
    services.take_file(source_id=source.pk, rows=_told(county), about=[READ_FROM], by=by, now=now)
    for staged in queries.staged_of(source.pk, Standing.NEW)[:STAND]:
        services.let_stand(staged_id=staged.pk, by=by, now=now)


def _told(county: County) -> Iterator[dict[str, Any]]:
    """What the neighbours tell, one of it something that the county's own directory has already."""
    yield from json.loads(FILE.read_text(encoding="utf-8"))
    for ours in directory(county).offers[:1]:
        yield {
            "id": "fv-08", "name": ours.name, "description": ours.about, "status": "active",
            "organization": {"id": "fv-o8", "name": ours.body.name, "description": ours.body.about},
            "phones": [{"id": "p8", "number": ours.body.telephone}],
            "interpretation_services": "Ask for an interpreter when you ring.",
        }  # fmt: skip
