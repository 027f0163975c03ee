"""Joining two records of one child and separating them again: what the index itself holds of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people.services import move_back, move_identity
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import ledger
from ..labelling import keep_pair_label
from ..models import ContactRequest, Involvement, Merge, PairToReview, SourceRecord
from ..rules import PairState
from ..rules.ledger import How
from .following import follow, follow_back, point_anew
from .pointing import give_back_pointers, move_pointers

Moved = dict[str, list[dict[str, Any]]]
FOLLOWING: tuple[type[models.Model], ...] = (Involvement, ContactRequest, SourceRecord)


def merge(pair: PairToReview, *, by: Viewer, now: datetime) -> Merge:
    """Join the pair as proposed; the second person's part of a decision of two, checked by `answer`."""
    assert pair.kept_id is not None and pair.proposed_by_id is not None
    kept_id = pair.kept_id
    joined_id = pair.other_id if kept_id == pair.one_id else pair.one_id
    moved = move_identity(joined_id=joined_id, kept_id=kept_id, because=f"joined with {pair.ref}", now=now)
    for model in FOLLOWING:
        rows = model._default_manager.filter(child_id=joined_id)
        moved[_table(model)] = [{"id": pk} for pk in sorted(rows.values_list("pk", flat=True))]
        rows.update(child_id=kept_id)
    ledger.note_followed(
        [row["id"] for row in moved[_table(SourceRecord)]], before_id=joined_id, child_id=kept_id,
        how=How.JOINED, about=pair.ref, by=by, now=now,
    )  # fmt: skip
    moved["pointers"] = move_pointers(joined_id=joined_id, kept_id=kept_id)
    moved.update(follow(joined_id=joined_id, kept_id=kept_id, ref=pair.ref))
    done = Merge.objects.create(
        pair=pair, kept_id=kept_id, joined_id=joined_id, moved=moved,
        proposed_by_id=pair.proposed_by_id, merged_by_id=by.account_id, merged_at=now,
    )  # fmt: skip
    record("index.merged", by=by, at=now, children=[kept_id, joined_id], about=pair.ref)
    return done


@transaction.atomic
def unmerge(*, ref: str, because: str, by: Viewer, now: datetime) -> Merge:
    """Separate the two records of a pair: each stands again as it stood, later facts stay with the kept one."""
    done = Merge.objects.select_for_update(of=("self",)).filter(pair__ref=ref, undone_at__isnull=True).first()
    if done is None or not by.can(Duty.INDEX_TEAM):
        raise NotVisible
    for child_id in (done.kept_id, done.joined_id):
        check(by, Act.CHANGE_IDENTITY, child_id, at=now)
    if not because.strip():
        raise Refusal("because", "Write why these are two children after all.", field="because")
    _follow_back(done, by=by, now=now)
    move_back(done.moved, joined_id=done.joined_id, kept_id=done.kept_id, now=now)
    point_anew(done.joined_id, done.kept_id)
    done.undone_at, done.undone_by_id, done.undone_because = now, by.account_id, because.strip()
    done.save(update_fields=["undone_at", "undone_by", "undone_because"])
    _mark_different(done.pair_id, because=because.strip(), by=by, now=now)
    record(
        "index.unmerged", by=by, at=now, children=[done.kept_id, done.joined_id], about=ref,
        said=because.strip(),
    )  # fmt: skip
    return done


def _mark_different(pair_id: int, *, because: str, by: Viewer, now: datetime) -> None:
    pair = PairToReview.objects.select_for_update().get(pk=pair_id)
    pair.state, pair.note, pair.decided_by_id, pair.decided_at = (
        PairState.DIFFERENT, because, by.account_id, now,
    )  # fmt: skip
    pair.version += 1
    pair.save(update_fields=["state", "note", "decided_by", "decided_at", "version"])
    keep_pair_label(pair, is_same=False, by=by, now=now)


def _table(model: type[models.Model]) -> str:
    return str(model._meta.model_name)


def _follow_back(done: Merge, *, by: Viewer, now: datetime) -> None:
    """Everything that came along, but for an agency's record that was moved elsewhere since."""
    for model in FOLLOWING:
        came = [row["id"] for row in done.moved[_table(model)]]
        still = model._default_manager.filter(pk__in=came, child_id=done.kept_id)
        ids = list(still.values_list("pk", flat=True))
        model._default_manager.filter(pk__in=ids).update(child_id=done.joined_id)
        if model is SourceRecord:
            ledger.note_followed(
                ids, before_id=done.kept_id, child_id=done.joined_id, how=How.SEPARATED, about=done.pair.ref,
                by=by, now=now,
            )  # fmt: skip
    follow_back(done.moved, joined_id=done.joined_id, kept_id=done.kept_id, ref=done.pair.ref)
    give_back_pointers(done.moved["pointers"], kept_id=done.kept_id, joined_id=done.joined_id)


def moved_in_words(moved: Moved) -> Iterable[str]:
    """What a merge moved, such as "2 names"."""
    for table, words in MOVED_WORDS.items():
        count = len(moved.get(table, ()))
        if count:
            yield f"{count} {words[0] if count == 1 else words[1]}"


MOVED_WORDS = {
    "name": ("name", "names"),
    "identifier": ("number", "numbers"),
    "address": ("address", "addresses"),
    "relationship": ("carer", "carers"),
    "attendance": ("school or practice", "schools and practices"),
    "involvement": ("involvement", "involvements"),
    "contactrequest": ("request to be put in touch", "requests to be put in touch"),
    "sourcerecord": ("agency's record", "agencies' records"),
    "pointers": ("pointer to a common assessment", "pointers to a common assessment"),
    "agreement": ("agreement", "agreements"),
    "assessments.assessment": ("common assessment", "common assessments"),
    "episodes.episode": ("plan", "plans"),
    "episodes.worry": ("worry", "worries"),
    "shield": ("shield", "shields"),
}
