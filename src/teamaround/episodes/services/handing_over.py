"""Handing over to the next lead, cover while one is away, and the lead on protection beside them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import AgencyKind
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import Cover, Lead, ProtectionLead
from ..rules import handing_over
from ..rules.handing_over import CoverWish, Handover
from .agreeing import while_open
from .leading import check_may_lead, offer_to_lead


@transaction.atomic
def hand_over(
    *, ref: str, handover: Handover, family_asked: bool, family_view: str, by: Viewer, now: datetime
) -> Lead:
    """Ask the next lead; the present one leads until they accept, so that no day is without a lead (R14)."""
    found = while_open(ref, by=by, now=now)
    present = queries.accepted_lead(found)
    handing_over.check_handover(
        handover, leads_now=present.practitioner_id if present else None, by_practitioner=by.practitioner_id
    )
    note = handover.note.strip()
    if handover.why_not_meeting.strip() and handover.meet_on is None:
        note = f"{note}\n\nNo meeting of all three: {handover.why_not_meeting.strip()}"
    offered = offer_to_lead(
        found, handover.to_practitioner, family_asked=family_asked, family_view=family_view, by=by, now=now,
        handover_note=note, handed_over_by=present, met_at_handover_on=handover.meet_on,
    )  # fmt: skip
    record("episodes.handover_begun", by=by, at=now, children=[found.child_id], about=found.ref)
    return offered


@transaction.atomic
def arrange_cover(*, ref: str, wish: CoverWish, by: Viewer, now: datetime) -> Cover:
    """Somebody stands in while the lead is away; the lead stays the lead."""
    found = while_open(ref, by=by, now=now)
    today, lead = clock.day_of(now), queries.accepted_lead(found)
    others = [(row.starts_on, row.ends_on) for row in queries.covers(lead, today=today)] if lead else []
    first, last = handing_over.check_cover(
        wish, leads_now=lead.practitioner_id if lead else None, others=others, today=today
    )
    check_may_lead(found, wish.practitioner, today=today)
    arranged = Cover.objects.create(
        lead_id=lead.pk if lead else 0, child_id=found.child_id, practitioner_id=wish.practitioner,
        starts_on=first, ends_on=last, because=wish.because.strip(), arranged_by_id=by.account_id,
        arranged_at=now,
    )  # fmt: skip
    record("episodes.cover_arranged", by=by, at=now, children=[found.child_id], about=found.ref)
    return arranged


@transaction.atomic
def end_cover(*, ref: str, by: Viewer, now: datetime) -> Cover:
    """The lead is back, or somebody else covers: what is arranged now ends."""
    found = while_open(ref, by=by, now=now)
    lead = queries.accepted_lead(found)
    arranged = queries.covers(lead, today=clock.day_of(now)).first() if lead else None
    if arranged is None:
        raise Refusal("no-cover", "Nobody covers at the moment.")
    arranged.ended_at = now
    arranged.save(update_fields=["ended_at"])
    record("episodes.cover_ended", by=by, at=now, children=[found.child_id], about=found.ref)
    return arranged


@transaction.atomic
def name_protection_lead(
    *, ref: str, practitioner_id: int, starts_on: date | None, by: Viewer, now: datetime
) -> ProtectionLead:
    """Note the social worker who leads on protection, beside the family's own lead, who stays."""
    found = while_open(ref, by=by, now=now)
    today = clock.day_of(now)
    if starts_on is None or starts_on > today:
        raise Refusal("starts", "Say since which day; it cannot be still to come.", field="starts_on")
    person = agencies.practitioner_by_id(practitioner_id)
    if person is None or person.agency.kind != AgencyKind.CHILDRENS_SOCIAL_CARE:
        raise Refusal(
            "not-social-care", "Choose somebody who works in children’s social care.", field="practitioner"
        )
    if queries.protection_lead(found) is not None:
        raise Refusal("has-protection-lead", "Somebody leads on protection already. End that first.")
    named = ProtectionLead.objects.create(
        episode=found, child_id=found.child_id, practitioner_id=practitioner_id, starts_on=starts_on,
        named_by_id=by.account_id, named_at=now,
    )  # fmt: skip
    record("episodes.protection_lead_named", by=by, at=now, children=[found.child_id], about=found.ref)
    return named


@transaction.atomic
def end_protection_lead(*, ref: str, by: Viewer, now: datetime) -> ProtectionLead:
    """Nobody leads on protection any more."""
    found = while_open(ref, by=by, now=now)
    named = queries.protection_lead(found)
    if named is None:
        raise Refusal("no-protection-lead", "Nobody leads on protection at the moment.")
    named.ends_on = clock.day_of(now)
    named.save(update_fields=["ends_on"])
    record("episodes.protection_lead_ended", by=by, at=now, children=[found.child_id], about=found.ref)
    return named
