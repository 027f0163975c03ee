"""Many accounts at once. Only invented people come this way: one audit entry stands for them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from teamaround.audit.services import By, record

from .models import Account, Grant
from .rules import Duty


@dataclass(frozen=True)
class NewAccount:
    """An account of somebody in post, without a password, with the duties of their work."""

    ref: str
    email: str
    name: str
    agency_id: int
    practitioner_id: int
    starts_on: date
    training_until: date
    vetted_until: date
    duties: tuple[Duty, ...]


@transaction.atomic
def create_accounts(new: Sequence[NewAccount], *, by: By, now: datetime) -> list[int]:
    """Create accounts with their duties; returns their row numbers in the same order."""
    rows = Account.objects.bulk_create([_account(each) for each in new])
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=row, email=row.email, verified=True, primary=True) for row in rows]
    )
    Grant.objects.bulk_create(
        [
            Grant(account=row, duty=duty, starts_on=each.starts_on)
            for row, each in zip(rows, new, strict=True)
            for duty in each.duties
        ]
    )
    record("accounts.created", by=by, at=now, said=f"{len(rows):,} accounts, with their duties")
    return [row.pk for row in rows]


def _account(new: NewAccount) -> Account:
    return Account(
        ref=new.ref, email=new.email.lower(), name=new.name, agency_id=new.agency_id,
        practitioner_id=new.practitioner_id, starts_on=new.starts_on,
        training_until=new.training_until, vetted_until=new.vetted_until,
        password=make_password(None),
    )  # fmt: skip
