"""The ledger of links: written in the transaction that lays, moves or takes off an agency's record.

Written only when something changes. A record's lines of a file follow its child and have no entries of
their own. The database refuses to change or delete an entry.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import connection

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.sharing.rows import Row, insert

from .models import LinkEvent, SourceRecord
from .rules.ledger import ASKED, CHECKED, OF_LINE, Evidence, How

_COUNT = (
    "INSERT INTO index_linkcount (agency_id, month, release, how, records) VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT (agency_id, month, release, how)"
    " DO UPDATE SET records = index_linkcount.records + excluded.records"
)


def note_laid(
    agency_id: int, laid: Mapping[str, tuple[int, Evidence | None]], *, about: str, by: Viewer, now: datetime
) -> set[str]:
    """Note the records that come to lie with another child than before; returns their keys.

    Called before the records themselves are written. `laid` gives child and evidence by key.
    """
    wanted = {key: each for key, each in laid.items() if not key.startswith(OF_LINE)}
    before = _where_they_lie(agency_id, wanted)
    events = [
        _event(agency_id, key, child_id, before.get(key), evidence or Evidence(How.DECIDED), about, by, now)
        for key, (child_id, evidence) in wanted.items()
        if before.get(key) != child_id
    ]
    _write(events, agency_id=agency_id, now=now)
    return {str(event["source_key"]) for event in events}


def _where_they_lie(agency_id: int, keys: Iterable[str]) -> dict[str, int]:
    """The children of records, by key; a joined record's is the one it was joined to."""
    rows = SourceRecord.objects.filter(agency_id=agency_id, source_key__in=list(keys), child__isnull=False)
    found = rows.values_list("source_key", "child_id", "child__merged_into_id")
    return {key: joined or child_id for key, child_id, joined in found}


def _event(
    agency_id: int, key: str, child_id: int, before: int | None, evidence: Evidence, about: str, by: Viewer,
    now: datetime,
) -> Row:  # fmt: skip
    return {
        "agency_id": agency_id, "source_key": key, "child_id": child_id, "before_id": before, "how": evidence.how,
        "bits": evidence.bits, "release": evidence.release, "guards": evidence.guards,
        "steps": evidence.steps_kept(), "about": about, "because": "", "carried": {},
        "by_id": by.account_id or None, "at": now,
    }  # fmt: skip


def note_followed(
    record_ids: Iterable[int],
    *,
    before_id: int,
    child_id: int,
    how: How,
    about: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Note that records went along when two children's records were joined or separated."""
    rows = SourceRecord.objects.filter(pk__in=list(record_ids)).exclude(source_key__startswith=OF_LINE)
    LinkEvent.objects.bulk_create(
        LinkEvent(
            agency_id=agency_id, source_key=key, child_id=child_id, before_id=before_id, how=how,
            about=about, by_id=by.account_id or None, at=now,
        )
        for agency_id, key in rows.order_by("pk").values_list("agency_id", "source_key")
    )  # fmt: skip


def count_asked(agency_id: int, rows: int, *, release: int, now: datetime) -> None:
    """Count rows of an agency that a person is asked about."""
    if rows:
        _count(Counter({(agency_id, release, ASKED): rows}), now=now)


def count_checked(agency_id: int, answer: str, *, release: int, now: datetime) -> None:
    """Count what a person said of a link that was made by itself."""
    _count(Counter({(agency_id, release, CHECKED[answer]): 1}), now=now)


def count_laid(event: LinkEvent, *, now: datetime) -> None:
    """Count one entry that was written by itself."""
    _count(Counter({(event.agency_id, event.release or 0, str(event.how)): 1}), now=now)


def _write(events: list[Row], *, agency_id: int, now: datetime) -> None:
    if insert(LinkEvent, events):
        _count(Counter((agency_id, event["release"] or 0, str(event["how"])) for event in events), now=now)


def _count(counted: Counter[tuple[int, int, str]], *, now: datetime) -> None:
    month = date(clock.day_of(now).year, clock.day_of(now).month, 1)
    with connection.cursor() as cursor:
        cursor.executemany(
            _COUNT,
            [[agency, month, release, how, n] for (agency, release, how), n in sorted(counted.items())],
        )


def not_same(agency_id: int, source_keys: Iterable[str]) -> dict[str, frozenset[int]]:
    """Whom a person found these records of an agency not to be, by key; what was undone is left out."""
    marks = LinkEvent.objects.filter(
        agency_id=agency_id, source_key__in=list(source_keys), not_child__isnull=False, undone_by__isnull=True
    ).values_list("source_key", "not_child_id", "not_child__merged_into_id")
    found: dict[str, set[int]] = defaultdict(set)
    for key, child_id, joined in marks:
        found[key].update((child_id, joined) if joined else (child_id,))
    return {key: frozenset(children) for key, children in found.items()}
