"""Loads a planned county: places first, then families, some households at a time.

Everything can go through the services, as people would have entered it. `in_bulk`, households
without a story are registered many at once (bulk.py); what then happens to them is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer, setting_up
from teamaround.index.bulk import keys_at_the_end

from .bulk import Numbered, is_plain, load_many
from .bulk_processes import in_processes
from .cast import Member
from .county.shapes import County
from .loading_assessments import load_assessments
from .loading_directory import load_directory
from .loading_guests import load_guests
from .loading_help import hide, load_household
from .loading_improvement import load_improvement
from .loading_local_offer import load_local_offer
from .loading_meetings import load_meetings
from .loading_papers import load_next_paper
from .loading_places import Places, load_places
from .loading_refs import repeatable
from .loading_requests import load_requests
from .loading_sources import load_sources
from .loading_staff import load_staff
from .loading_worries import load_worries

FEWEST_AT_ONCE, MOST_AT_ONCE = 25, 250  # households in one transaction
TOLD_IN_FULL = 4_000  # children; in a county that many times larger, one assessment in so many is told
MET_ONE_IN = 3  # of the households without a story, so many have met as a team already

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Loader:
    """What a process needs to load a batch of households.

    `tell_one_in`: in a county of true size only one household of so many has its assessment
    told; each takes a hundred acts of a dozen people.
    """

    county: County
    places: Places
    now: datetime
    in_bulk: bool
    tell_one_in: int = 1

    @property
    def keeper(self) -> Viewer:
        """One of the index team, whom the database lets open what is sealed."""
        return next(iter(self.places.keepers.values()))

    def load(self, batch: list[Numbered]) -> int:
        """Load households in one transaction; returns how many children they have."""
        plain = [each for each in batch if self.in_bulk and is_plain(each[1])]
        at_once = {number for number, _ in plain}
        with acting(setting_up(), now=self.now), without_savepoints(), keys_at_the_end(by=self.keeper):
            known = load_many(plain, self.places, seed=self.county.seed, now=self.now) if plain else {}
            for number, household in batch:
                if number not in at_once:
                    with repeatable(self.county.seed, number):
                        known[number] = load_household(household, self.places, now=self.now)
            for number, loaded in known.items():
                if loaded.household.story or number % self.tell_one_in == 0:
                    with repeatable(self.county.seed, number, part=1):
                        load_assessments(loaded, self.places, now=self.now)
                        load_worries(loaded, self.places, now=self.now)
                        if loaded.household.episodes and (loaded.household.story or number % MET_ONE_IN == 0):
                            load_meetings(loaded, self.places, now=self.now)
                        load_guests(loaded, self.places, now=self.now)
                        load_requests(loaded, self.places, now=self.now)
                if number not in at_once:
                    hide(loaded, self.places)
        return sum(len(household.children) for _, household in batch)


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Leave out the savepoints of acts inside one transaction: here, one failure ends them all.

    They would be a third of all that is said to the database.
    """
    features = connection.features
    kept, features.uses_savepoints = features.uses_savepoints, False
    try:
        yield
    finally:
        features.uses_savepoints = kept


def load(county: County, *, now: datetime, progress: Progress, in_bulk: bool, processes: int) -> list[Member]:
    """Load a county; returns its cast. With no `processes` of its own, all happens here."""
    progress("Places and professionals", 0, 0)
    with transaction.atomic(), repeatable(county.seed), acting(setting_up(), now=now):
        places = load_places(county, now=now)
        members = load_staff(county, places, now=now)
        load_directory(county, places, by=setting_up(), now=now)
        load_sources(county, by=setting_up(), now=now)
    with transaction.atomic():
        load_local_offer(places, now=now)
    loader, done = Loader(county, places, now, in_bulk, max(1, county.child_count // TOLD_IN_FULL)), 0
    work = in_processes(loader.load, processes) if processes else lambda all: map(loader.load, all)
    at_once = min(max(county.child_count // 40, FEWEST_AT_ONCE), MOST_AT_ONCE)
    for count in work(_batches(county, at_once)):
        done += count
        progress("Children", done, county.child_count)
    _load_plans(county, places, now=now)
    return members


def _load_plans(county: County, places: Places, *, now: datetime) -> None:
    """Reviews, plans and papers: last, for they count what was done for the children.

    Their references lie before those of the first household and after those of the places.
    """
    with (
        transaction.atomic(), repeatable(county.seed, -1, part=1), acting(setting_up(), now=now),
        without_savepoints(),
    ):  # fmt: skip
        desk = load_improvement(places, now=now)
    if desk is not None:
        with transaction.atomic(), repeatable(county.seed, -1):
            load_next_paper(desk)


def _batches(county: County, size: int) -> Iterator[list[Numbered]]:
    """Households with their numbers, so many at a time."""
    numbered = enumerate(household for batch in county.households() for household in batch)
    while batch := list(islice(numbered, size)):
        yield batch
