"""Reminding organisations of entries that nobody checked, and taking their word that they still hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from teamaround.accounts.guests import letters
from teamaround.accounts.guests.wording import Words
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import By, record
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.kernel.tongue import say_number

from .. import queries
from ..models import Organisation, Reminder, Service
from ..rules import reminding

SUBJECT = "Is this still right? Your entries in the directory of services"


@dataclass(frozen=True)
class Reminded:
    """How many letters went, about how many entries, and how many entries have no address to write to."""

    letters: int
    entries: int
    without_address: int

    @property
    def in_words(self) -> str:
        sent = f"{self.letters} {say_number(self.letters, 'letter', 'letters')} about {_many(self.entries)}."
        return f"{sent} {_many(self.without_address)} without an address to write to."


@transaction.atomic
def remind(*, site: str, by: By, now: datetime) -> Reminded:
    """Write to every organisation whose entries nobody checked for six months; again each two months."""
    if letters.goes_by_hand():
        raise Refusal("no-post", "E-mail is not set up here, so nobody can be reminded.")
    found = queries.to_remind(now=now)
    reached = {who: entries for who, entries in found.items() if who[1]}
    for (organisation, to), entries in reached.items():
        _write(organisation, to, entries, site=site, now=now)
    told = Reminded(
        len(reached), sum(map(len, reached.values())), sum(map(len, found.values())) - sum(map(len, reached.values()))
    )  # fmt: skip
    if told.letters:
        record("directory.reminded", by=by, at=now, said=_many(told.entries))
    return told


def _many(count: int) -> str:
    return f"{count} {say_number(count, 'service', 'services')}"


def _write(organisation: Organisation, to: str, entries: list[Service], *, site: str, now: datetime) -> None:
    key = uuid4()
    until = now + reminding.GOOD_FOR
    body = reminding.letter(
        organisation.name, [(each.name, each.assured_on) for each in entries],
        address=f"{site}/directory/still-right/{key}/", today=clock.day_of(now),
    )  # fmt: skip
    Reminder.objects.create(
        id=key, organisation=organisation, service_ids=[each.pk for each in entries], sent_at=now, good_until=until
    )  # fmt: skip
    letters.write_to(to, words=Words(SUBJECT, body), good_until=until, now=now)


@transaction.atomic
def confirm(*, reminder_id: UUID, service_ids: Iterable[UUID], by: Viewer, now: datetime) -> int:
    """Take an organisation's word, by the link in its letter, that these of its entries still hold."""
    found = (
        Reminder.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(pk=reminder_id, good_until__gt=now, answered_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotVisible
    chosen = set(service_ids) & set(found.service_ids)
    if not chosen:
        raise Refusal("nothing", "Choose at least one that is still right.", field="right")
    rows = Service.objects.filter(pk__in=chosen, organisation=found.organisation_id)
    count = rows.update(assured_on=clock.day_of(now), assured_by=found.organisation.name)
    found.answered_at = now
    found.save(update_fields=["answered_at"])
    record(
        "directory.confirmed", by=by, at=now, about=str(found.organisation_id),
        said=f"{found.organisation.name}: {_many(count)}",
    )  # fmt: skip
    return count
