"""Two records that may be one child: noted, proposed by one person, decided by another (R2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import sources
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import reviewing
from ..labelling import keep_pair_label
from ..linking import Alike
from ..models import FirstLook, PairToReview
from ..rules import PairAnswer, PairState
from ..rules.pairs import check_has_looked
from .merging import merge

MET_IN_A_FILE = "a row of an agency's file may mean either"


@transaction.atomic
def note_pair(
    *, one_id: int, other_id: int, because: Sequence[str], by: Viewer, now: datetime
) -> PairToReview:
    """Note that two records may be one child; a pair noted before is left as it is.

    A pair found to be two children stays so: it is not put before anybody again.
    """
    joined = sources.joined_records([one_id, other_id])
    low, high = sorted((joined.get(one_id, one_id), joined.get(other_id, other_id)))
    for child_id in (low, high):
        check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    _check_pair(low, high)
    reasons = [reason.strip() for reason in because if reason.strip()]
    if not reasons:
        raise Refusal("because", "Write why they may be one child.", field="because")
    pair, is_new = PairToReview.objects.get_or_create(
        one_id=low, other_id=high,
        defaults={
            "ref": new_ref("M"), "noted_because": reasons, "noted_by_id": by.account_id,
            "noted_at": now,
        },
    )  # fmt: skip
    if is_new:
        record(
            "index.pair_noted", by=by, at=now, children=[low, high], about=pair.ref,
            said="; ".join(reasons),
        )  # fmt: skip
    return pair


def note_pairs_met(found: Iterable[Alike], *, by: Viewer, now: datetime) -> None:
    """Note pairs that taking in a file came upon; each once, and those noted before stay as they are."""
    wanted = {tuple(sorted((each.one_id, each.other_id))): each for each in found}
    noted = PairToReview.objects.filter(
        one_id__in=[one for one, _ in wanted], other_id__in=[other for _, other in wanted]
    )
    for pair in noted.values_list("one_id", "other_id"):
        wanted.pop(pair, None)
    for each in wanted.values():
        because = (MET_IN_A_FILE, *each.because)
        note_pair(one_id=each.one_id, other_id=each.other_id, because=because, by=by, now=now)


def _check_pair(low: int, high: int) -> None:
    if low == high:
        raise Refusal("same-record", "That is the same record.", field="other")
    standings = sharing.standings([low, high])
    if any(row.is_sealed for row in standings.values()):
        raise Refusal("sealed", "An earlier identity that was sealed is never joined to another.")
    if len({row.authority_id for row in standings.values()}) > 1:
        raise Refusal(
            "authorities",
            "These records are kept by two authorities. One of them must hand its record over first.",
        )


@transaction.atomic
def look_first(*, ref: str, said: PairAnswer, by: Viewer, now: datetime) -> PairToReview:
    """Keep what somebody says of a pair from the two records alone; once, and it stays as it was said."""
    pair = _to_decide(ref, by=by, now=now)
    _, is_new = FirstLook.objects.get_or_create(
        pair=pair, account_id=by.account_id, defaults={"said": said, "said_at": now}
    )
    if is_new:
        record(
            "index.pair_looked_at", by=by, at=now, children=[pair.one_id, pair.other_id], about=pair.ref,
            said=said.value,
        )  # fmt: skip
    return pair


@transaction.atomic
def propose_same(
    *, ref: str, version: int, kept_ref: str, because: str, warnings_read: bool, by: Viewer,
    now: datetime,
) -> PairToReview:  # fmt: skip
    """Say, as the first of two people, that the two are one child, and which record to keep."""
    pair = _for_decision(ref, version, by=by, now=now)
    if pair.state != PairState.OPEN:
        raise Refusal("proposed", "Somebody has already proposed to join these records.")
    kept_id = reviewing.refs_of_pair(pair).get(kept_ref)
    if kept_id is None:
        raise Refusal("kept", "Choose which record to keep.", field="kept")
    _check_because(because)
    if reviewing.compared(pair).warnings and not warnings_read:
        raise Refusal(
            "warnings",
            "Something stands against it, for example that they may be twins. Say that you have checked it.",
            field="warnings_read",
        )
    pair.state, pair.kept_id, pair.proposed_because = PairState.PROPOSED, kept_id, because.strip()
    pair.proposed_by_id, pair.proposed_at = by.account_id, now
    _save(pair, "state", "kept", "proposed_because", "proposed_by", "proposed_at")
    record(
        "index.pair_proposed", by=by, at=now, children=[pair.one_id, pair.other_id],
        about=pair.ref, said=because.strip(),
    )  # fmt: skip
    return pair


@transaction.atomic
def answer(
    *, ref: str, version: int, answer: PairAnswer, because: str, by: Viewer, now: datetime
) -> PairToReview:
    """Answer a pair: "same" joins what another person proposed; "different" is remembered for good;
    "not sure" leaves it open, with what was found out so far."""
    pair = _for_decision(ref, version, by=by, now=now)
    if answer is PairAnswer.SAME:
        _check_second_person(pair, by)
    else:
        _check_because(because)
    state = {
        PairAnswer.SAME: PairState.SAME,
        PairAnswer.DIFFERENT: PairState.DIFFERENT,
        PairAnswer.NOT_SURE: PairState.OPEN,
    }[answer]
    pair.state, pair.note = state, because.strip()
    pair.decided_by_id, pair.decided_at = by.account_id, now
    if answer is PairAnswer.NOT_SURE:
        pair.kept_id = pair.proposed_by_id = pair.proposed_at = None
    _save(pair, "state", "note", "decided_by", "decided_at", "kept", "proposed_by", "proposed_at")
    if answer is not PairAnswer.NOT_SURE:
        keep_pair_label(pair, is_same=answer is PairAnswer.SAME, by=by, now=now)
    record(
        "index.pair_answered", by=by, at=now, children=[pair.one_id, pair.other_id],
        about=pair.ref, said=f"{answer.value}: {because.strip()}".removesuffix(": "),
    )  # fmt: skip
    if answer is PairAnswer.SAME:
        merge(pair, by=by, now=now)
    return pair


def _check_second_person(pair: PairToReview, by: Viewer) -> None:
    if pair.state != PairState.PROPOSED:
        raise Refusal("not-proposed", "Somebody must first propose to join these records.")
    if pair.proposed_by_id == by.account_id:
        raise Refusal("second-person", "Somebody other than the person who proposed it must confirm.")


def _for_decision(ref: str, version: int, *, by: Viewer, now: datetime) -> PairToReview:
    """The pair, for somebody who has said what the records alone tell them, as they last saw it."""
    pair = _to_decide(ref, by=by, now=now)
    check_has_looked(has_looked=reviewing.first_look(by, pair) is not None)
    if pair.version != version:
        raise Refusal("changed-meanwhile", "Somebody answered this pair meanwhile. Look at it again first.")
    return pair


def _to_decide(ref: str, *, by: Viewer, now: datetime) -> PairToReview:
    """The pair, locked, for the index team of the authority that keeps both records."""
    pair = PairToReview.objects.select_for_update().filter(ref=ref).first()
    if pair is None or not by.can(Duty.INDEX_TEAM):
        raise NotVisible
    if sources.joined_records([pair.one_id, pair.other_id]):
        raise Refusal("joined", "One of these records was joined to another in the meantime.")
    for child_id in (pair.one_id, pair.other_id):
        check(by, Act.CHANGE_IDENTITY, child_id, at=now)
    _check_pair(pair.one_id, pair.other_id)
    if pair.state not in reviewing.WAITING:
        raise Refusal("decided", "This pair has been decided already.")
    return pair


def _check_because(because: str) -> None:
    if len(because.strip()) < 10:
        raise Refusal("because", "Write in a sentence what you found out.", field="because")


def _save(pair: PairToReview, *fields: str) -> None:
    pair.version += 1
    pair.save(update_fields=[*fields, "version"])
