"""Where children of an age go: schools by school year, practices by home, nurseries before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.shapes import Attendance, Identifier

PRIMARY_YEARS = 7
SECONDARY_YEARS = 5


@dataclass(frozen=True, slots=True)
class Near:
    """What the children of one home share: primary and secondary school, practice, nursery."""

    primary: str
    secondary: str
    gp: str
    nursery: str


def near_home(ground: Ground, locality: str, rng: Random) -> Near:
    """The choice that a family made, once for all its children."""
    return Near(
        ground.near(locality, "primary", rng), ground.near(locality, "secondary", rng),
        ground.near(locality, "gp_practice", rng), ground.near(locality, "early_years", rng),
    )  # fmt: skip


def reception_year(born_on: date) -> int:
    """The year in whose September a child starts school: the school year in which they turn five."""
    return born_on.year + (5 if born_on.month >= 9 else 4)


def attendances(
    born_on: date, near: Near, *, today: date, special: str = "", stays_on: bool = True
) -> tuple[Attendance, ...]:
    """Practice since birth, and the schools so far; `special` takes the place of both phases."""
    practice = Attendance(near.gp, "gp_practice", min(born_on + timedelta(days=12), today))
    begins = reception_year(born_on)
    years = PRIMARY_YEARS + SECONDARY_YEARS + (2 if stays_on else 0)
    if special:
        steps = [(special, begins, begins + years)]
    else:
        steps = [(near.primary, begins, begins + PRIMARY_YEARS),
                 (near.secondary, begins + PRIMARY_YEARS, begins + years)]  # fmt: skip
    schools = (_at_school(school, first, last, today) for school, first, last in steps)
    return (practice, *(each for each in schools if each is not None))


def pupil_number(attended: tuple[Attendance, ...], born_on: date, numbers: Numbers) -> Identifier | None:
    """The number given by the first school, or None for a child who has not started."""
    for each in attended:
        if each.kind == "school":
            return numbers.upn(school=each.agency, year=reception_year(born_on))
    return None


def _at_school(school: str, first: int, last: int, today: date) -> Attendance | None:
    starts_on, ends_on = date(first, 9, 4), date(last, 7, 21)
    if starts_on > today:
        return None
    return Attendance(school, "school", starts_on, ends_on if ends_on <= today else None)
