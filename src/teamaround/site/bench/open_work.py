"""Brings a county to so many open episodes, a few hundred at once, and keeps them for the next run.

Each is begun by one agency, agreed to, written and shared, and led by somebody of another; with
a goal, two actions and a day to look again: the same rules and the same rows as through the
services, where it would be 190 queries and a third of a second for each. A test holds the two
together.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, islice

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Purpose, Viewer, why_no_access
from teamaround.assessments import bulk as assessments
from teamaround.assessments import queries as assessment_queries
from teamaround.assessments.rules import library
from teamaround.assessments.rules.definition import Box, Form, Kind
from teamaround.assessments.rules.reading import choose_form
from teamaround.audit.services import record
from teamaround.episodes import bulk as episodes
from teamaround.episodes import queries as episode_queries
from teamaround.episodes.bulk import NewEpisode, Promise
from teamaround.episodes.rules.goals import Wished
from teamaround.index import queries as index
from teamaround.kernel import clock
from teamaround.kernel.clock import LONDON
from teamaround.people import sources
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreement_rules import AgreementFacts
from teamaround.sharing.agreement_rules import Standing as GivenAs

from ..demo import learn_what_is_where, processes
from ..demo.bulk_processes import in_processes
from ..saying import Progress
from .county import finders
from .invented import words

A_BATCH = 200  # children in one transaction
LONGEST_OPEN = 150  # days
FEWEST_COLLEAGUES = 3
WRITTEN_BOXES = 14


@dataclass(frozen=True)
class Beginning:
    """One episode to be opened: of which child, by whom, led by whom, on what day; and what is written in it."""

    child_id: int
    by: Viewer
    lead: Viewer
    on: date
    form: Form

    @property
    def at(self) -> datetime:
        """The moment at which all of it is done."""
        return datetime.combine(self.on, time(10), LONDON)

    @property
    def agreed(self) -> AgreementFacts:
        """That the family agreed to both agencies."""
        return AgreementFacts(
            given_on=self.on, given_by="Robin Example", standing=GivenAs.PARENTAL_RESPONSIBILITY,
            competence_reason="", age=None, has_parental_responsibility=True, may_store=True, may_share=True,
            agencies=frozenset({self.by.agency_id, self.lead.agency_id}),
        )  # fmt: skip

    @property
    def texts(self) -> dict[Box, str]:
        """Some boxes of some forty words."""
        dice = self._dice()
        boxes = [box for box, asked in self.form.boxes().items() if asked.kind is Kind.LONG]
        return {box: words(dice, dice.randrange(20, 60)) for box in dice.sample(boxes, WRITTEN_BOXES)}

    @property
    def wished(self) -> Wished:
        """The goal."""
        dice = self._dice()
        return Wished(words(dice, 12), words(dice, 12), measure=words(dice, 6))

    @property
    def promises(self) -> tuple[Promise, ...]:
        """One action for each of the two."""
        dice = self._dice()
        return tuple(
            Promise(words(dice, 10), doer, self.on + timedelta(weeks=weeks))
            for doer, weeks in ((self.by, 3), (self.lead, 8))
        )

    @property
    def review_on(self) -> date:
        """The day to look again."""
        return self.on + timedelta(weeks=10)

    def _dice(self) -> random.Random:
        return random.Random(self.child_id)  # noqa: S311


def staff() -> dict[int, list[Viewer]]:
    """Who may write assessments in the county that is measured, by agency; agencies with a few colleagues."""
    today = clock.today()
    authority = finders()[0].authority_id
    found: dict[int, list[Viewer]] = {}
    for account in accounts.with_duties(today).order_by("pk"):
        viewer = accounts.viewer_for(account, source="bench", purpose=Purpose.HELP)
        is_able = viewer.authority_id == authority and viewer.can(Duty.WRITE_ASSESSMENTS)
        if is_able and not why_no_access(accounts.access_facts(account), today=today):
            found.setdefault(viewer.agency_id, []).append(viewer)
    return {agency: people for agency, people in found.items() if len(people) >= FEWEST_COLLEAGUES}


def how_many_open() -> int:
    """Open episodes in the county that is measured."""
    viewer = finders()[0]
    with acting(viewer):
        return episode_queries.open_counts(viewer.authority_id).open


def open_until(wanted: int) -> None:
    """Open what is missing of so many episodes."""
    missing = wanted - how_many_open()
    if missing <= 0:
        return
    progress, coming, at_first = Progress(), beginnings(), missing
    while missing > 0 and (next_ones := list(islice(coming, missing))):
        for count in in_processes(open_batch, processes() or 1)(_batches(next_ones)):
            missing -= count
            progress("Open episodes", at_first - missing, at_first)
    learn_what_is_where(progress)


def _batches(coming: list[Beginning]) -> Iterator[list[Beginning]]:
    """Those that one agency begins, some at a time: the database lets nobody else write them."""
    for _, own in groupby(sorted(coming, key=_agency), key=_agency):
        while batch := list(islice(own, A_BATCH)):
            yield batch


def _agency(beginning: Beginning) -> int:
    return beginning.by.agency_id


def beginnings() -> Iterator[Beginning]:
    """Children in an order of chance, each with people at random; whoever has an assessment is left out later."""
    dice, agencies, today = random.Random(3), staff(), clock.today()  # noqa: S311
    form = choose_form(library.forms(), key=library.COMMON, on=today)
    with acting(finders()[0]):
        children = list(sources.all_children())
    dice.shuffle(children)
    for child_id in children:
        first, second = dice.sample(sorted(agencies), 2)
        by, lead = dice.choice(agencies[first]), dice.choice(agencies[second])
        yield Beginning(child_id, by, lead, today - timedelta(days=dice.randrange(1, LONGEST_OPEN)), form)


def open_batch(batch: Sequence[Beginning]) -> int:
    """Open those whose children have no assessment yet, all begun by one agency; returns how many."""
    by, now = batch[0].by, clock.now()
    with acting(by, now=now):
        free = [each for each in batch if _is_free(each)]
        begun = assessments.begin_many(
            [assessments.NewAssessment(each.child_id, each.by, each.at, each.texts) for each in free],
            form=batch[0].form,
        )
        episodes.open_many([_episode(each, one.pk, one.ref) for each, one in zip(free, begun, strict=True)])
        children = [each.child_id for each in free]
        record("demo.loaded", by=by, at=now, children=children, said=f"{len(free):,} open episodes")
    return len(free)


def _is_free(beginning: Beginning) -> bool:
    child_id, by = beginning.child_id, beginning.by
    facts = sharing.child_facts(by, child_id, at=clock.now())
    if facts is None or facts.is_shielded or facts.is_sealed or facts.authority_id != by.authority_id:
        return False
    if index.pointers(child_id) is not None or sharing.agreement_in_force(child_id) is not None:
        return False
    return not assessment_queries.of_child(child_id).exists() and episode_queries.open_one(child_id) is None


def _episode(each: Beginning, assessment_id: int, assessment_ref: str) -> NewEpisode:
    return NewEpisode(
        assessment_id=assessment_id, assessment_ref=assessment_ref, child_id=each.child_id, by=each.by,
        lead=each.lead, manager="Head of service", agreed=each.agreed, wished=each.wished,
        promises=each.promises, review_on=each.review_on, at=each.at,
    )  # fmt: skip
