"""Inviting somebody without an account, letting them in by link and code, taking the link back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Account
from ..rules import Viewer
from . import keys, letters, queries, rules, wording
from .models import Invitation, Letter
from .opening import asker, opened_by
from .rules import Ended, Kind, Link, Tried

SALT = "teamaround.guests.code"


@dataclass(frozen=True)
class Guest:
    """Whom to invite, to what, about which child if any, until when, and at which address of the site the link leads."""

    kind: Kind
    about: str
    child_id: int | None
    name: str
    email: str
    site: str
    until: datetime | None = None


@transaction.atomic
def invite(*, guest: Guest, by: Viewer, now: datetime) -> Invitation:
    """Make an account for the guest that cannot sign in, and write them a link."""
    account = _account(guest, by=by, on=clock.day_of(now))
    secret = keys.new_secret()
    made = Invitation.objects.create(
        ref=new_ref("N"), kind=guest.kind, about=guest.about, child_id=guest.child_id, invited_by_id=by.account_id,
        agency_id=by.agency_id, guest=account, name=guest.name, email=guest.email.lower(), site=guest.site,
        digest=keys.digest_of(secret), made_at=now, expires_at=rules.runs_until(made_at=now, wanted=guest.until),
    )  # fmt: skip
    record("accounts.guest_invited", by=by, at=now, children=made.children, about=made.ref, said=guest.about)
    _write_link(_whole(made.pk), secret, now=now)
    return made


def _account(guest: Guest, *, by: Viewer, on: date) -> Account:
    ref = new_ref("U")
    return Account.objects.create(
        ref=ref, email=f"{ref.lower()}@by-link.invalid", name=f"{guest.name}, by link", agency_id=by.agency_id,
        starts_on=on, is_guest=True, is_active=False, password=make_password(None),
    )  # fmt: skip


def _write_link(row: Invitation, secret: str, *, now: datetime) -> Letter:
    words = wording.of_link(
        asker=asker(row),
        asks=wording.asks(row),
        until=row.expires_at,
        address=wording.address(row.site, secret),
        adds=opened_by(row).adds(row),
    )
    return letters.write(row, words=words, good_until=row.expires_at, now=now)


@transaction.atomic
def renew(
    *,
    ref: str,
    by: Viewer,
    now: datetime,
    until: datetime | None = None,
    email: str = "",
    reminds: bool = False,
) -> Invitation:
    """Send a new link: the one before opens nothing any more, in whichever browser it was opened.

    Asked for by the inviting agency, also after the link ended, or by the guest themselves.
    """
    row = _locked(ref)
    by_guest = by.account_id == row.guest_id
    rules.check_can_renew(links_sent=row.links_sent, made_at=row.made_at, at=now, by_guest=by_guest)
    if by_guest and queries.link_of(row, at=now) not in (Link.FRESH, Link.USED):
        raise Refusal("ended", rules.why_not_open(queries.link_of(row, at=now), ask=asker(row)))
    secret = keys.new_secret()
    row.digest, row.made_at, row.links_sent = keys.digest_of(secret), now, row.links_sent + 1
    if not by_guest:
        row.expires_at = rules.runs_until(made_at=now, wanted=until)
        row.ended_at, row.ended_because, row.wrong_tries = None, "", 0
        row.email = email.lower() or row.email
    row.opened_at, row.code_digest, row.codes_sent, row.code_sent_at = None, "", 0, None
    row.save()
    _stop_letters(row)
    record(
        "accounts.link_renewed", by=by, at=now, children=row.children, about=row.ref,
        said="as a reminder" if reminds else "",
    )  # fmt: skip
    _write_link(row, secret, now=now)
    return row


@transaction.atomic
def send_code(*, ref: str, by: Viewer, now: datetime) -> Letter:
    """Send six digits that are good for ten minutes; the ones before are good no more."""
    row = _locked(ref)
    rules.check_can_send_code(queries.code_facts(row), at=now, ask=asker(row))
    if queries.link_of(row, at=now) is not Link.FRESH:
        raise Refusal("link", rules.why_not_open(queries.link_of(row, at=now), ask=asker(row)))
    code = keys.new_code()
    row.code_digest = keys.digest_of_code(code, link=row.digest, salt=SALT)
    row.code_sent_at, row.codes_sent = now, row.codes_sent + 1
    row.save(update_fields=["code_digest", "code_sent_at", "codes_sent"])
    Letter.objects.filter(invitation=row, is_code=True, sent_at__isnull=True).update(
        body="", next_try_at=None
    )
    record("accounts.code_sent", by=by, at=now, about=row.ref)
    return letters.write(
        row, words=wording.of_code(code), good_until=rules.code_runs_out(now), now=now, is_code=True
    )


@transaction.atomic
def enter(*, ref: str, code: str, by: Viewer, now: datetime) -> Tried:
    """Try a code. The right one opens the link, once; the fifth wrong one ends it, and its inviter is told."""
    row = _locked(ref)
    if queries.link_of(row, at=now) is not Link.FRESH:
        return Tried.ENDED
    is_right = keys.is_code(code, kept=row.code_digest, link=row.digest, salt=SALT)
    outcome = rules.tried(queries.code_facts(row), is_right=is_right, at=now)
    if outcome is Tried.RIGHT:
        row.opened_at, row.code_digest = now, ""
        row.save(update_fields=["opened_at", "code_digest"])
        record("accounts.link_opened", by=by, at=now, children=row.children, about=row.ref)
    if outcome in (Tried.WRONG, Tried.ENDED):
        row.wrong_tries += 1
        row.save(update_fields=["wrong_tries"])
        record("accounts.code_wrong", by=by, at=now, children=row.children, about=row.ref)
    if outcome is Tried.ENDED:
        _end(row, Ended.GUESSED, now=now)
        record("accounts.link_ended", by=by, at=now, children=row.children, about=row.ref, said=Ended.GUESSED)
    return outcome


@transaction.atomic
def end(*, ref: str, because: Ended, by: Viewer, now: datetime) -> None:
    """Let a link open nothing any more: taken back by the inviting agency, or done with."""
    row = _locked(ref)
    if row.ended_at is not None:
        return
    _end(row, because, now=now)
    record("accounts.link_ended", by=by, at=now, children=row.children, about=row.ref, said=because)


def _end(row: Invitation, because: Ended, *, now: datetime) -> None:
    row.ended_at, row.ended_because, row.code_digest = now, because, ""
    row.save(update_fields=["ended_at", "ended_because", "code_digest"])
    _stop_letters(row)


def _stop_letters(row: Invitation) -> None:
    """What has not left by now does not leave."""
    Letter.objects.filter(invitation=row, sent_at__isnull=True).update(body="", next_try_at=None)


@transaction.atomic
def show_link(*, ref: str, by: Viewer, now: datetime) -> str:
    """The link's address for the inviter to pass on themselves: once, and only where e-mail is not set up."""
    row = _locked(ref)
    letter = queries.letter_of(row, is_code=False, at=now)
    if not letters.goes_by_hand() or letter is None or not letter.body:
        raise Refusal("shown", "The link was shown already. Make a new one if it was lost.")
    record("accounts.link_shown", by=by, at=now, about=row.ref)
    return wording.address_in(letters.take_text(letter))


def _locked(ref: str) -> Invitation:
    """The invitation for change, as far as row security lets its asker see it."""
    row = (
        Invitation.objects.select_for_update(of=("self",))
        .filter(ref=ref)
        .values_list("pk", flat=True)
        .first()
    )
    if row is None:
        raise NotVisible
    return _whole(row)


def _whole(pk: int) -> Invitation:
    return Invitation.objects.select_related("agency", "invited_by", "guest").get(pk=pk)
