"""Who is to be reminded of which entries, and what a letter asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from teamaround.kernel import clock

from ..models import Organisation, Reminder, Service, SignUp
from ..rules.joining import Stage
from ..rules.reminding import AGAIN_AFTER, is_due
from .own import to_check

ToRemind = dict[tuple[Organisation, str], list[Service]]


def to_remind(*, now: datetime) -> ToRemind:
    """Entries that somebody is to be reminded of, by their organisation and its address; without one it is empty.

    The address of whoever keeps them by link comes first, then the organisation's own, then the entry's.
    """
    today, found = clock.day_of(now), defaultdict(list)
    entries = list(to_check(on=today).filter(is_internal=False))
    reminded = reminded_on(since=now - 2 * AGAIN_AFTER)
    kept_by = dict(
        SignUp.objects.filter(state=Stage.ACCEPTED)
        .order_by("-decided_at")
        .values_list("organisation", "email")
    )
    for each in entries:
        if is_due(each.assured_on, reminded_on=reminded.get(each.pk), today=today):
            to = kept_by.get(each.organisation_id) or each.organisation.email or each.email
            found[each.organisation, to].append(each)
    return dict(found)


def reminded_on(*, since: datetime) -> dict[UUID, date]:
    """The last day since then on which somebody was reminded of an entry, by the entry."""
    rows = (
        Reminder.objects.filter(sent_at__gte=since).order_by("sent_at").values_list("service_ids", "sent_at")
    )
    return {key: clock.day_of(at) for keys, at in rows for key in keys}  # fmt: skip


def reminder(key: UUID, *, now: datetime) -> Reminder | None:
    """A letter that can still be answered."""
    return (
        Reminder.objects.select_related("organisation")
        .filter(pk=key, good_until__gt=now, answered_at__isnull=True)
        .first()
    )


def entries_of(keys: Iterable[UUID]) -> list[Service]:
    """These entries, by name, those that the public may read."""
    return list(Service.objects.filter(pk__in=list(keys), is_internal=False).order_by("name"))
