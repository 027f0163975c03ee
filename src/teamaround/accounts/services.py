"""Creating accounts, granting duties, and ending both."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection, transaction

from teamaround.audit.services import By, record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from .models import Account, Grant, Once, Token
from .queries import digest_of
from .rules import Duty


@transaction.atomic
def create(
    *, email: str, name: str, agency_id: int, starts_on: date, by: By, now: datetime,
    practitioner_id: int | None = None, training_until: date | None = None,
    vetted_until: date | None = None, password: str | None = None,
    is_service_account: bool = False, ref: str = "",
) -> Account:  # fmt: skip
    """Create an account without duties; a person needs training and a DBS date to use it."""
    if Account.objects.filter(email__iexact=email).exists():
        raise Refusal("email-taken", "An account with this e-mail address exists.", field="email")
    account = Account(
        ref=ref or new_ref("U"), email=email.lower(), name=name, agency_id=agency_id,
        practitioner_id=practitioner_id, starts_on=starts_on, training_until=training_until,
        vetted_until=vetted_until, is_service_account=is_service_account,
    )  # fmt: skip
    account.set_password(password)
    account.save()
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    record("accounts.created", by=by, at=now, about=account.ref)
    return account


def put_in_post(*, account_id: int, practitioner_id: int) -> None:
    """Tie a new account to the post that it is for; part of making both, audited there."""
    Account.objects.filter(pk=account_id).update(practitioner_id=practitioner_id)


@transaction.atomic
def grant(
    *, account_id: int, duty: Duty, starts_on: date, by: By, now: datetime,
    ends_on: date | None = None,
) -> Grant:  # fmt: skip
    """Give a duty to an account for a time. Nobody gives duties to themselves."""
    if account_id == by.account_id:
        raise Refusal("own-account", "Ask another administrator to grant duties to you.")
    account = Account.objects.get(pk=account_id, is_guest=False)
    given = Grant.objects.create(account=account, duty=duty, starts_on=starts_on, ends_on=ends_on)
    record("accounts.granted", by=by, at=now, about=account.ref, said=duty.value)
    return given


@transaction.atomic
def end_duty(*, account_id: int, duty: Duty, on: date, by: By, now: datetime) -> None:
    """End a duty from a day on: it no longer holds on that day."""
    account = Account.objects.select_for_update().get(pk=account_id)
    held = Grant.objects.filter(account=account, duty=duty)
    held.filter(starts_on__gte=on).delete()
    held.filter(ends_on__isnull=True).update(ends_on=on - timedelta(days=1))
    held.filter(ends_on__gte=on).update(ends_on=on - timedelta(days=1))
    record("accounts.duty_ended", by=by, at=now, about=account.ref, said=duty.value)


@transaction.atomic
def change_dates(
    *, account_id: int, version: int, by: By, now: datetime, ends_on: date | None,
    training_until: date | None, vetted_until: date | None,
) -> Account:  # fmt: skip
    """Change the dates on which access hangs; refused when somebody else changed them first."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if account.version != version:
        raise Refusal(
            "changed-meanwhile",
            "Somebody changed this account while you were looking at it. "
            "Check what they recorded, and save again.",
        )
    account.ends_on, account.version = ends_on, version + 1
    account.training_until, account.vetted_until = training_until, vetted_until
    account.save(update_fields=["ends_on", "training_until", "vetted_until", "version"])
    record("accounts.dates_changed", by=by, at=now, about=account.ref)
    return account


@transaction.atomic
def set_password(*, account_id: int, password: str, by: By, now: datetime) -> None:
    """Set a first password, which its owner is to change."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.set_password(password)
    account.save(update_fields=["password"])
    record("accounts.password_set", by=by, at=now, about=account.ref)


@transaction.atomic
def end(*, account_id: int, by: By, now: datetime) -> Account:
    """End an account at once: no session and no token of it is answered any more."""
    if account_id == by.account_id:
        raise Refusal("own-account", "Ask another administrator to end your account.")
    account = Account.objects.select_for_update().get(pk=account_id)
    today = clock.day_of(now)
    account.is_active, account.version = False, account.version + 1
    account.ends_on = min(account.ends_on or today, today)
    account.save(update_fields=["is_active", "ends_on", "version"])
    Token.objects.filter(account=account, ends_on__gte=today).update(ends_on=today - timedelta(days=1))
    record("accounts.ended", by=by, at=now, about=account.ref)
    return account


@transaction.atomic
def remove_second_factor(*, account_id: int, by: By, now: datetime) -> None:
    """Forget somebody's authenticator app, so that they set one up when they next sign in."""
    account = Account.objects.select_for_update().get(pk=account_id)
    Authenticator.objects.filter(user=account).delete()
    record("accounts.second_factor_removed", by=by, at=now, about=account.ref)


@transaction.atomic
def make_token(*, account_id: int, name: str, ends_on: date, by: By, now: datetime) -> str:
    """Make an API token; it is shown once and only its hash is kept."""
    account = Account.objects.get(pk=account_id)
    if not account.is_service_account:
        raise Refusal("not-a-service", "Only a service account can have an API token.")
    today = clock.day_of(now)
    if Token.objects.filter(account=account, name=name, ends_on__gte=today).exists():
        raise Refusal(
            "token-name",
            "This program has a token of that name. Choose another name, or end that token first.",
            field="name",
        )
    token = "ta_" + secrets.token_urlsafe(32)
    Token.objects.create(account=account, digest=digest_of(token), name=name, made_at=now, ends_on=ends_on)
    record("accounts.token_made", by=by, at=now, about=account.ref, said=name)
    return token


@transaction.atomic
def end_token(*, account_id: int, token_id: int, by: By, now: datetime) -> None:
    """End a token at once: from the next call on it is unknown."""
    token = Token.objects.select_for_update().get(pk=token_id, account_id=account_id)
    token.ends_on = min(token.ends_on, clock.day_of(now) - timedelta(days=1))
    token.save(update_fields=["ends_on"])
    account = Account.objects.get(pk=account_id)
    record("accounts.token_ended", by=by, at=now, about=account.ref, said=token.name)


@dataclass(frozen=True)
class Call:
    """A call that a live token allows, and how many it made in this minute, this one included."""

    account_id: int
    calls: int


def count_call(*, token: str, now: datetime) -> Call | None:
    """Count a call of the API under its token; None when the token is unknown or over.

    Part of the log of access, so that too many calls are noticed whichever process gets them. Nobody waits until
    a mere count is on disk: where a power cut takes one back, a minute has a call more than was counted.
    """
    minute = int(now.timestamp() // 60)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_token SET calls = CASE WHEN minute = %s THEN calls + 1 ELSE 1 END,"
            " minute = %s WHERE digest = %s AND ends_on >= %s"
            " AND (%s OR set_config('synchronous_commit', 'off', true) = 'off') RETURNING account_id, calls",
            [minute, minute, digest_of(token), clock.day_of(now), connection.in_atomic_block],
        )
        row = cursor.fetchone()
    return Call(account_id=row[0], calls=row[1]) if row else None


KEPT_ANSWERS = timedelta(days=1)


def forget_answers(*, now: datetime) -> int:
    """Forget answered forms and calls after a day; returns how many. Nothing is sent again so late."""
    return Once.objects.filter(at__lt=now - KEPT_ANSWERS).delete()[0]
