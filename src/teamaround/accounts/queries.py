"""Reading accounts: who is asking, and what their duties are today."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from .models import Account, Grant, Token
from .rules import AccessFacts, Duty, Viewer, why_no_access


def good_grants(today: date) -> QuerySet[Grant]:
    """Grants that hold on a date."""
    return Grant.objects.filter(starts_on__lte=today).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def with_duties(today: date) -> QuerySet[Account]:
    """Accounts of those who sign in, with their agency, post and today's grants at hand."""
    return (
        Account.objects.filter(is_guest=False)
        .select_related("agency", "practitioner")
        .prefetch_related(Prefetch("grants", queryset=good_grants(today), to_attr="todays_grants"))
    )


def at_the_door(account_id: int, today: date) -> Account | None:
    """The account of a session as `with_duties` brings it, in one query written out: every request asks it."""
    with connection.cursor() as cursor:
        cursor.execute(_at_the_door(), {"account": account_id, "today": today})
        row = cursor.fetchone()
    if row is None:
        return None
    found, rest = _taken(Account, row)
    agency, rest = _taken(_related("agency"), rest)
    post, (duties,) = _taken(_related("practitioner"), rest)
    found.agency = agency
    found.practitioner = post if post.pk is not None else None
    found.todays_grants = [Grant(account_id=account_id, duty=duty) for duty in duties]  # type: ignore[attr-defined]
    return found  # type: ignore[no-any-return]


def _related(field: str) -> Any:
    return Account._meta.get_field(field).related_model


def _taken(model: Any, row: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    """A row of a model from the columns in front, and the columns after them."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(connection.alias, names, row[: len(names)]), row[len(names) :]


@lru_cache
def _at_the_door() -> str:
    tables = {"a": Account, "g": _related("agency"), "p": _related("practitioner")}
    columns = [
        f'{short}."{field.column}"'
        for short, model in tables.items()
        for field in model._meta.concrete_fields
    ]
    return (
        f"SELECT {', '.join(columns)}, ARRAY(SELECT d.duty FROM accounts_grant d WHERE d.account_id = a.id"  # noqa: S608 - our own columns
        " AND d.starts_on <= %(today)s AND (d.ends_on IS NULL OR d.ends_on >= %(today)s))"
        f" FROM accounts_account a JOIN {tables['g']._meta.db_table} g ON g.id = a.agency_id"
        f" LEFT JOIN {tables['p']._meta.db_table} p ON p.id = a.practitioner_id"
        " WHERE a.id = %(account)s AND NOT a.is_guest"
    )


def viewer_for(account: Account, *, source: str = "", request_id: str = "", purpose: str = "") -> Viewer:
    """The viewer that an account from `with_duties` stands for."""
    grants: list[Grant] = account.todays_grants  # type: ignore[attr-defined]
    return Viewer(
        account_id=account.pk,
        account_ref=account.ref,
        name=account.name,
        practitioner_id=account.practitioner_id,
        agency_id=account.agency_id,
        agency_name=account.agency.name,
        agency_kind=account.agency.kind,
        authority_id=account.agency.authority_id,
        duties=frozenset(Duty(grant.duty) for grant in grants),
        source=source,
        request_id=request_id,
        purpose=purpose,
    )


def viewer_by_email(email: str, *, today: date, purpose: str = "") -> Viewer | None:
    """The viewer with this e-mail address, for commands and tests."""
    account = with_duties(today).filter(email__iexact=email).first()
    return viewer_for(account, purpose=purpose) if account else None


def access_facts(account: Account) -> AccessFacts:
    """The dates on which this account's access hangs."""
    post = account.practitioner
    return AccessFacts(
        starts_on=account.starts_on,
        ends_on=account.ends_on if account.is_active else date.min,
        training_until=account.training_until,
        vetted_until=account.vetted_until,
        post_ended_on=post.ended_on if post else None,
        agency_ended_on=account.agency.ended_on,
        is_service_account=account.is_service_account,
    )


def digest_of(token: str) -> str:
    """What is kept of an API token."""
    return hashlib.sha256(token.encode()).hexdigest()


def managers_list(
    *, words: str = "", authority_id: int | None = None, guests_too: bool = False
) -> QuerySet[Account]:
    """Accounts for the administrator's list, by name; with an authority, those of its agencies."""
    found = Account.objects.select_related("agency", "practitioner").order_by("name", "pk")
    if not guests_too:
        found = found.filter(is_guest=False)
    if authority_id is not None:
        found = found.filter(agency__authority_id=authority_id)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return found


def account(ref: str) -> Account | None:
    """The account with this reference, of somebody who signs in."""
    found = Account.objects.select_related("agency", "practitioner")
    return found.filter(ref=ref, is_guest=False).first()


def grants_of(account_id: int, *, today: date) -> QuerySet[Grant]:
    """Duties that hold or will hold, in the order of their names."""
    held = Grant.objects.filter(account_id=account_id)
    return held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).order_by("duty", "starts_on")


def live_tokens(account_id: int, *, today: date) -> QuerySet[Token]:
    """API tokens that still work, newest first."""
    return Token.objects.filter(account_id=account_id, ends_on__gte=today).order_by("-made_at")


def programs(authority_id: int, *, today: date) -> QuerySet[Account]:
    """Service accounts of an authority's agencies by name, with today's duties and live tokens at hand."""
    live = Token.objects.filter(ends_on__gte=today).order_by("-made_at")
    return (
        with_duties(today)
        .filter(is_service_account=True, agency__authority_id=authority_id)
        .prefetch_related(Prefetch("tokens", queryset=live, to_attr="live_tokens"))
        .order_by("name", "pk")
    )


def is_anybody_with(duty: Duty, *, agency_id: int, today: date) -> bool:
    """Whether somebody who signs in has a duty at an agency today."""
    held = good_grants(today).filter(
        duty=duty, account__agency_id=agency_id, account__is_guest=False, account__is_active=True,
        account__is_service_account=False, account__starts_on__lte=today,
    )  # fmt: skip
    return held.filter(Q(account__ends_on__isnull=True) | Q(account__ends_on__gte=today)).exists()


def has_second_factor(account_id: int) -> bool:
    """Whether an authenticator app is set up."""
    apps = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP)
    return bool(apps.exists())


def names_of(account_ids: set[int]) -> dict[int, Account]:
    """Accounts by row number with their agencies, in one query."""
    return dict(Account.objects.select_related("agency").in_bulk(list(account_ids)))


def account_by_email(email: str) -> Account | None:
    """The account with this e-mail address."""
    return Account.objects.filter(email__iexact=email, is_guest=False).first()


def practitioners_with_access(practitioner_ids: set[int], *, today: date) -> set[int]:
    """Which of these can sign in today: an account that has begun, not ended, with training and DBS in date."""
    rows = Account.objects.select_related("agency", "practitioner").filter(
        practitioner_id__in=practitioner_ids
    )
    return {
        row.practitioner_id
        for row in rows
        if row.practitioner_id is not None and not why_no_access(access_facts(row), today=today)
    }
