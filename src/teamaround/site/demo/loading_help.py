"""Loads households through the services: children and carers, involvements, families, shields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer
from teamaround.index import services as index
from teamaround.people import services as people
from teamaround.people.rules import NameType, Sex
from teamaround.sharing.services import seal_identity

from .county.shapes import Child, Household, Involvement
from .loading_moments import Diary
from .loading_people import arrival, new_carer
from .loading_places import Places

Happening = tuple[date, Callable[[datetime], None]]


@dataclass
class Loaded:
    """Row numbers of a household's children and carers by key, and each child's moments."""

    household: Household
    children: dict[str, int] = field(default_factory=dict)
    carers: dict[str, int] = field(default_factory=dict)
    diaries: dict[str, Diary] = field(default_factory=dict)
    registrars: dict[str, Viewer] = field(default_factory=dict)

    def each(self) -> Iterable[tuple[Child, int, Diary]]:
        """The children with their row numbers and diaries."""
        for child in self.household.children:
            yield child, self.children[child.key], self.diaries[child.key]


def load_household(household: Household, places: Places, *, now: datetime) -> Loaded:
    """A household with everything but its assessments, as those who know it recorded it."""
    loaded = Loaded(household)
    for child in household.children:
        _register(child, loaded, places, now=now)
    for child, child_id, diary in loaded.each():
        happenings = [
            *_involvements(child, child_id, places),
            *_life(child, child_id, loaded.registrars[child.key], places),
        ]
        for day, happen in sorted(happenings, key=lambda each: each[0]):
            happen(diary.on(day))
    _name_family(loaded)
    return loaded


def _register(child: Child, loaded: Loaded, places: Places, *, now: datetime) -> None:
    coming = arrival(child, loaded.household, places)
    diary = loaded.diaries[child.key] = Diary(now=now, salt=child.key)
    told = [each for each in loaded.household.relationships if each.child == child.key]
    carers = {carer.key: carer for carer in loaded.household.carers}
    kin = tuple(new_carer(each, carers[each.carer], loaded.carers.get(each.carer)) for each in told)
    at = diary.on(coming.on)
    with acting(coming.by, now=at):
        made = people.register_child(new=replace(coming.new, carers=kin), by=coming.by, now=at)
        if len(loaded.household.children) > 1 and kin:
            rows = made.relationships.order_by("pk").values_list("carer_id", flat=True)
            loaded.carers.update(zip((each.carer for each in told), rows, strict=True))
    loaded.children[child.key] = made.pk
    loaded.registrars[child.key] = coming.by


def _life(child: Child, child_id: int, by: Viewer, places: Places) -> Iterator[Happening]:
    """What happened to a child since it was registered: a birth, a death."""
    if child.was_expected_on is not None and child.born_on is not None:
        yield child.born_on, partial(_bear, child, child_id, by)
    if child.died_on is not None:
        yield child.died_on, partial(_mourn, child, child_id, places.keeper(child.authority))


def _bear(child: Child, child_id: int, by: Viewer, at: datetime) -> None:
    assert child.born_on is not None
    legal = next(name for name in child.names if name.type == NameType.LEGAL)
    with acting(by, now=at):
        people.record_birth(
            child_id=child_id, born_on=child.born_on, given=legal.given, family=legal.family,
            sex=Sex(child.sex), by=by, now=at,
        )  # fmt: skip


def _mourn(child: Child, child_id: int, by: Viewer, at: datetime) -> None:
    assert child.died_on is not None
    with acting(by, now=at):
        people.record_death(child_id=child_id, died_on=child.died_on, by=by, now=at)


def _involvements(child: Child, child_id: int, places: Places) -> Iterator[Happening]:
    for told in child.involvements:
        entry = _Entry(told, child_id, recorder(told, child, places), places)
        yield told.starts_on, entry.begin
        if told.ends_on is not None:
            yield told.ends_on, entry.end


@dataclass
class _Entry:
    """An involvement, recorded when it begins and again when it ends."""

    told: Involvement
    child_id: int
    by: Viewer
    places: Places
    ref: str = ""
    version: int = 0

    def begin(self, at: datetime) -> None:
        told, places = self.told, self.places
        with acting(self.by, now=at):
            made = index.record_involvement(
                child_id=self.child_id, by=self.by, now=at, starts_on=told.starts_on,
                agency_id=places.agencies[told.agency],
                service_id=places.services.get(told.service),
                practitioner_id=places.practitioners.get(told.practitioner),
                contact_route=told.contact_route, reason=told.reason,
                sensitive_basis=told.sensitive_basis,
            )  # fmt: skip
        self.ref, self.version = made.ref, made.version

    def end(self, at: datetime) -> None:
        assert self.told.ends_on is not None
        with acting(self.by, now=at):
            index.end_involvement(
                ref=self.ref, version=self.version, ends_on=self.told.ends_on, by=self.by, now=at
            )


def recorder(told: Involvement, child: Child, places: Places) -> Viewer:
    """Who records an involvement: the agency itself, or the index team for one outside its reach."""
    own = places.somebody(told.agency, Duty.RECORD_INVOLVEMENT, first=told.practitioner)
    if own is None or places.authority_of[told.agency] != child.authority:
        return places.keeper(child.authority)
    return own


def _name_family(loaded: Loaded) -> None:
    household = loaded.household
    if not household.family_name:
        return
    first = household.children[0]
    by, at = loaded.registrars[first.key], loaded.diaries[household.children[-1].key].then()
    with acting(by, now=at):
        people.name_family(
            name=household.family_name, child_ids=loaded.children.values(),
            carer_ids=loaded.carers.values(), by=by, now=at,
        )  # fmt: skip


def hide(loaded: Loaded, places: Places) -> None:
    """Shields and sealed identities: the index team's, when all the rest is recorded."""
    for child, child_id, diary in loaded.each():
        keeper = places.keeper(child.authority)
        if child.shield is not None:
            at = diary.on(child.shield.starts_on)
            with acting(keeper, now=at):
                people.shield(
                    child_id=child_id, because=child.shield.reason,
                    review_on=child.shield.review_on, by=keeper, now=at,
                )  # fmt: skip
        if child.is_sealed:
            at = diary.then()
            with acting(keeper, now=at):
                seal_identity(child_id=child_id, by=keeper, now=at, because="A new identity")
