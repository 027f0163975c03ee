"""Reading invitations: by the link that somebody holds, or by what they are for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..rules import Viewer
from .keys import digest_of as digest_of
from .models import Invitation, Letter
from .rules import CodeFacts, Ended, Link, LinkFacts, link_now

_BESIDE = ("agency", "invited_by", "guest")
NETS = {"links": "EXISTS (SELECT 1 FROM accounts_invitation i WHERE i.invited_by_id = %(account)s)"}
"""Whether links may wait for their inviter: see `episodes.queries.waiting`."""


def by_link(digest: str) -> Invitation | None:
    """The invitation of a link that somebody holds. Row security lets the holder see this one row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.link', %s, true)", [digest])
        found = Invitation.objects.select_related(*_BESIDE).filter(digest=digest).first()
        cursor.execute("SELECT set_config('teamaround.link', '', true)")
    return found


def link_facts(row: Invitation) -> LinkFacts:
    """What decides whether a link opens."""
    return LinkFacts(row.expires_at, row.opened_at, Ended(row.ended_because) if row.ended_because else None)


def link_of(row: Invitation, *, at: datetime) -> Link:
    """How an invitation's link stands."""
    return link_now(link_facts(row), at=at)


def code_facts(row: Invitation) -> CodeFacts:
    """The codes of a link so far."""
    return CodeFacts(row.codes_sent, row.code_sent_at, bool(row.code_digest), row.wrong_tries)


def guest_viewer(row: Invitation, *, source: str = "", request_id: str = "") -> Viewer:
    """The guest as the pages and the audit know them: of the inviting agency, without any duty."""
    return Viewer(
        account_id=row.guest_id, account_ref=row.guest.ref, name=row.guest.name, practitioner_id=None,
        agency_id=row.agency_id, agency_name=row.agency.name, agency_kind=row.agency.kind,
        authority_id=row.agency.authority_id, source=source, request_id=request_id,
        purpose=f"by-link {row.ref}", by_link=row.ref,
    )  # fmt: skip


def about(refs: Iterable[str]) -> dict[str, Invitation]:
    """The newest invitation to each of these things, as far as the viewer's agency sent it."""
    rows = Invitation.objects.select_related(*_BESIDE).filter(about__in=list(refs)).order_by("pk")
    return {row.about: row for row in rows}


def of_inviter(viewer: Viewer) -> QuerySet[Invitation]:
    """Invitations whose inviter has something to do: a guessed link, or an e-mail that does not arrive."""
    lost = Letter.objects.filter(
        invitation=OuterRef("pk"), sent_at__isnull=True, tries__gt=0, is_code=False,
        made_at__gte=OuterRef("made_at"),
    )  # fmt: skip
    rows = Invitation.objects.select_related(*_BESIDE).filter(invited_by_id=viewer.account_id)
    return rows.filter(Q(ended_because=Ended.GUESSED) | (Q(ended_at__isnull=True) & Exists(lost))).order_by(
        "pk"
    )


def letter_of(row: Invitation, *, is_code: bool, at: datetime) -> Letter | None:
    """The newest letter of an invitation's present link that is still of use."""
    rows = Letter.objects.filter(invitation=row, is_code=is_code, good_until__gt=at, made_at__gte=row.made_at)
    return rows.order_by("-pk").first()


def newest_letters(most: int) -> list[Any]:
    """What was sent lately, for the page of a demo that shows it."""
    return list(Letter.objects.order_by("-pk")[:most])
