"""Who has looked, in sentences: for those around a child, and for information governance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from teamaround.accounts import queries as accounts
from teamaround.accounts.rules import PURPOSE_WORDS, Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import AgencyKind
from teamaround.audit import queries as audit
from teamaround.audit.sentences import SENTENCES
from teamaround.kernel import clock
from teamaround.people.references import refs_of
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

SETTING_UP = 0  # the account and agency number of whoever sets an installation up
UNNAMED = "A service that is not named here"
HIDDEN = "An agency that is not shown, because this child is shielded"
BEHALF = "on_behalf_of"  # where `record` keeps it among an entry's details
SHIELDING = (
    "sharing.shielded", "sharing.shield_lifted", "sharing.override_begun", "sharing.override_ended",
    "sharing.override_seen",
)  # fmt: skip
LOOKING = (*audit.LOOKS, "index.searched", *SHIELDING)
"""What shows who has looked, and not who works with a child: told of a shielded child, too."""


@dataclass(frozen=True)
class Look:
    """One person's looks at a child on one day, for one purpose."""

    who: str
    behalf: str
    agency: str
    purpose: str
    times: int
    last: datetime


@dataclass(frozen=True)
class Day:
    """The looks of one day, the latest first."""

    on: date
    looks: tuple[Look, ...]


def looks_at(viewer: Viewer, entries: Sequence[Any], *, child_id: int, at: datetime) -> list[Day]:
    """Entries about one child as days of looks, naming only those whom this viewer may be told of."""
    names = accounts.names_of({row.account_id for row in entries})
    masks = _masks(viewer, entries, child_id=child_id, at=at)
    agency_names = {
        number: agency.name
        for number, agency in agencies.named_agencies({row.agency_id for row in entries}).items()
    }

    def look(row: Any) -> tuple[str, str, str, str]:
        if row.agency_id in masks:
            return "Somebody", "", masks[row.agency_id], purpose_words(row.purpose)
        name = names[row.account_id].name if row.account_id in names else "The installation"
        return name, behalf(row), agency_names.get(row.agency_id, ""), purpose_words(row.purpose)

    return [
        Day(on, tuple(_gathered((look(row), row.at) for row in rows)))
        for on, rows in groupby(entries, key=lambda row: clock.day_of(row.at))
    ]


def _masks(viewer: Viewer, entries: Sequence[Any], *, child_id: int, at: datetime) -> dict[int, str]:
    """What stands in place of agencies that the viewer may not be told of (R6, R9)."""
    others = {row.agency_id for row in entries} - {viewer.agency_id, SETTING_UP}
    if _answers_for(viewer, child_id):
        return {}
    if not sharing.decide(viewer, Act.SEE_HIDDEN_DETAILS, child_id, at=at).allowed:
        return dict.fromkeys(others, HIDDEN)
    if viewer.can(Duty.INDEX_TEAM):
        return {}
    sensitive = {row.agency_id for row in agencies.all_services() if row.sensitive}
    return dict.fromkeys(others & sensitive, UNNAMED)


def _gathered(looks: Iterable[tuple[tuple[str, str, str, str], datetime]]) -> Iterable[Look]:
    """Looks by the same person for the same purpose, as one."""
    found: dict[tuple[str, str, str, str], list[datetime]] = {}
    for look, at in looks:
        found.setdefault(look, []).append(at)
    for (who, behalf_of, agency, purpose), times in found.items():
        yield Look(who, behalf_of, agency, purpose, len(times), max(times))


def behalf(entry: Any) -> str:
    """The person whom a program acted for, as it named them; nobody has checked it."""
    return str((entry.detail or {}).get(BEHALF, ""))


def purpose_words(purpose: str) -> str:
    """A purpose as it was worded when somebody stated it."""
    return next((words for kept, words in PURPOSE_WORDS.items() if kept == purpose), "")


@dataclass(frozen=True)
class Line:
    """One entry as information governance reads it; children by reference only."""

    number: int
    at: datetime
    who: str
    behalf: str
    account_ref: str
    agency: str
    did: str
    act: str
    purpose: str
    children: tuple[str, ...]
    about: str
    source: str
    request_id: str


def lines(viewer: Viewer, entries: Iterable[Any]) -> list[Line]:
    """Entries in words, in six queries.

    A sealed identity is told to the index team alone (R10). Of a shielded child every look is
    told with its name, since a look is what the officer answers for and is no sign of working
    with the child; who records, writes or is asked about one works with them, and where the
    child goes would follow from it, so that is told to the index team alone, too.
    """
    rows = list(entries)
    told = _Told(viewer, rows)
    return [told.line(row) for row in rows]


class _Told:
    """What a page of entries may say to this reader."""

    def __init__(self, viewer: Viewer, rows: list[Any]) -> None:
        children = {child for row in rows for child in row.children}
        self._names = accounts.names_of({row.account_id for row in rows})
        self._agencies = agencies.named_agencies({row.agency_id for row in rows})
        self._refs = tellable_refs(viewer, children)
        self._kept = kept_back(viewer)

    def line(self, row: Any) -> Line:
        is_kept = _is_kept(self._kept, row)
        account, agency = self._names.get(row.account_id), self._agencies.get(row.agency_id)
        return Line(
            number=row.pk, at=row.at, did=SENTENCES.get(row.act, row.act), act=row.act,
            who="Somebody" if is_kept else account.name if account else "The installation",
            behalf="" if is_kept else behalf(row),
            account_ref="" if is_kept else row.account_ref,
            agency=HIDDEN if is_kept else agency.name if agency else "",
            purpose=purpose_words(row.purpose),
            children=tuple(self._refs[child] for child in row.children if child in self._refs),
            about=row.about if _may_tell(row, self._refs) and not is_kept else "",
            source="" if is_kept else row.source, request_id="" if is_kept else row.request_id,
        )  # fmt: skip


def kept_back(viewer: Viewer) -> audit.Kept:
    """Whose entries do not say who, to this reader; looks, shielding and their own agency are open."""
    if viewer.can(Duty.INDEX_TEAM):
        return audit.Kept()
    teams = [row.pk for row in agencies.agencies() if row.kind == AgencyKind.INDEX_TEAM]
    return audit.Kept(
        children=tuple(sharing.hidden_children()), but_acts=LOOKING,
        but_agencies=(viewer.agency_id, SETTING_UP, *teams),
    )  # fmt: skip


def _is_kept(kept: audit.Kept, row: Any) -> bool:
    if row.act in kept.but_acts or row.agency_id in kept.but_agencies:
        return False
    return bool(set(kept.children) & set(row.children))


def tellable_refs(viewer: Viewer, child_ids: set[int]) -> dict[int, str]:
    """References of children by row number, without sealed identities unless the viewer keeps them."""
    standings = sharing.standings(child_ids)
    may = {
        number
        for number in child_ids
        if number in standings and (not standings[number].is_sealed or viewer.can(Duty.INDEX_TEAM))
    }
    return refs_of(may)


def _may_tell(row: Any, refs: Mapping[int, str]) -> bool:
    """Whether nothing in an entry points to a child who must not be told of."""
    return all(child in refs for child in row.children)


def may_read_words(viewer: Viewer, entry: Any) -> bool:
    """Whether what was typed may be shown: never about a shielded or sealed child, but to the index team."""
    if viewer.can(Duty.INDEX_TEAM):
        return True
    standings = sharing.standings(entry.children).values()
    return not any(standing.is_shielded or standing.is_sealed for standing in standings)


def within_office(viewer: Viewer) -> set[int]:
    """The agencies whose looks an officer answers for: those of their authority, and the installation."""
    own = {row.pk for row in agencies.agencies() if row.authority_id == viewer.authority_id}
    return own | {SETTING_UP}


def may_read_entry(viewer: Viewer, entry: Any) -> bool:
    """Whether an entry is within this officer's office: by their agencies, or about their children."""
    if entry.agency_id in within_office(viewer):
        return True
    standings = sharing.standings(entry.children).values()
    return any(standing.authority_id == viewer.authority_id for standing in standings)


def _answers_for(viewer: Viewer, child_id: int) -> bool:
    """Whether the viewer is the officer to whom every look at this child is told."""
    standing = sharing.standings([child_id]).get(child_id)
    return (
        viewer.can(Duty.READ_AUDIT) and standing is not None and standing.authority_id == viewer.authority_id
    )


def older(rows: Any, *, before: str, page: int) -> tuple[list[Any], int | None]:
    """One page of entries, and the number from which the next page goes on."""
    found = list(audit.older_than(rows, int(before) if before.isdecimal() else None)[: page + 1])
    return found[:page], found[page - 1].pk if len(found) > page else None
