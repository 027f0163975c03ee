"""Plans a whole county: what stands still at once, families a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from teamaround.site.demo.county.bodies import agencies, services
from teamaround.site.demo.county.cast import cast_from
from teamaround.site.demo.county.families import Maker
from teamaround.site.demo.county.geography import AUTHORITIES, land
from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.helping import with_assessments
from teamaround.site.demo.county.places import postcodes
from teamaround.site.demo.county.shapes import Child, County, Household, LevelOfNeed, Name
from teamaround.site.demo.county.stories import STORIES, story_households
from teamaround.site.demo.county.workforce import practitioners

BATCH = 250
"""Households in a batch."""

FEWEST = 40
"""Children without whom the stories do not fit."""

RECORDED_TWICE = 0.004
LEVELS = (
    LevelOfNeed(1, "Doing well", "What every child has: school, health visitor, practice."),
    LevelOfNeed(2, "A bit extra", "One service gives more for a time."),
    LevelOfNeed(3, "A team together", "Several services, one plan and a lead practitioner."),
    LevelOfNeed(4, "Specialist help", "Children's social care leads."),
)
CLOSURE_REASONS = (
    "needs_met", "single_agency", "step_up", "consent_withdrawn", "chose_not_to_continue", "moved_area",
    "aged_out", "died", "opened_in_error",
)  # fmt: skip


def plan_county(children: int = 2000, seed: int = 1, *, today: date) -> County:
    """The invented county of Wrenshire with so many children, the same for the same seed and day.

    The land, the agencies and the stories are the same for every seed; who works there and the
    other families are not. Raises ValueError for fewer children than the stories need.
    """
    if children < FEWEST:
        raise ValueError(f"the county's stories need at least {FEWEST} children")
    places = land()
    codes = postcodes(places, children=children)
    bodies = agencies(children=children, localities=places.localities, postcodes=codes, today=today)
    offered = services(bodies)
    people = practitioners(bodies, offered, children=children, seed=seed, today=today)
    ground = Ground(
        localities=places.localities, postcodes=codes, agencies=bodies, services=offered,
        practitioners=people, today=today, children=children,
    )  # fmt: skip
    return County(
        name="Wrenshire",
        seed=seed,
        today=today,
        child_count=children,
        authorities=AUTHORITIES,
        districts=places.districts,
        areas=places.areas,
        localities=places.localities,
        postcodes=codes,
        agencies=bodies,
        services=offered,
        practitioners=people,
        cast=cast_from(people, today=today),
        stories=tuple(STORIES.values()),
        levels=LEVELS,
        closure_reasons=CLOSURE_REASONS,
        batches=_Families(ground, children, seed).batches,
    )


@dataclass(frozen=True, slots=True)
class _Families:
    """The families of a plan, which can be gone through any number of times."""

    ground: Ground
    children: int
    seed: int

    def batches(self) -> Iterator[tuple[Household, ...]]:
        """The stories first, then batches until the wanted number of children is reached."""
        numbers = Numbers(tuple(self.ground.agencies.values()), seed=self.seed)
        stories = story_households(self.ground, numbers)
        yield stories
        left = self.children - sum(len(home.children) for home in stories)
        maker, number = Maker(self.ground, numbers), 0
        while left > 0:
            batch = self._batch(maker, number, left)
            left -= sum(len(home.children) for home in batch)
            number += 1
            yield batch

    def _batch(self, maker: Maker, number: int, left: int) -> tuple[Household, ...]:
        rng = Random(f"families {self.seed} {number}")
        found: list[Household] = []
        for nth in range(BATCH):
            if left <= 0:
                break
            home = maker.household(f"f{number:04d}{nth:03d}", left, rng)
            home = with_assessments(home, self.ground, rng)
            found.append(home)
            left -= len(home.children)
            if left > 0 and rng.random() < RECORDED_TWICE:
                found.append(_again(home))
                left -= 1
        return tuple(found)


def _again(home: Household) -> Household:
    """The first child once more, as another agency might have written it down."""
    child, key = home.children[0], f"{home.key}-again"
    carers = tuple(replace(carer, key=f"{key}-{carer.key}") for carer in home.carers)
    kin = tuple(
        replace(told, child=f"{key}-1", carer=f"{key}-{told.carer}")
        for told in home.relationships
        if told.child == child.key
    )
    return Household(key, (_misheard(child, f"{key}-1"),), carers, kin, ())


def _misheard(child: Child, key: str) -> Child:
    """The same child under a slightly different name, without numbers or history."""
    legal = child.names[0]
    family = legal.family.replace("-", " ") if "-" in legal.family else _slip(legal.family)
    return replace(
        child, key=key, names=(Name(legal.type, legal.given, family, legal.starts_on),), identifiers=(),
        addresses=child.addresses[-1:], attendances=(), involvements=(), duplicate_of=child.key,
    )  # fmt: skip


def _slip(word: str) -> str:
    """A word with its second and third letters from the end changed round."""
    return word[:-3] + word[-2] + word[-3] + word[-1] if len(word) > 4 else word + "s"
