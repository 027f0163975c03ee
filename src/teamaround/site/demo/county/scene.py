"""A household of a story, put together by hand in a few lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from teamaround.site.demo.county.bodies import code_of, mobile
from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.helping import involved_through
from teamaround.site.demo.county.schooling import PRIMARY_YEARS, SECONDARY_YEARS, reception_year
from teamaround.site.demo.county.shapes import (
    Address,
    Attendance,
    Carer,
    Child,
    Episode,
    Household,
    Involvement,
    Name,
    Relationship,
)

NOTHING_SAID = {
    "gender": "", "ethnicity": "WBRI", "first_language": "English", "interpreter_needed": False,
    "disability": "", "communication_needs": "",
}  # fmt: skip


def years_ago(today: date, years: int, days: int = 0) -> date:
    """A day so many years and days before today."""
    return today - timedelta(days=round(years * 365.25) + days)


class Scene:
    """One home with the people in it."""

    def __init__(
        self, key: str, place: str, ground: Ground, numbers: Numbers, *, family_name: str = ""
    ) -> None:
        self.key, self.ground, self.today = key, ground, ground.today
        self.rng = Random(f"story {key}")
        self.locality = ground.by_name[place]
        self.where = ground.in_place(self.locality, self.rng)
        self.house = str(self.rng.randint(2, 90))
        self.episodes: list[Episode] = []
        self._numbers = numbers
        self._family_name = family_name
        self._children: dict[str, Child] = {}
        self._carers: dict[str, Carer] = {}
        self._kin: list[Relationship] = []

    def home(self, since: date, until: date | None = None, *, is_confidential: bool = False) -> Address:
        """The household's own address."""
        return self.ground.address(self.where, self.house, since, until, is_confidential=is_confidential)

    def elsewhere(self, place: str, since: date, until: date | None) -> Address:
        """An address in another locality."""
        where = self.ground.in_place(self.ground.by_name[place], self.rng)
        return self.ground.address(where, str(self.rng.randint(2, 90)), since, until)

    def carer(self, slug: str, given: str, family: str) -> str:
        """Somebody who cares for the children; gives the key."""
        key = f"{self.key}-{slug}"
        number = self.rng.randint(0, 999)
        self._carers[key] = Carer(key, given, family, mobile(number), f"{slug}.{self.key}@post.example")
        return key

    def born(
        self, slug: str, given: str, family: str, born_on: date, sex: str, *,
        schools: Iterable[str] = (), gp: str = "Osierfold Surgery",
        names: tuple[Name, ...] = (), addresses: tuple[Address, ...] | None = None,
        involved: tuple[Involvement, ...] = (), **facts: object,
    ) -> str:  # fmt: skip
        """A child of the household, with the names of schools in order; gives the key."""
        attended = self._attended(born_on, schools, gp)
        upn = None
        if len(attended) > 1:
            upn = self._numbers.upn(school=attended[1].agency, year=reception_year(born_on))
        issued = [self._numbers.nhs_number(), upn]
        child = Child(
            key=f"{self.key}-{slug}", born_on=born_on, expected_on=None, sex=sex,
            names=(Name("legal", given, family, born_on), *names),
            identifiers=tuple(each for each in issued if each is not None),
            addresses=addresses or (self.home(born_on),),
            attendances=attended, involvements=involved,
            **{**NOTHING_SAID, "authority": self._authority(), **facts},  # type: ignore[arg-type]
        )  # fmt: skip
        self._children[child.key] = child
        return child.key

    def unborn(self, slug: str, family: str, expected_on: date, involved: tuple[Involvement, ...]) -> str:
        """A child not born yet."""
        since = self.today - timedelta(days=60)
        child = Child(
            key=f"{self.key}-{slug}", born_on=None, expected_on=expected_on, sex="not_known",
            names=(Name("placeholder", "", family),), identifiers=(), addresses=(self.home(since),),
            attendances=(), involvements=involved,
            **{**NOTHING_SAID, "authority": self._authority(), "ethnicity": "NOBT"},  # type: ignore[arg-type]
        )  # fmt: skip
        self._children[child.key] = child
        return child.key

    def kin(
        self, child: str, carer: str, type_: str, *, responsible: bool = True, main: bool = False,
        lives: bool = True, since: date | None = None, until: date | None = None,
    ) -> None:  # fmt: skip
        """What a carer is to a child."""
        starts_on = since or self._children[child].born_on
        self._kin.append(Relationship(child, carer, type_, starts_on, until, responsible, main, lives))

    def involve(
        self, agency: str, service: str, reason: str, since: date, *, who: str = "",
        until: date | None = None, basis: str = "",
    ) -> Involvement:  # fmt: skip
        """An agency's involvement, with a named person or anybody of the service."""
        post = self.ground.post_of(who) if who else self.ground.at(code_of(agency), service, self.rng)
        return Involvement(
            post.agency,
            post.service,
            post.practitioner,
            f"Ring {post.telephone}",
            reason,
            since,
            until,
            basis,
        )

    def child(self, key: str) -> Child:
        """A child of the household as it stands."""
        return self._children[key]

    def change(self, key: str, **facts: object) -> None:
        """Alter a child before the household is handed over."""
        self._children[key] = replace(self._children[key], **facts)  # type: ignore[arg-type]

    def people(self) -> tuple[tuple[Carer, ...], tuple[Relationship, ...]]:
        """The adults and what they are to the children."""
        return tuple(self._carers.values()), tuple(self._kin)

    def assess(self, episode: Episode) -> None:
        """Add an assessment, and those who work in it to the child's involvements."""
        self.episodes.append(episode)
        child = self._children[episode.child]
        self._children[episode.child] = involved_through(child, episode, self.ground)

    def household(self) -> Household:
        """All of it."""
        carers, kin = self.people()
        return Household(
            self.key, tuple(self._children.values()), carers, kin, tuple(self.episodes),
            self._family_name, self.key,
        )  # fmt: skip

    def _authority(self) -> str:
        return self.ground.localities[self.locality].authority

    def _attended(self, born_on: date, schools: Iterable[str], gp: str) -> tuple[Attendance, ...]:
        found = [Attendance(code_of(gp), "gp_practice", born_on + timedelta(days=10))]
        for name in schools:
            school = self.ground.agencies[code_of(name)]
            first = reception_year(born_on) + (PRIMARY_YEARS if school.phase == "secondary" else 0)
            years = PRIMARY_YEARS if school.phase == "primary" else SECONDARY_YEARS + 2
            starts_on, ends_on = min(date(first, 9, 4), self.today), date(first + years, 7, 21)
            over = ends_on if ends_on <= self.today else None
            found.append(Attendance(school.code, "school", starts_on, over))
        return tuple(found)
