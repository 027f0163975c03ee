"""Links that were made by themselves, drawn to be checked by people: drawn, shown, answered, let go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.index import side_by_side
from teamaround.index.labelling import Answer, evidence_when_laid, keep_labels
from teamaround.index.ledger import count_checked
from teamaround.index.reading import salt
from teamaround.index.rules.labels import LabelOf
from teamaround.index.rules.ledger import BY_ITSELF
from teamaround.index.side_by_side import Record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries
from ..models import Import, SampledLink, WaitingRow
from ..rules.reading import RowAsRead, from_content
from ..rules.repeats import record_key
from ..rules.sampling import KEPT_FOR, SampleAnswer, is_drawn
from ..rules.waiting import WaitingFor
from ..sealing import Sealed, seal, unseal
from .caretaking import caretaker
from .planning import Planned

WAS_CHECKED = "somebody who checked the link that was made by itself found that they are not one child"


@dataclass(frozen=True)
class Sampled:
    """A drawn link, opened: the row, and the child that it was laid to."""

    kept: SampledLink
    row: RowAsRead
    child: Record


def draw(
    kept: Import,
    planned: Sequence[Planned],
    laid: Iterable[str],
    *,
    agency_code: str,
    by: Viewer,
    now: datetime,
) -> int:
    """Of the records that were laid just now, by themselves, keep some to be checked; returns how many."""
    new, on, secret = set(laid), clock.day_of(now), salt()
    made = []
    for each in planned:
        if each.row is None or each.evidence is None or each.evidence.how not in BY_ITSELF:
            continue
        key = record_key(each.row)
        if key in new and is_drawn(key, agency=agency_code, on=on, secret=secret):
            made.append(_sampled(kept.agency_id, each, now=now))
    SampledLink.objects.bulk_create(made)
    if made:
        record("exchange.link_drawn", by=by, at=now, children=[row.child_id for row in made], about=kept.ref)
    return len(made)


def _sampled(agency_id: int, planned: Planned, *, now: datetime) -> SampledLink:
    assert planned.row is not None and planned.evidence is not None and planned.child_id is not None
    ref = new_ref("K")
    said = {"row": planned.row.content(), "number": planned.number, "row_key": planned.row_key, "reasons": []}
    sealed = seal(json.dumps(said, default=str).encode(), bound_to=ref)
    return SampledLink(
        ref=ref, agency_id=agency_id, child_id=planned.child_id, row_hash=planned.row_hash,
        release=planned.evidence.release or 0, drawn_at=now, key_id=sealed.key_id, nonce=sealed.nonce,
        ciphertext=sealed.ciphertext,
    )  # fmt: skip


def show_sample(viewer: Viewer, ref: str, *, at: datetime) -> Sampled:
    """A drawn link for the index team that keeps the child: the row beside the child, without reasons."""
    kept = queries.sample(viewer, ref)
    if kept is None:
        raise NotVisible
    check(viewer, Act.CHANGE_IDENTITY, kept.child_id, at=at)
    said = json.loads(_opened(kept))
    seen = side_by_side.records(viewer, [kept.child_id], at=at)
    if kept.child_id not in seen:
        raise NotVisible
    return Sampled(kept, from_content(said["row"], number=said["number"]), seen[kept.child_id])


def _opened(kept: SampledLink) -> bytes:
    sealed = Sealed(kept.key_id, bytes(kept.nonce), bytes(kept.ciphertext))
    return unseal(sealed, bound_to=kept.ref)


@transaction.atomic
def answer_sample(*, ref: str, said: SampleAnswer, by: Viewer, now: datetime) -> SampledLink:
    """Keep the answer and let the row go; "not the same" first puts it before the team as a row that waits."""
    seen = queries.sample(by, ref)
    if seen is None:
        raise NotVisible
    kept = SampledLink.objects.select_for_update().get(pk=seen.pk)
    if kept.answer or kept.let_go_at:
        raise Refusal("checked", "Somebody has already checked this link.")
    check(by, Act.CHANGE_IDENTITY, kept.child_id, at=now)
    _keep_label(kept, said, by=by, now=now)
    if said is SampleAnswer.NOT_SAME:
        _put_before_the_team(kept, now=now)
    kept.answer, kept.answered_at, kept.answered_by_id = said, now, by.account_id
    kept.nonce = kept.ciphertext = b""
    kept.save(update_fields=["answer", "answered_at", "answered_by", "nonce", "ciphertext"])
    count_checked(kept.agency_id, said, release=kept.release, now=now)
    record("exchange.link_checked", by=by, at=now, children=[kept.child_id], about=ref, said=said.value)
    return kept


def _keep_label(kept: SampledLink, said: SampleAnswer, *, by: Viewer, now: datetime) -> None:
    """What was answered, on the evidence on which the record was laid."""
    read = json.loads(_opened(kept))
    row = from_content(read["row"], number=read["number"])
    laid = evidence_when_laid(kept.agency_id, record_key(row), kept.child_id)
    is_sure = said is not SampleAnswer.NOT_SURE
    answers = [Answer(laid, is_same=said is SampleAnswer.SAME)] if laid and is_sure else []
    keep_labels(
        LabelOf.SAMPLE, kept.ref, answers, authority_id=by.authority_id, agency_id=kept.agency_id, now=now
    )


def _put_before_the_team(kept: SampledLink, *, now: datetime) -> None:
    """A row that waits already waits once; one that was decided before waits again."""
    said = json.loads(_opened(kept)) | {"reasons": [WAS_CHECKED]}
    held = WaitingRow.objects.filter(agency_id=kept.agency_id, row_hash=kept.row_hash).first()
    row = held or WaitingRow(
        ref=new_ref("R"), agency_id=kept.agency_id, kind=WaitingFor.WHO, row_hash=kept.row_hash
    )
    sealed = seal(json.dumps(said).encode(), bound_to=row.ref)
    row.key_id, row.nonce, row.ciphertext, row.since = sealed.key_id, sealed.nonce, sealed.ciphertext, now
    row.decision, row.decided_at, row.decided_by, row.because, row.child = "", None, None, "", None
    row.save()


@transaction.atomic
def let_samples_go(*, now: datetime) -> int:
    """What nobody checked in time is let go with its row; returns how many."""
    with acting(caretaker(), now=now) as by:
        late = SampledLink.objects.filter(answer="", let_go_at__isnull=True, drawn_at__lt=now - KEPT_FOR)
        refs = list(late.values_list("ref", flat=True)[:500])
        if refs:
            SampledLink.objects.filter(ref__in=refs).update(nonce=b"", ciphertext=b"", let_go_at=now)
            record("exchange.samples_let_go", by=by, at=now, detail={"links": len(refs)})
    return len(refs)
