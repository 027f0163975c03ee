"""Deciding at the door of a child, extending and ending reach, shields and overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from . import queries
from .models import Override, Reach, Shield, Standing
from .rows import insert
from .rules import (
    HIDES_EXISTENCE,
    OVERRIDE_MINUTES,
    Act,
    OverrideKind,
    ReachKind,
)


def check(viewer: Viewer, act: Act, child_id: int, *, at: datetime) -> None:
    """Refuse what may not be done; a child that may not be known of is simply not there."""
    decision = queries.decide(viewer, act, child_id, at=at)
    if decision.allowed:
        return
    if decision.clause in HIDES_EXISTENCE:
        raise NotVisible
    raise Refusal(decision.clause, decision.because)


def admit(*, child_id: int, authority_id: int) -> Standing:
    """Give a newly registered child its standing; part of registering, audited there."""
    return Standing.objects.create(child_id=child_id, authority_id=authority_id)


def admit_many(authority_of: Mapping[int, int]) -> None:
    """Give newly registered children their standing; child to authority."""
    insert(
        Standing,
        [
            {"child_id": child, "authority_id": authority, "is_shielded": False, "is_sealed": False}
            for child, authority in authority_of.items()
        ],
    )


def hold_standings(child_ids: Iterable[int]) -> set[int]:
    """Keep these children's standing from changing until the transaction ends; returns those who are hidden."""
    held = Standing.objects.select_for_update().order_by("pk").filter(pk__in=set(child_ids))
    return {row.pk for row in held if row.is_shielded or row.is_sealed}


def move(*, child_id: int, authority_id: int) -> None:
    """Change the responsible authority; part of a move, audited there."""
    Standing.objects.filter(child_id=child_id).update(authority_id=authority_id)


def seal_identity(*, child_id: int, by: Viewer, now: datetime, because: str) -> None:
    """Close an earlier identity for good: known to the index team alone (R10)."""
    if not by.can(Duty.INDEX_TEAM):
        raise Refusal("index-team", "Only the index team seals an earlier identity.")
    Standing.objects.filter(child_id=child_id).update(is_sealed=True)
    record("sharing.sealed_identity", by=by, at=now, children=[child_id], said=because)


def extend_reach(*, child_id: int, agency_id: int, kind: ReachKind, source: str, at: datetime) -> None:
    """Give an agency a way to a child, named by what it rests on; audited with that."""
    Reach.objects.get_or_create(
        child_id=child_id, agency_id=agency_id, kind=kind, source=source, ends_at=None,
        defaults={"starts_at": at},
    )  # fmt: skip


def extend_reach_of_many(
    child_of: Mapping[str, int], *, agency_id: int, kind: ReachKind, at: datetime
) -> None:
    """Give an agency a way to many children; new source to child. Audited with what it rests on."""
    insert(
        Reach,
        [
            {"child_id": child, "agency_id": agency_id, "kind": kind, "source": source, "starts_at": at}
            for source, child in child_of.items()
        ],
    )


def end_reach(
    *, child_id: int, kind: ReachKind, source: str, at: datetime, agency_id: int | None = None
) -> int:
    """End the reach that rests on a source, for one agency or all; returns how many ended."""
    held = Reach.objects.filter(child_id=child_id, kind=kind, source=source, ends_at__isnull=True)
    if agency_id is not None:
        held = held.filter(agency_id=agency_id)
    return held.update(ends_at=at)


def move_reach(*, sources: Iterable[str], child_id: int, to_id: int) -> list[int]:
    """Let the reach that rests on these sources lead to another child; returns which rows. Audited with the move."""
    held = Reach.objects.filter(child_id=child_id, source__in=list(sources))
    moved = sorted(held.values_list("pk", flat=True))
    Reach.objects.filter(pk__in=moved).update(child_id=to_id)
    return moved


def end_reach_of_many(*, sources: Iterable[str], child_id: int, at: datetime) -> list[int]:
    """End the reach that rests on these sources; returns which rows. Audited with what ends it."""
    held = Reach.objects.filter(child_id=child_id, source__in=list(sources), ends_at__isnull=True)
    ended = sorted(held.values_list("pk", flat=True))
    Reach.objects.filter(pk__in=ended).update(ends_at=at)
    return ended


def open_reach_again(numbers: Iterable[int], *, source: str) -> None:
    """Put back what `end_reach_of_many` ended for one source; audited with the undoing."""
    Reach.objects.filter(pk__in=list(numbers), source=source).update(ends_at=None)


@transaction.atomic
def raise_shield(*, child_id: int, because: str, review_on: date, by: Viewer, now: datetime) -> Shield:
    """Put the shield up. `people.services.shield` calls this and seals the details with it."""
    if not by.can(Duty.INDEX_TEAM):
        raise Refusal("index-team", "Only the index team shields a child. Telephone them now.")
    if not because.strip():
        raise Refusal("because", "Write why this child is shielded.", field="because")
    standing = Standing.objects.select_for_update().get(child_id=child_id)
    if standing.is_shielded:
        raise Refusal("already", "This child is already shielded.")
    standing.is_shielded = True
    standing.save(update_fields=["is_shielded"])
    shield = Shield.objects.create(
        child_id=child_id, because=because, set_by_id=by.account_id, set_at=now,
        review_on=review_on,
    )  # fmt: skip
    record("sharing.shielded", by=by, at=now, children=[child_id])
    return shield


@transaction.atomic
def lower_shield(*, child_id: int, because: str, by: Viewer, now: datetime) -> None:
    """Take the shield down. `people.services.lift_shield` calls this and opens the details."""
    if not by.can(Duty.INDEX_TEAM):
        raise Refusal("index-team", "Only the index team lifts a shield.")
    if not because.strip():
        raise Refusal("because", "Write why the shield is lifted.", field="because")
    standing = Standing.objects.select_for_update().get(child_id=child_id)
    if not standing.is_shielded:
        raise Refusal("not-shielded", "This child is not shielded.")
    standing.is_shielded = False
    standing.save(update_fields=["is_shielded"])
    Shield.objects.filter(child_id=child_id, lifted_at__isnull=True).update(
        lifted_by_id=by.account_id, lifted_at=now, lifted_because=because
    )
    record("sharing.shield_lifted", by=by, at=now, children=[child_id])


@transaction.atomic
def begin_override(*, child_id: int, kind: OverrideKind, because: str, by: Viewer, now: datetime) -> Override:
    """Open what is closed, for one person and one child; the index team is told at once (R7)."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    duty = Duty.OVERRIDE_SHIELDS if kind is OverrideKind.HIDDEN_DETAILS else Duty.RECEIVE_WORRIES
    if not by.can(duty):
        raise Refusal(
            "no-override",
            "Only child-protection staff can open this. Telephone the index team, who can put "
            "you in touch without telling you where the child is.",
        )
    if len(because.strip()) < 10:
        raise Refusal(
            "because",
            "Write why you must see this now, in a sentence that the index team can review.",
            field="because",
        )
    override = Override.objects.create(
        ref=new_ref("O"), child_id=child_id, account_id=by.account_id, kind=kind,
        because=because, begun_at=now, ends_at=now + timedelta(minutes=OVERRIDE_MINUTES),
    )  # fmt: skip
    record(
        "sharing.override_begun", by=by, at=now, children=[child_id], about=override.ref,
        said=because,
    )  # fmt: skip
    return override


@transaction.atomic
def end_overrides(*, by: Viewer, now: datetime, but_child_id: int | None = None) -> int:
    """Close what this person holds open, on leaving the child's page; returns how many."""
    held = queries.open_overrides(by.account_id, at=now)
    if but_child_id is not None:
        held = held.exclude(child_id=but_child_id)
    ended = list(held)
    for override in ended:
        override.ends_at = now
        override.save(update_fields=["ends_at"])
        record(
            "sharing.override_ended", by=by, at=now, children=[override.child_id],
            about=override.ref,
        )  # fmt: skip
    return len(ended)


@transaction.atomic
def review_override(*, ref: str, note: str, by: Viewer, now: datetime) -> Override:
    """Record that somebody else looked into an override."""
    override = Override.objects.select_for_update().filter(ref=ref).first()
    if override is None:
        raise NotVisible
    if not (by.can(Duty.INDEX_TEAM) or by.can(Duty.READ_AUDIT)):
        raise Refusal("index-team", "Only the index team reviews this.")
    if override.account_id == by.account_id:
        raise Refusal("own", "Somebody other than the person who opened it must review this.")
    if not note.strip():
        raise Refusal("note", "Write what you found.", field="note")
    if override.reviewed_at is not None:
        raise Refusal("reviewed", "Somebody has already reviewed this.")
    override.reviewed_by_id, override.reviewed_at = by.account_id, now
    override.review_note = note
    override.save(update_fields=["reviewed_by", "reviewed_at", "review_note"])
    record("sharing.override_seen", by=by, at=now, children=[override.child_id], about=ref, said=note)
    return override
