"""Telling audiences what a review found: the words, that it was told, the public page, and what was said back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Review, SaidBack, Telling
from ..queries.reviews import keeps
from ..rules.telling import Audience, How, check_public, check_told


@dataclass(frozen=True)
class NewTelling:
    """What one audience is told, in its own words; without `told_on` it is a draft."""

    audience: Audience
    words: str
    how: How
    told_by: str
    told_on: date | None = None
    reached: int | None = None
    note: str = ""


@transaction.atomic
def write(*, review_ref: str, new: NewTelling, by: Viewer, now: datetime) -> Telling:
    """Write what an audience is told, or has been told already."""
    review = Review.objects.filter(authority_id=by.authority_id, ref=review_ref).first()
    if review is None or not keeps(by, review):
        raise NotVisible
    check_told(new.told_on, new.reached, on=clock.day_of(now))
    made = Telling.objects.create(
        ref=new_ref("TL"), review=review, by_id=by.account_id or None, at=now, **_fields(new)
    )
    record("improvement.telling_written", by=by, at=now, about=made.ref, said=new.audience)
    return made


@transaction.atomic
def change(*, ref: str, version: int, new: NewTelling, by: Viewer, now: datetime) -> Telling:
    """Change a draft, from the version that one has seen."""
    row = _locked(ref, by)
    _check_draft(row)
    if row.version != version:
        raise Refusal("changed", "Somebody else has changed it meanwhile. Read their words first.")
    check_told(new.told_on, new.reached, on=clock.day_of(now))
    for name, value in _fields(new).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record("improvement.telling_changed", by=by, at=now, about=ref, said=new.audience)
    return row


def _fields(new: NewTelling) -> dict[str, object]:
    return {
        "audience": new.audience.value, "words": new.words, "how": new.how.value, "told_by": new.told_by,
        "told_on": new.told_on, "reached": new.reached, "note": new.note,
    }  # fmt: skip


def _check_draft(row: Telling) -> None:
    if row.told_on is not None:
        raise Refusal("told", "What has been told stays as it was told. Write a new one instead.")


@transaction.atomic
def note_told(
    *, ref: str, told_on: date | None, reached: int | None, by: Viewer, now: datetime
) -> Telling:  # fmt: skip
    """Note that they have been told, and how many were reached, which may be known later only."""
    row = _locked(ref, by)
    check_told(told_on, reached, on=clock.day_of(now))
    if told_on is None:
        raise Refusal("told-on", "Enter the day on which they were told.", field="told_on")
    row.told_on, row.reached = told_on, reached
    row.version += 1
    row.save(update_fields=["told_on", "reached", "version"])
    told = f"{told_on.isoformat()}, {'not counted' if reached is None else reached}"
    record("improvement.told", by=by, at=now, about=ref, said=told)
    return row


@transaction.atomic
def publish(*, ref: str, by: Viewer, now: datetime) -> Telling:
    """Let anybody read the words for children; from that day on they have been told."""
    row = _locked(ref, by)
    check_public(
        Audience(row.audience), is_published=row.public_since is not None,
        is_review_published=row.review.published_on is not None,
    )  # fmt: skip
    row.public_since, row.told_on = now, row.told_on or clock.day_of(now)
    row.version += 1
    row.save(update_fields=["public_since", "told_on", "version"])
    record("improvement.telling_published", by=by, at=now, about=ref)
    return row


@transaction.atomic
def take_down(*, ref: str, because: str, by: Viewer, now: datetime) -> Telling:
    """Take the public page down, for a reason."""
    row = _locked(ref, by)
    if row.public_since is None:
        raise Refusal("not-public", "It is no public page.")
    row.public_since = None
    row.version += 1
    row.save(update_fields=["public_since", "version"])
    record("improvement.telling_taken_down", by=by, at=now, about=ref, said=because)
    return row


@transaction.atomic
def note_said_back(
    *, ref: str, words: str, heard_on: date, heard_by: str, by: Viewer, now: datetime
) -> SaidBack:
    """Note what those who were told said back, and who heard it."""
    row = _locked(ref, by)
    if row.told_on is None:
        raise Refusal("not-told", "They have not been told yet.")
    if not row.told_on <= heard_on <= clock.day_of(now):
        raise Refusal("heard-on", "Enter a day from the telling until today.", field="heard_on")
    made = SaidBack.objects.create(
        telling=row, words=words, heard_on=heard_on, heard_by=heard_by, by_id=by.account_id or None, at=now
    )
    record("improvement.said_back", by=by, at=now, about=ref)
    return made


def _locked(ref: str, by: Viewer) -> Telling:
    """A telling for change; whoever changes it at the same time waits."""
    rows = Telling.objects.select_related("review").select_for_update(of=("self",))
    row = rows.filter(ref=ref, review__authority_id=by.authority_id).first()
    if row is None or not keeps(by, row.review):
        raise NotVisible
    return row
