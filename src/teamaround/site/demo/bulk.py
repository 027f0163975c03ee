"""Households without a story, written many at once.

The same plan in the same words (loading_people.py), the same rules and the same rows as through
the services. What is left out is an audit entry for each act (one names all the children), and
what comes after registering: births, deaths, shields and assessments go through the services.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.audit.services import record
from teamaround.index.bulk import NewInvolvement, record_involvements
from teamaround.index.just_registered import key_many
from teamaround.kernel.ids import new_ref
from teamaround.people.bulk import NewFamily, Registration, name_families, put_carers, register_many
from teamaround.people.services import NewCarer, NewChild

from .county.shapes import Child, Household, Involvement
from .loading_help import Loaded
from .loading_moments import Diary
from .loading_people import Arrival, arrival, new_carer
from .loading_places import Places
from .loading_refs import repeatable

Numbered = tuple[int, Household]


@dataclass
class Prepared:
    """A household on its way: references drawn, moments chosen, nothing written yet."""

    household: Household
    arrivals: list[Arrival]
    diaries: list[Diary]
    moments: list[datetime]
    child_refs: list[str]
    carer_refs: dict[str, str]
    involvement_refs: list[list[str]]
    family_ref: str
    carers: dict[str, int] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)

    def keyed_children(self) -> dict[str, int]:
        """Row numbers of the children by key."""
        keys = (child.key for child in self.household.children)
        return dict(zip(keys, self.children, strict=True))


def is_plain(household: Household) -> bool:
    """Whether a household needs no more than registering and involvements before any assessment."""
    return not household.story and all(map(_is_plain, household.children))


def _is_plain(child: Child) -> bool:
    return (
        child.shield is None and not child.is_sealed and child.died_on is None
        and child.was_expected_on is None
    )  # fmt: skip


def load_many(batch: Sequence[Numbered], places: Places, *, seed: int, now: datetime) -> dict[int, Loaded]:
    """Write these households with one audit entry for them all; says where each is, by its number."""
    prepared = []
    for number, household in batch:
        with repeatable(seed, number):
            prepared.append(_prepare(household, places, now=now))
    by = setting_up()
    with acting(by, now=now):
        _write_carers(prepared)
        children = _write_children(prepared, places)
        _write_involvements(prepared, places)
        _write_families(prepared)
        record("demo.loaded", by=by, at=now, children=children, said=f"{len(children):,} children")
    return {
        number: Loaded(each.household, each.keyed_children(), each.carers)
        for (number, _), each in zip(batch, prepared, strict=True)
    }


def _prepare(household: Household, places: Places, *, now: datetime) -> Prepared:
    """Draw references in the order in which the services would."""
    arrivals, carer_refs, child_refs = [], {}, []
    for child in household.children:
        arrivals.append(arrival(child, household, places))
        child_refs.append(new_ref("C"))
        for told in household.relationships:
            if told.child == child.key and told.carer not in carer_refs:
                carer_refs[told.carer] = new_ref("K")
    diaries = [Diary(now=now, salt=child.key) for child in household.children]
    return Prepared(
        household=household, arrivals=arrivals, diaries=diaries, child_refs=child_refs,
        moments=[diary.on(each.on) for diary, each in zip(diaries, arrivals, strict=True)],
        carer_refs=carer_refs,
        involvement_refs=[[new_ref("V") for _ in child.involvements] for child in household.children],
        family_ref=new_ref("F") if household.family_name else "",
    )  # fmt: skip


def _write_carers(prepared: Sequence[Prepared]) -> None:
    new: list[tuple[str, NewCarer]] = []
    for each in prepared:
        carers = {carer.key: carer for carer in each.household.carers}
        told = {one.carer: one for one in reversed(each.household.relationships)}
        new += [(ref, new_carer(told[key], carers[key], None)) for key, ref in each.carer_refs.items()]
    numbers = iter(put_carers(new))
    for each in prepared:
        each.carers = {key: next(numbers) for key in each.carer_refs}


def _write_children(prepared: Sequence[Prepared], places: Places) -> list[int]:
    coming = [
        Registration(_with_kin(each, place), each.arrivals[place].by.account_id, each.moments[place])
        for each in prepared
        for place in range(len(each.arrivals))
    ]
    numbers = register_many(coming)
    new = {number: one.new for number, one in zip(numbers, coming, strict=True)}
    key_many(new, agency_codes=places.agency_codes)
    remaining = iter(numbers)
    for each in prepared:
        each.children = [next(remaining) for _ in each.arrivals]
    return numbers


def _with_kin(each: Prepared, place: int) -> NewChild:
    carers = {carer.key: carer for carer in each.household.carers}
    kin = tuple(
        new_carer(told, carers[told.carer], each.carers[told.carer])
        for told in each.household.relationships
        if told.child == each.arrivals[place].child.key
    )
    return replace(each.arrivals[place].new, ref=each.child_refs[place], carers=kin)


def _write_involvements(prepared: Sequence[Prepared], places: Places) -> None:
    new: list[NewInvolvement] = []
    for each in prepared:
        for place, arrived in enumerate(each.arrivals):
            refs = iter(each.involvement_refs[place])
            told = sorted(arrived.child.involvements, key=lambda one: one.starts_on)
            new += [_involvement(one, next(refs), each, place, places) for one in told]
    record_involvements(new)


def _involvement(told: Involvement, ref: str, each: Prepared, place: int, places: Places) -> NewInvolvement:
    diary = Diary(now=each.diaries[place].now, salt=ref)
    registered = each.arrivals[place].on
    return NewInvolvement(
        ref=ref, child_id=each.children[place], agency_id=places.agencies[told.agency],
        service_id=places.services.get(told.service),
        practitioner_id=places.practitioners.get(told.practitioner),
        contact_route=told.contact_route, reason=told.reason, starts_on=told.starts_on,
        ends_on=told.ends_on, is_sensitive=places.sensitive.get(told.service, False),
        sensitive_basis=told.sensitive_basis, begun_at=diary.on(max(told.starts_on, registered)),
        ended_at=diary.on(max(told.ends_on, registered)) if told.ends_on else None,
    )  # fmt: skip


def _write_families(prepared: Sequence[Prepared]) -> None:
    name_families(
        [
            NewFamily(
                each.family_ref, each.household.family_name, tuple(each.children),
                tuple(each.carers.values()), each.arrivals[0].by.account_id, max(each.moments),
            )
            for each in prepared
            if each.family_ref
        ]
    )  # fmt: skip
