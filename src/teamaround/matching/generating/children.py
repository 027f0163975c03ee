"""Invented families and the children in them: what is true of each, before anybody writes it down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from teamaround.kernel.nhs_numbers import check_digit
from teamaround.kernel.nicknames import families_of
from teamaround.kernel.upns import made_for
from teamaround.matching.generating.naming import (
    MIDDLES,
    TRAVELLER,
    WESTERN,
    Group,
    common_first,
    family_name,
    pick_group,
)

TODAY = date(2026, 9, 1)
OLDEST_DAYS = 18 * 365
MULTIPLE_BIRTHS, TRIPLETS, SWAPPED_NUMBERS, ALLITERATED = 0.0155, 0.02, 0.01, 0.15
COMMUNAL, SHIELDED, ASSESSED_BIRTHS, ADOPTED, ALIAS = 0.004, 0.003, 0.03, 0.001, 0.0006
MISWRITTEN_AT_BIRTH = 0.002  # a number copied wrongly once, and from there by everybody
ASYLUM = frozenset(("somali", "arabic", "kurdish", "ukrainian"))
_STREETS = [
    "Mill",
    "Church",
    "Park",
    "Station",
    "Victoria",
    "Green",
    "Manor",
    "Kings",
    "Queens",
    "Chapel",
    "Bridge",
    "Orchard",
    "Meadow",
    "School",
    "Albert",
    "Grange",
    "Highfield",
    "Springfield",
    "York",
    "Alexandra",
    "Stanley",
    "Windsor",
    "Poplar",
    "Chestnut",
    "Cedar",
    "Beech",
    "Elm",
    "Ash",
    "Oak",
    "Willow",
]
_KINDS = [
    "Road",
    "Street",
    "Lane",
    "Avenue",
    "Close",
    "Drive",
    "Crescent",
    "Court",
    "Terrace",
    "Gardens",
    "Place",
    "Way",
]
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Child:
    """What is true of a child. `kin` is the family's number; `father` the names that chain after a child's own."""

    number: int
    kin: int
    group: str
    is_multiple: bool
    first: str
    middle: str
    last: str
    other_last: str
    known_as: str
    sex: str
    born_on: date
    postcode: str
    previous_postcode: str
    address: str
    nhs: str
    upn: str
    phone: str
    email: str
    is_alias: bool = False


@dataclass(frozen=True)
class Land:
    """How many postcodes there are; each holds a few homes, and a few hold a children's home or hostel."""

    postcodes: int

    def home(self, rng: Random) -> tuple[str, str]:
        """A postcode and an address in it."""
        at = int(rng.random() * self.postcodes)
        street = f"{_STREETS[at % 30]} {_KINDS[at // 30 % 12]}"
        flat = f"Flat {1 + int(rng.random() * 9)}, " if rng.random() < 0.08 else ""
        return postcode(at), f"{flat}{1 + int(rng.random() * 40)} {street}"

    def communal(self, rng: Random) -> tuple[str, str]:
        """The address of a place where unrelated children live."""
        at = int(rng.random() * max(1, self.postcodes // 400)) * 400 % self.postcodes
        return postcode(at), f"1 {_STREETS[at % 30]} House"


def postcode(at: int) -> str:
    """The postcode of a number, in area letters that no part of the country has."""
    at, last = divmod(at, 20)
    at, middle = divmod(at, 20)
    at, inward = divmod(at, 10)
    at, district = divmod(at, 90)
    return f"Z{'XYQVWJ'[at % 6]}{district + 1} {inward}{_LETTERS[middle]}{_LETTERS[last]}"


def nhs_number(serial: int) -> str:
    """A well-formed number that begins with 8, where none is given to anybody."""
    while (digit := check_digit(f"8{serial % 10**8:08d}")) is None:
        serial += 50_000_017
    return f"8{serial % 10**8:08d}{digit}"


def families(rng: Random, land: Land, *, first: int) -> Iterator[list[Child]]:
    """Families without end; children are numbered from `first` on."""
    number = first
    while True:
        children = _family(rng, land, number)
        number += len(children)
        yield children


def _family(rng: Random, land: Land, number: int) -> list[Child]:
    draw = rng.random()
    many = 1 if draw < 0.45 else 2 if draw < 0.82 else 3 if draw < 0.95 else 4
    common = _common(rng, land, number)
    born_on = TODAY - timedelta(days=int(rng.random() * OLDEST_DAYS))
    children: list[Child] = []
    taken: set[str] = set()
    for _ in range(many):
        at_once = 1
        if rng.random() < MULTIPLE_BIRTHS:
            at_once = 3 if rng.random() < TRIPLETS else 2
        birth = [
            _child(rng, common, number + len(children) + at, born_on, at_once > 1, taken)
            for at in range(at_once)
        ]
        children += _like_twins(rng, birth) if at_once > 1 else birth
        born_on = born_on + timedelta(days=420 + int(rng.random() * 1500))
        if born_on >= TODAY:
            break
    return children


@dataclass(frozen=True, slots=True)
class _Common:
    kin: int
    group: Group
    lasts: tuple[str, str]
    others: tuple[str, str]
    father: str
    home: tuple[str, str]
    previous: str
    phone: str
    email: str
    is_communal: bool
    is_shielded: bool


def _common(rng: Random, land: Land, number: int) -> _Common:
    group = pick_group(rng.random())
    lasts, others = family_name(group, rng), family_name(group, rng)
    if rng.random() < _DOUBLE.get(group.key, 0.03):
        lasts = (f"{others[0]}-{lasts[0]}", f"{others[1]}-{lasts[1]}")
    is_communal = rng.random() < COMMUNAL
    is_travelling = group.key == TRAVELLER and rng.random() < 0.5
    father = f"{common_first(group.men, rng.random())} {common_first(group.men, rng.random())}"
    serial = int(rng.random() * 10**8)
    return _Common(
        kin=number, group=group, lasts=lasts, others=others, father=father,
        home=land.communal(rng) if is_communal else land.home(rng),
        previous=land.home(rng)[0] if rng.random() < 0.45 else "",
        phone=f"07700{serial % 10**6:06d}" if serial % 3 else f"07{serial:09d}"[:11],
        email=f"{lasts[0].split('-')[0].lower()}{serial % 9973}@home.test" if rng.random() < 0.6 else "",
        is_communal=is_communal, is_shielded=rng.random() < SHIELDED or is_travelling,
    )  # fmt: skip


_DOUBLE = {"british": 0.05, "portuguese": 0.7, "filipino": 0.3, "caribbean": 0.08}
_CHAINED = frozenset(("somali",))
_MIDDLE_SHARE = {
    "british": 0.6,
    "irish": 0.6,
    "welsh": 0.6,
    "caribbean": 0.6,
    "chinese": 0.05,
    "polish": 0.35,
}


def _child(
    rng: Random, common: _Common, number: int, born_on: date, is_multiple: bool, taken: set[str]
) -> Child:
    group = common.group
    is_girl = rng.random() < 0.488
    names = group.girls if is_girl else group.boys
    first = _new_in_family(names, rng, born_on, taken)
    if rng.random() < ASSESSED_BIRTHS and group.key in ASYLUM:
        born_on = born_on.replace(month=1, day=1)
    return Child(
        number=number, kin=common.kin, group=group.key, is_multiple=is_multiple,
        first=first, middle=_middle(rng, common, names),
        last=common.lasts[0 if is_girl else 1], other_last=common.others[0 if is_girl else 1],
        known_as=WESTERN[int(rng.random() * 16)] if group.key == "chinese" and rng.random() < 0.35 else "",
        sex="F" if is_girl else "M", born_on=born_on,
        postcode="" if common.is_shielded else common.home[0],
        previous_postcode=common.previous, address="" if common.is_shielded else common.home[1],
        nhs=_nhs(rng, number), upn=_upn(number, born_on), phone=common.phone, email=common.email,
        is_alias=rng.random() < ALIAS,
    )  # fmt: skip


def _new_in_family(names: tuple[str, ...], rng: Random, born_on: date, taken: set[str]) -> str:
    """Parents give no two of their children one name, nor two forms of one."""
    for _ in range(6):
        first = common_first(names, (rng.random() + _fashion(born_on)) % 1.0)
        meant = families_of(first)
        if taken.isdisjoint(meant):
            break
    taken.update(meant)
    return first


def _fashion(born_on: date) -> float:
    """Names rise and fall: a list is entered a little elsewhere each year."""
    return 0.012 * (born_on.year % 9)


def _nhs(rng: Random, number: int) -> str:
    given = nhs_number(number * 37 + 11)
    return given[:4] + given[5] + given[4] + given[6:] if rng.random() < MISWRITTEN_AT_BIRTH else given


def _upn(number: int, born_on: date) -> str:
    """Handed out in a row at the age of four, so that twins are one apart."""
    if (TODAY - born_on).days < 4 * 365:
        return ""
    return made_for(
        authority=801 + number // 10**7 % 90, school=number // 1000 % 10_000, year=born_on.year + 4, serial=number % 1000
    )  # fmt: skip


def _middle(rng: Random, common: _Common, names: tuple[str, ...]) -> str:
    if common.group.key in _CHAINED:
        return common.father
    if rng.random() >= _MIDDLE_SHARE.get(common.group.key, 0.3):
        return ""
    english = common.group.key in ("british", "caribbean", "welsh", "irish")
    return MIDDLES[int(rng.random() * len(MIDDLES))] if english else common_first(names, rng.random())


def _like_twins(rng: Random, birth: list[Child]) -> list[Child]:
    """Children of one birth: never one name twice, sometimes names alike, once in a while numbers changed about."""
    one, other, *rest = birth
    if other.first == one.first or rng.random() < ALLITERATED:
        other = replace(other, first=_rhyming(one.first, other.first))
    if rng.random() < SWAPPED_NUMBERS:
        one, other = replace(one, nhs=other.nhs), replace(other, nhs=one.nhs)
    rest = [replace(each, first=f"{each.first[0]}{each.first[1:]}a") if each.first in (one.first, other.first) else each for each in rest]  # fmt: skip
    return [one, other, *rest]


def _rhyming(one: str, other: str) -> str:
    """A name of the same beginning: Jaden and Jayla, Maisie and Maddison."""
    return (
        one[:2] + (other[1:].lower() if other[1:2] not in "-'" else "ella")
        if other != one
        else f"{one[:2]}lia"
    )
