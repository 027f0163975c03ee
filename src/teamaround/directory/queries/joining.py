"""Organisations that ask to be in the directory: what waits, whom it may be already, and what one has of its own."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from teamaround.accounts.guests.rules import CodeFacts, Link, LinkFacts, link_now

from ..models import Change, Identifier, Organisation, Service, SignUp
from ..rules.joining import LIVE, Alike, Known, Stage, alike


def sign_up(key: UUID) -> SignUp | None:
    """One of them, with the organisation that it became."""
    return SignUp.objects.select_related("organisation", "decided_by").filter(pk=key).first()


def sign_up_of(digest: str) -> SignUp | None:
    """The one whose link somebody holds; none when it was ended."""
    return SignUp.objects.select_related("organisation").filter(digest=digest, state__in=LIVE).first()


def sign_ups_waiting() -> QuerySet[SignUp]:
    """Those that a keeper is to decide about, the oldest first."""
    return SignUp.objects.filter(state=Stage.WAITING).order_by("confirmed_at")


def link_of(row: SignUp, *, at: datetime) -> Link:
    """How its link stands."""
    return link_now(LinkFacts(row.good_until, row.opened_at), at=at)


def code_facts(row: SignUp) -> CodeFacts:
    """The codes of its link so far."""
    return CodeFacts(row.codes_sent, row.code_sent_at, bool(row.code_digest), row.wrong_tries)


def alike_to(row: SignUp) -> list[Alike]:
    """Organisations of the directory that it may be already."""
    numbers = frozenset(filter(None, (row.charity_number, row.company_number)))
    wanted = Known(str(row.pk), row.name, (row.email, row.public_email), row.website, numbers)
    return alike(wanted, _known())


def _known() -> list[Known]:
    numbers: dict[UUID | None, set[str]] = defaultdict(set)
    for key, number in Identifier.objects.values_list("organisation_id", "identifier"):
        numbers[key].add(number)
    rows = Organisation.objects.values_list("id", "name", "alternate_name", "email", "website")
    return [
        Known(str(key), each, (email,), website, frozenset(numbers[key]))
        for key, name, other, email, website in rows.iterator()
        for each in filter(None, (name, other))
    ]  # fmt: skip


def organisation(key: UUID) -> Organisation | None:
    """An organisation, as those who keep the directory see it."""
    return Organisation.objects.filter(pk=key).first()


def services_kept_by(row: SignUp) -> QuerySet[Service]:
    """The services that somebody keeps by their organisation's link."""
    return Service.objects.filter(organisation=row.organisation_id, is_internal=False).order_by("name")


def sent_by(row: SignUp) -> QuerySet[Change]:
    """What somebody sent by their organisation's link, the newest first."""
    return row.changes.select_related("service", "organisation").order_by("-sent_at")
