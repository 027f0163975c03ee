"""Many assessments at once. Only invented people come this way.

The rows are those that `services.begin`, `save_section` and `share` would write; the caller
writes one audit entry for them all, and sees to agreement and to what the index points to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.sharing.bulk import NewReach, open_many

from .models import Answer, Assessment
from .rules.definition import Box, Form
from .rules.states import State
from .rules.writing import check_text
from .services.releasing import keep_version


@dataclass(frozen=True)
class NewAssessment:
    """An assessment that was begun, written and shared at one moment."""

    child_id: int
    by: Viewer
    at: datetime
    texts: Mapping[Box, str]


def begin_many(new: Sequence[NewAssessment], *, form: Form) -> list[Assessment]:
    """Write them, each with what stands in its boxes, for somebody of the agency that begins them all.

    None of the children may have one.
    """
    if not new:
        return []
    questions = form.boxes()
    keep_version(form, now=new[0].at)
    begun = Assessment.objects.bulk_create([_assessment(each, form) for each in new])
    open_many(
        NewReach(each.child_id, each.by.agency_id, one.ref, each.at, None)
        for each, one in zip(new, begun, strict=True)
    )
    Answer.objects.bulk_create(
        [
            Answer(
                assessment=one, child_id=each.child_id, part=box.part, field=box.field,
                text=check_text(questions[box], text), written_by_id=each.by.account_id, written_at=each.at,
            )
            for each, one in zip(new, begun, strict=True)
            for box, text in each.texts.items()
        ]
    )  # fmt: skip
    return begun


def _assessment(new: NewAssessment, form: Form) -> Assessment:
    return Assessment(
        ref=new_ref("A"), child_id=new.child_id, agency_id=new.by.agency_id, form_key=form.key,
        form_version=form.version, state=State.BEGUN, begun_by_id=new.by.account_id,
        begun_on=clock.day_of(new.at), shared_at=new.at, version=2,
    )  # fmt: skip
