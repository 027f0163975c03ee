"""Invented plans of true size: thousands of actions of hundreds of owners, with years of months that were frozen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from teamaround.kernel.clock import LONDON

from ..saying import say
from .invented import words

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer
    from teamaround.improvement.rules.months import Typed
    from teamaround.improvement.rules.planning import Content

SEED, OF_ONE_PLAN, OF_ONE_RECOMMENDATION = 19, 250, 10
TITLE = "Measured plan"
SETTLE = 26  # the day on which a month is frozen


@dataclass(frozen=True)
class Wanted:
    """How much there is to be."""

    actions: int
    months: int
    owners: int


def load(wanted: Wanted) -> None:
    """Make the plans that are missing; each with its years in a transaction of its own."""
    from teamaround.accounts.door import acting
    from teamaround.improvement.queries import plans
    from teamaround.kernel import clock

    now = clock.now()
    keeper = keeper_of_plans()
    owners = _owners(keeper, wanted.owners, now=now)
    many = -(-wanted.actions // OF_ONE_PLAN)
    with acting(keeper, now=now):
        there = {row.title for row in plans.plans(keeper, on=now.date())}
    for number in range(many):
        if f"{TITLE} {number + 1}" not in there:
            with acting(keeper, now=now) as by:
                _Plan(number, min(OF_ONE_PLAN, wanted.actions - number * OF_ONE_PLAN), owners, by, now).make(
                    wanted.months
                )
            say(f"{number + 1} of {many} plans, each with {wanted.months} frozen months")


def keeper_of_plans() -> Viewer:
    """Whoever keeps plans in the cast."""
    from teamaround.accounts.rules import Duty

    return whoever(Duty.KEEP_PLANS)


def whoever(duty: str) -> Viewer:
    """Somebody of the cast who has a duty, in the area of whoever keeps plans."""
    from teamaround.accounts import queries as accounts
    from teamaround.accounts.rules import Duty
    from teamaround.kernel import clock

    from ..demo import cast

    today = clock.day_of(clock.now())
    found = [accounts.viewer_by_email(each["email"], today=today) for each in cast.members()]
    everybody = [each for each in found if each is not None]
    area = next(each for each in everybody if each.can(Duty.KEEP_PLANS)).authority_id
    return next(each for each in everybody if each.can(Duty(duty)) and each.authority_id == area)


def _owners(keeper: Viewer, many: int, *, now: datetime) -> list[tuple[int, str]]:
    """People who answer for actions: made when there are too few of them."""
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.agencies import queries, services

    def there() -> list[tuple[int, str]]:
        found = queries.practitioners(keeper.agency_id, on=now.date())
        return [(each.pk, each.name) for each in found if each.role == "Owner of actions"]

    with acting(setting_up(), now=now) as by:
        for number in range(len(there()), many):
            services.add_practitioner(
                agency_id=keeper.agency_id, name=f"Invented Owner {number + 1}", role="Owner of actions",
                email=f"owner{number + 1}@county.example", started_on=date(2015, 1, 1), by=by, now=now,
            )  # fmt: skip
        return there()[:many]


class _Plan:
    """One plan on its way: its review, its actions, and month after month."""

    def __init__(
        self, number: int, actions: int, owners: Sequence[tuple[int, str]], by: Viewer, now: datetime
    ) -> None:
        self.number, self.actions, self.owners, self.by, self.now = number, actions, owners, by, now
        self.dice = Random(SEED * 1000 + number)  # noqa: S311

    def make(self, months: int) -> None:
        """The plan as it would be after so many months of work."""
        from teamaround.improvement import bulk
        from teamaround.improvement.rules.planning import Move
        from teamaround.improvement.services import months as freezing
        from teamaround.improvement.services import planning

        every = list(_months_before(self.now.date(), months))
        begun = _noon(every[0].replace(day=1) - timedelta(days=40))
        plan = self._planned(begun, every[-1])
        refs = self._acted(plan, begun, every)
        planning.move(ref=plan, move=Move.AGREE, said="Invented: a letter", by=self.by, now=begun)
        said = [
            bulk.Said(ref, month, self._typed(month), _noon(month.replace(day=3 + nth % 20)))
            for month in every
            for nth, ref in enumerate(refs)
            if self.dice.random() < 0.9
        ]
        bulk.say_all(ref=plan, said=said, by=self.by, now=self.now)
        for month in every:
            at = _noon(month.replace(day=SETTLE))
            freezing.freeze(
                ref=plan, month=month, said="Invented: the board", by=self.by, now=min(at, self.now)
            )

    def _planned(self, begun: datetime, last: date) -> str:
        from teamaround.improvement.services import planning, reviewing
        from teamaround.improvement.services.reviewing import NewRecommendation, NewReview

        here: dict[str, Any] = {"authority_id": self.by.authority_id, "by": self.by, "now": begun}
        new = NewReview(
            self.by.authority_id, "own-review", "2026", f"Measured review {self.number + 1}", "Invented",
            published_on=begun.date(), note="Invented, to be measured",
        )  # fmt: skip
        review = reviewing.enter_review(new=new, by=self.by, now=begun)
        many = -(-self.actions // OF_ONE_RECOMMENDATION)
        reviewing.add_recommendations(
            ref=review.ref, new=[NewRecommendation(str(nth + 1), words(self.dice, 25), "The partnership", own_day=last + timedelta(days=400)) for nth in range(many)],
            **here,
        )  # fmt: skip
        plan = planning.begin_plan(review_ref=review.ref, title=f"{TITLE} {self.number + 1}", **here)
        return plan.ref

    def _acted(self, plan: str, begun: datetime, every: Sequence[date]) -> list[str]:
        from teamaround.improvement.services import planning
        from teamaround.improvement.services.planning import NewAction

        new = []
        for nth in range(self.actions):
            owner = self.owners[(self.number * OF_ONE_PLAN + nth) % len(self.owners)]
            new.append(
                NewAction(
                    str(nth // OF_ONE_RECOMMENDATION + 1), self._content(owner[1], every), owner_id=owner[0]
                )
            )
        return [row.ref for row in planning.add_actions(ref=plan, new=new, by=self.by, now=begun)]

    def _content(self, owner: str, every: Sequence[date]) -> Content:
        from teamaround.improvement.rules.planning import Content, Milestone

        due = self.dice.choice(every) + timedelta(days=200)
        return Content(
            words=words(self.dice, 18), owner_post="Head of Service", owner=owner, partners=("Schools", "Health"),
            due_on=due, milestones=(Milestone(words(self.dice, 6), due - timedelta(days=60)),), measure=words(self.dice, 8),
            baseline="Four in ten", target="Eight in ten", measured_on=due,
        )  # fmt: skip

    def _typed(self, month: date) -> Typed:
        from teamaround.improvement.rules.months import Progress, Rating, Typed

        delivery = self.dice.choice((Rating.GREEN, Rating.AMBER, Rating.RED))
        is_well = delivery is Rating.GREEN
        return Typed(
            Progress.UNDER_WAY, delivery, self.dice.choice(list(Rating)), words(self.dice, 30),
            "" if is_well else words(self.dice, 10), None if is_well else month + timedelta(days=45),
        )  # fmt: skip


def _months_before(today: date, many: int) -> Iterator[date]:
    """The first days of so many months that are over, the oldest first."""
    whole = today.year * 12 + today.month - 1
    for number in range(whole - many, whole):
        yield date(number // 12, number % 12 + 1, 1)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)
