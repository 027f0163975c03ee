"""Words of an earlier assessment that this viewer may read, for the boxes of another that are still empty."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from teamaround.accounts.rules import Viewer

from . import queries
from .models import Assessment
from .rules import carrying
from .rules.definition import Box, Section
from .rules.states import State
from .rules.writing import tidied

MOST_LOOKED_AT = 2


@dataclass(frozen=True)
class EarlierWords:
    """What stands in an earlier assessment about the same thing, with its source and day."""

    text: str
    assessment_id: int
    ref: str
    form: str
    on: date
    by: str


def earlier_words(
    viewer: Viewer, found: Assessment, section: Section, *, empty: Collection[Box], at: datetime
) -> dict[Box, EarlierWords]:
    """The newest earlier assessment that the viewer may read, as far as it speaks of the empty boxes."""
    others = queries.of_child(found.child_id).exclude(pk=found.pk).exclude(state=State.STOPPED)
    for one in others.select_related(*queries.BESIDE)[:MOST_LOOKED_AT]:
        if queries.reads(viewer, one, at=at):
            return _of(one, found, section, empty)
    return {}


def _of(
    one: Assessment, found: Assessment, section: Section, empty: Collection[Box]
) -> dict[Box, EarlierWords]:
    texts = {box: tidied(row.text) for box, row in queries.sheet(one).items()}
    earlier = queries.form_of(one)
    words = carrying.offered(queries.form_of(found), section, earlier, texts)
    return {
        box: EarlierWords(
            text=text, assessment_id=one.pk, ref=one.ref, form=earlier.title,
            on=one.closed_on or one.completed_on or one.begun_on, by=f"{one.begun_by.name}, {one.agency.name}",
        )
        for box, text in words.items()
        if box in empty
    }  # fmt: skip
