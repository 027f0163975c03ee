"""Loads who works in the county: practitioners, an account for each, and the duties of their work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from teamaround.accounts import queries as account_queries
from teamaround.accounts.bulk import NewAccount, create_accounts
from teamaround.accounts.rules import Duty, Purpose, Viewer, setting_up
from teamaround.agencies.bulk import NewPractitioner, add_practitioners
from teamaround.agencies.rules import AgencyKind
from teamaround.kernel.ids import new_ref

from .cast import Member
from .county.shapes import CastMember, County, Practitioner
from .loading_places import Places

WORKER = (
    Duty.FIND_CHILDREN, Duty.REGISTER_CHILDREN, Duty.RECORD_INVOLVEMENT, Duty.WRITE_ASSESSMENTS,
)  # fmt: skip
KEEPER = (*WORKER, Duty.INDEX_TEAM)
TRAINED_FOR, VETTED_FOR = timedelta(days=300), timedelta(days=700)


def load_staff(county: County, places: Places, *, now: datetime) -> list[Member]:
    """Make practitioners with accounts; returns the cast as the sign-in page shows it."""
    by, people = setting_up(), county.practitioners
    place = {person.key: nth for nth, person in enumerate(people)}
    numbers = add_practitioners([_practitioner(person, place, places) for person in people], by=by, now=now)
    for person, number in zip(people, numbers, strict=True):
        places.practitioners[person.key] = number
        places.names[person.key] = person.name
        places.managers[person.key] = person.line_manager
    cast = {member.practitioner: member for member in county.cast}
    kinds = {agency.code: AgencyKind(agency.kind) for agency in county.agencies}
    accounts = [_account(person, cast.get(person.key), kinds[person.agency], places) for person in people]
    create_accounts(accounts, by=by, now=now)
    places.keys = {account.ref: person.key for account, person in zip(accounts, people, strict=True)}
    _read_viewers(county, places)
    return [_member(member, accounts[place[member.practitioner]], places) for member in county.cast]


def _practitioner(person: Practitioner, place: dict[str, int], places: Places) -> NewPractitioner:
    return NewPractitioner(
        ref=new_ref("P"), agency_id=places.agencies[person.agency], name=person.name,
        role=person.role, telephone=person.telephone, email=person.email,
        manager=place.get(person.line_manager), started_on=person.started_on,
        ended_on=person.ended_on,
    )  # fmt: skip


def _account(person: Practitioner, member: CastMember | None, kind: AgencyKind, places: Places) -> NewAccount:
    return NewAccount(
        ref=new_ref("U"), email=member.email if member else person.email, name=person.name,
        agency_id=places.agencies[person.agency], practitioner_id=places.practitioners[person.key],
        starts_on=member.starts_on if member else person.started_on,
        training_until=member.training_until if member else places.today + TRAINED_FOR,
        vetted_until=member.vetted_until if member else places.today + VETTED_FOR,
        duties=_duties(member, kind),
    )  # fmt: skip


def _member(member: CastMember, account: NewAccount, places: Places) -> Member:
    return {
        "email": account.email.lower(), "account": account.ref, "name": member.name,
        "title": member.title, "agency": places.agency_names[member.agency], "who": member.who,
        "try_this": member.try_this,
    }  # fmt: skip


def _duties(member: CastMember | None, kind: AgencyKind) -> tuple[Duty, ...]:
    if member is not None:
        return tuple(Duty[name] for name in member.duties)
    return KEEPER if kind is AgencyKind.INDEX_TEAM else WORKER


def _read_viewers(county: County, places: Places) -> None:
    """Everybody as the door would have them; those still in post can act for their agency."""
    left = {person.key for person in county.practitioners if person.ended_on is not None}
    for account in account_queries.with_duties(county.today).order_by("pk"):
        key = places.keys.get(account.ref)
        if key is None:
            continue
        viewer = account_queries.viewer_for(account, source="the demo county", purpose=Purpose.HELP)
        places.viewers[key] = viewer
        if key not in left:
            _put_to_work(viewer, places.agency_codes[viewer.agency_id], places)
    for authority in county.authorities:
        places.keepers.setdefault(authority.code, _lent(authority.code, places))


def _put_to_work(viewer: Viewer, agency: str, places: Places) -> None:
    places.staff[agency].append(viewer)
    if viewer.can(Duty.INDEX_TEAM):
        places.keepers.setdefault(places.authority_of[agency], viewer)


def _lent(authority: str, places: Places) -> Viewer:
    """For an authority whose index team is not in the plan: another's, lent to it while loading."""
    lender = next(iter(places.keepers.values()))
    return replace(lender, authority_id=places.authorities[authority])
