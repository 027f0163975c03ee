"""Loads who works in the county: practitioners, an account for each, and the duties of their work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from teamaround.accounts import queries as account_queries
from teamaround.accounts import services as accounts
from teamaround.accounts.rules import Duty, Purpose, Viewer, setting_up
from teamaround.agencies import services as agencies
from teamaround.agencies.rules import AgencyKind

from .cast import Member
from .county.shapes import CastMember, County, Practitioner
from .loading_moments import Diary
from .loading_places import Places

WORKER = (
    Duty.FIND_CHILDREN, Duty.REGISTER_CHILDREN, Duty.RECORD_INVOLVEMENT, Duty.WRITE_ASSESSMENTS,
)  # fmt: skip
KEEPER = (*WORKER, Duty.INDEX_TEAM)


def load_staff(county: County, places: Places, *, now: datetime) -> list[Member]:
    """Make practitioners with accounts; returns the cast as the sign-in page shows it."""
    cast = {member.practitioner: member for member in county.cast}
    kinds = {agency.code: AgencyKind(agency.kind) for agency in county.agencies}
    names = {agency.code: agency.name for agency in county.agencies}
    members: dict[str, Member] = {}
    for person in managers_first(county.practitioners):
        member = cast.get(person.key)
        duties = _duties(member, kinds[person.agency])
        email, ref = _load_person(person, member, duties, places, now=now, today=county.today)
        places.keys[ref] = person.key
        if member is not None:
            members[person.key] = {
                "email": email, "account": ref, "name": member.name, "title": member.title,
                "agency": names[person.agency], "who": member.who, "try_this": member.try_this,
            }  # fmt: skip
    _read_viewers(county, places)
    return [members[member.practitioner] for member in county.cast]


def managers_first(people: Iterable[Practitioner]) -> Iterator[Practitioner]:
    """Everybody, each after whoever manages them."""
    waiting, placed = list(people), {""}
    while waiting:
        ready = [person for person in waiting if person.line_manager in placed]
        if not ready:
            raise ValueError("somebody in the plan is managed, by way of others, by themselves")
        placed.update(person.key for person in ready)
        yield from ready
        waiting = [person for person in waiting if person.key not in placed]


def _duties(member: CastMember | None, kind: AgencyKind) -> tuple[Duty, ...]:
    if member is not None:
        return tuple(Duty[name.upper().replace("-", "_")] for name in member.duties)
    return KEEPER if kind is AgencyKind.INDEX_TEAM else WORKER


def _load_person(
    person: Practitioner, member: CastMember | None, duties: tuple[Duty, ...], places: Places, *,
    now: datetime, today: date,
) -> tuple[str, str]:  # fmt: skip
    """A practitioner and their account; returns its e-mail address and reference."""
    by, at = setting_up(), Diary(now=now, salt=person.key).on(person.started_on)
    agency_id = places.agencies[person.agency]
    made = agencies.add_practitioner(
        agency_id=agency_id, name=person.name, role=person.role, started_on=person.started_on,
        telephone=person.telephone, email=person.email,
        line_manager_id=places.practitioners.get(person.line_manager), by=by, now=at,
    )  # fmt: skip
    places.practitioners[person.key] = made.pk
    places.names[person.key] = person.name
    places.managers[person.key] = person.line_manager
    starts_on = member.starts_on if member else person.started_on
    account = accounts.create(
        email=member.email if member else person.email, name=person.name, agency_id=agency_id,
        practitioner_id=made.pk, starts_on=starts_on,
        training_until=member.training_until if member else today + timedelta(days=300),
        vetted_until=member.vetted_until if member else today + timedelta(days=700),
        by=by, now=at,
    )  # fmt: skip
    for duty in duties:
        accounts.grant(account_id=account.pk, duty=duty, starts_on=starts_on, by=by, now=at)
    if person.ended_on is not None:
        agencies.end_post(practitioner_id=made.pk, on=person.ended_on, by=by, now=now)
    return account.email, account.ref


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
