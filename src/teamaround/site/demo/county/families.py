"""Families as they come: children in households, with names, homes, schools and who is involved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from teamaround.kernel.origins import SHORT_FORMS
from teamaround.site.demo.county.around import additional, own_numbers, universal
from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.kin import Parents, parents, pick, relationships
from teamaround.site.demo.county.schooling import Near, attendances, near_home, pupil_number
from teamaround.site.demo.county.shapes import (
    Address,
    Attendance,
    Child,
    Household,
    Identifier,
    Involvement,
    Name,
    Postcode,
    Relationship,
    Shield,
)

OLDEST_IN_DAYS = 6900
UNBORN = 0.008
TWINS = 0.016
FORMER_NAME = 0.03
KNOWN_AS = 0.5
MOVED_BEFORE = 0.28
SHIELDED = 0.0015
DIED = 0.00025
WITHOUT_SCHOOL = 0.015
SPECIAL_SCHOOL = 0.018
DISABILITIES = ("Autism", "Moderate learning disability", "Hearing impairment", "Visual impairment",
                "Epilepsy", "Cerebral palsy", "Attention deficit hyperactivity disorder", "Type 1 diabetes",
                "Down's syndrome", "Severe asthma", "Developmental language disorder")  # fmt: skip
COMMUNICATION = {
    "Autism": "Prefers pictures and time to answer",
    "Hearing impairment": "Uses hearing aids; face them when you speak",
    "Visual impairment": "Large print",
    "Down's syndrome": "Uses Makaton signs",
    "Developmental language disorder": "Short sentences, one thing at a time",
}
SHIELD_REASONS = (
    "Moved away from a violent former partner, who is looking for the family",
    "Lives with carers whose address must not become known",
    "Threats were made against a parent in a trial",
)


@dataclass(frozen=True, slots=True)
class _Home:
    """What the children of one household have in common."""

    where: Postcode
    house: str
    parents: Parents
    near: Near
    came_on: date
    former: Postcode | None
    former_house: str
    has_shield: bool


class Maker:
    """Makes one household after another from the chances it is given."""

    def __init__(self, ground: Ground, numbers: Numbers) -> None:
        self._ground = ground
        self._numbers = numbers
        self._today = ground.today

    def household(self, key: str, most: int, rng: Random) -> Household:
        """A household of at most so many children."""
        home = self._home(key, rng)
        births = self._births(most, rng)
        children: list[Child] = []
        kin: list[Relationship] = []
        used: set[str] = set()
        for number, born_on in enumerate(births):
            made = self._child(f"{key}-{number + 1}", born_on, home, number, used, rng)
            children.append(made)
            kin += relationships(made.key, home.parents, made.born_on, home.came_on)
        carers = tuple(grown.carer for grown in home.parents.adults)
        named = len(children) > 1 and rng.random() < 0.05
        family_name = f"The {home.parents.younger[1]} family" if named else ""
        return Household(key, tuple(children), carers, tuple(kin), (), family_name)

    def _home(self, key: str, rng: Random) -> _Home:
        where = self._ground.somewhere(rng)
        flat = f"Flat {rng.randrange(1, 20)}, " if rng.random() < 0.12 else ""
        former = self._ground.somewhere(rng) if rng.random() < MOVED_BEFORE else None
        return _Home(
            where=where,
            house=f"{flat}{rng.randrange(1, 120)}",
            parents=parents(key, rng),
            near=near_home(self._ground, where.locality, rng),
            came_on=self._today - timedelta(days=rng.randrange(60, 2500)),
            former=former,
            former_house=str(rng.randrange(1, 90)),
            has_shield=rng.random() < SHIELDED,
        )

    def _births(self, most: int, rng: Random) -> list[date | None]:
        """Dates of birth, eldest first; None for a child not born yet."""
        wanted = min(rng.choices((1, 2, 3, 4, 5), weights=(43, 40, 12, 4, 1))[0], most)
        age = rng.randrange(3, OLDEST_IN_DAYS)
        ages = [age]
        while len(ages) < wanted:
            if rng.random() < TWINS:
                ages.append(ages[-1])
                continue
            gap = rng.randrange(390, 1700)
            further = min(ages) - gap if min(ages) > gap + 3 else max(ages) + gap
            if further > OLDEST_IN_DAYS:
                break
            ages.append(further)
        births: list[date | None] = [
            self._today - timedelta(days=days) for days in sorted(ages, reverse=True)
        ]
        if len(births) < most and min(ages) > 400 and rng.random() < UNBORN * 2.4:
            births.append(None)
        return births

    def _child(
        self, key: str, born_on: date | None, home: _Home, number: int, used: set[str], rng: Random
    ) -> Child:
        family = home.parents.elder if number == 0 else home.parents.younger
        if born_on is None:
            return self._unborn(key, home, rng)
        is_girl = rng.random() < 0.488
        given = self._given(home.parents, is_girl, used, rng)
        names = self._names(given, family[0 if is_girl else 1], born_on, home.parents, rng)
        disability = pick(DISABILITIES, rng) if rng.random() < 0.06 else ""
        return self._around(key, born_on, home, names, is_girl, disability, rng)

    def _around(
        self, key: str, born_on: date, home: _Home, names: tuple[Name, ...], is_girl: bool,
        disability: str, rng: Random,
    ) -> Child:  # fmt: skip
        ground, place = self._ground, home.where.locality
        attended = self._attended(born_on, home, disability, rng)
        involved = universal(born_on, place, home.near.nursery, ground, rng)
        involved += additional(born_on, place, ground, rng)
        died_on = self._today - timedelta(days=90) if rng.random() < DIED else None
        if died_on is not None and died_on <= born_on + timedelta(days=60):
            died_on = None
        language = pick(home.parents.origin.languages, rng)
        child = Child(
            key=key,
            authority=ground.localities[place].authority,
            born_on=born_on,
            expected_on=None,
            sex="female" if is_girl else "male",
            gender="non-binary" if rng.random() < 0.002 else "",
            ethnicity=_ethnicity(home.parents, rng),
            first_language=language,
            interpreter_needed=language != "English" and rng.random() < 0.08,
            disability=disability,
            communication_needs=COMMUNICATION.get(disability, ""),
            names=names,
            identifiers=self._identifiers(attended, born_on, involved, rng),
            addresses=self._addresses(born_on, home),
            attendances=attended,
            involvements=tuple(involved),
            shield=self._shield(rng) if home.has_shield else None,
        )
        return child if died_on is None else _ended(child, died_on)

    def _unborn(self, key: str, home: _Home, rng: Random) -> Child:
        mother = next((a.carer for a in home.parents.adults if a.type == "mother"), None)
        family = mother.family if mother else home.parents.younger[0]
        ground = self._ground
        midwife = ground.at("wrenminster-general-hospital", "Midwifery", rng)
        since = self._today - timedelta(days=rng.randrange(10, 60))
        return Child(
            key=key,
            authority=ground.localities[home.where.locality].authority,
            born_on=None,
            expected_on=self._today + timedelta(days=rng.randrange(7, 190)),
            sex="not_known",
            gender="",
            ethnicity="NOBT",
            first_language="",
            interpreter_needed=False,
            disability="",
            communication_needs="",
            names=(Name("placeholder", "", family),),
            identifiers=(),
            addresses=(ground.address(home.where, home.house, since),),
            attendances=(),
            involvements=(
                Involvement(
                    midwife.agency, midwife.service, midwife.practitioner,
                    f"Ring {midwife.telephone}", "Midwifery", since,
                ),
            ),
            shield=self._shield(rng) if home.has_shield else None,
        )  # fmt: skip

    def _given(self, family: Parents, is_girl: bool, used: set[str], rng: Random) -> str:
        words = family.origin.girls if is_girl else family.origin.boys
        given = pick(words, rng)
        while given in used:
            given = pick(words, rng)
        used.add(given)
        return given

    def _names(
        self, given: str, family: str, born_on: date, parents: Parents, rng: Random
    ) -> tuple[Name, ...]:
        short = SHORT_FORMS.get(given)
        found = [Name("legal", given, family, born_on)]
        if short is not None and rng.random() < KNOWN_AS:
            found.append(Name("known_as", short, family, born_on))
        days = (self._today - born_on).days
        if rng.random() < FORMER_NAME and days > 400:
            changed_on = born_on + timedelta(days=rng.randrange(200, days - 100))
            former = pick(parents.origin.families, rng)
            found[0] = Name("legal", given, family, changed_on)
            found.append(Name("former", given, former, born_on, changed_on))
        return tuple(found)

    def _attended(self, born_on: date, home: _Home, disability: str, rng: Random) -> tuple[Attendance, ...]:
        if rng.random() < WITHOUT_SCHOOL:
            return attendances(born_on, home.near, today=self._today)[:1]
        goes_to_special = disability != "" and rng.random() < SPECIAL_SCHOOL / 0.06
        special = self._ground.near(home.where.locality, "special", rng) if goes_to_special else ""
        return attendances(
            born_on, home.near, today=self._today, special=special, stays_on=rng.random() < 0.6
        )

    def _identifiers(
        self, attended: tuple[Attendance, ...], born_on: date, involved: list[Involvement], rng: Random
    ) -> tuple[Identifier, ...]:
        found = [self._numbers.nhs_number()] if rng.random() < 0.97 else []
        upn = pupil_number(attended, born_on, self._numbers)
        found += [upn] if upn is not None else []
        return (*found, *own_numbers(involved, self._ground, rng))

    def _addresses(self, born_on: date, home: _Home) -> tuple[Address, ...]:
        ground = self._ground
        if home.former is None or born_on >= home.came_on:
            since = max(born_on, home.came_on) if home.former else born_on
            return (ground.address(home.where, home.house, since),)
        return (
            ground.address(home.former, home.former_house, born_on, home.came_on),
            ground.address(home.where, home.house, home.came_on),
        )

    def _shield(self, rng: Random) -> Shield:
        since = self._today - timedelta(days=rng.randrange(20, 300))
        return Shield(
            pick(SHIELD_REASONS, rng), "duty-social-worker", since, self._today + timedelta(days=90)
        )


def _ethnicity(parents: Parents, rng: Random) -> str:
    draw = rng.random()
    if draw < 0.015:
        return "REFU"
    if draw < 0.05:
        return "NOBT"
    if parents.ethnicity == parents.origin.ethnicities[0]:
        return pick(parents.origin.ethnicities, rng)
    return parents.ethnicity


def _ended(child: Child, died_on: date) -> Child:
    """A child who died: what was open ended on that day."""
    attended = tuple(
        replace(each, ends_on=min(each.ends_on or died_on, died_on))
        for each in child.attendances
        if each.starts_on < died_on
    )
    involved = tuple(
        replace(each, ends_on=min(each.ends_on or died_on, died_on))
        for each in child.involvements
        if each.starts_on < died_on
    )
    return replace(child, died_on=died_on, attendances=attended, involvements=involved)
