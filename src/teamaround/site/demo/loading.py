"""Loads a planned county: places first, then families, some households at a time.

Households go through the services, as people would have entered them. In a county of true
size, those without a story, an assessment or a shield are written many at once (bulk.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.index.bulk import keys_at_the_end

from .bulk import Numbered, is_plain, load_many
from .bulk_processes import in_processes
from .cast import Member
from .county.shapes import County
from .loading_assessments import load_assessments
from .loading_help import hide, load_household
from .loading_places import Places, load_places
from .loading_refs import repeatable
from .loading_staff import load_staff

AT_ONCE = {False: 60, True: 500}  # households in one transaction, one by one and in bulk

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Loader:
    """What a process needs to load a batch of households."""

    county: County
    places: Places
    now: datetime
    in_bulk: bool

    def load(self, batch: list[Numbered]) -> int:
        """Load households in one transaction; returns how many children they have."""
        plain = [each for each in batch if self.in_bulk and is_plain(each[1])]
        told = [each for each in batch if not (self.in_bulk and is_plain(each[1]))]
        with acting(setting_up(), now=self.now), keys_at_the_end():
            for number, household in told:
                with repeatable(self.county.seed, number):
                    loaded = load_household(household, self.places, now=self.now)
                    load_assessments(loaded, self.places, now=self.now)
                    hide(loaded, self.places)
        load_many(plain, self.places, seed=self.county.seed, now=self.now)
        return sum(len(household.children) for _, household in batch)


def load(
    county: County, *, now: datetime, progress: Progress, in_bulk: bool, processes: int
) -> list[Member]:
    """Load a county; returns its cast. With no `processes` of its own, all happens here."""
    progress("Places and professionals", 0, 0)
    with transaction.atomic(), repeatable(county.seed), acting(setting_up(), now=now):
        places = load_places(county, now=now)
        members = load_staff(county, places, now=now)
    loader, done = Loader(county, places, now, in_bulk), 0
    work = in_processes(loader.load, processes) if processes else lambda all: map(loader.load, all)
    for count in work(_batches(county, AT_ONCE[in_bulk])):
        done += count
        progress("Children", done, county.child_count)
    return members


def _batches(county: County, size: int) -> Iterator[list[Numbered]]:
    """Households with their numbers, so many at a time."""
    numbered = enumerate(household for batch in county.households() for household in batch)
    while batch := list(islice(numbered, size)):
        yield batch
