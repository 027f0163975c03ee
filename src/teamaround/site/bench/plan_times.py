"""How long plans take to read with several people at once, and whether frozen months are made again the same."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .plans import TITLE, keeper_of_plans, whoever
from .times import spread
from .visitor import Visitor

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer

PEOPLE, PAUSE, REMADE_PLANS = 10, 1.0, 4


@dataclass(frozen=True)
class Place:
    """A plan with some of its actions and frozen months, by reference."""

    plan: str
    actions: tuple[str, ...]
    months: tuple[str, ...]


def places() -> list[Place]:
    """Every plan that is measured."""
    from teamaround.accounts.door import acting
    from teamaround.improvement.queries import months, plans
    from teamaround.kernel import clock

    keeper = keeper_of_plans()
    with acting(keeper):
        rows = plans.plans(keeper, on=clock.day_of(clock.now()))
        return [
            Place(
                row.ref,
                tuple(each.ref for each in plans.actions(row)),
                tuple(each.ref for each in months.months(row)),
            )
            for row in rows
            if row.title.startswith(TITLE)
        ]


def pages(found: Sequence[Place], *, port: int, rounds: int) -> dict[str, Any]:
    """A keeper and members read plans, from all of them to one action, with a second between pages.

    The first round of each is told apart: in it each process of the site reads its templates, once after it began.
    """
    from teamaround.accounts.rules import Duty

    keeper, member = keeper_of_plans(), whoever(Duty.SEE_COUNTS)
    seconds: dict[str, list[float]] = defaultdict(list)
    failed: dict[str, int] = defaultdict(int)
    first: list[float] = []
    lock = threading.Lock()

    def read(number: int, who: Viewer) -> None:
        dice = random.Random(number)  # noqa: S311
        visitor = Visitor(port)
        visitor.sign_in(who.account_ref)
        time.sleep(dice.random() * PAUSE)
        for nth in range(rounds + 1):
            for page, path in _paths(dice.choice(found), dice, is_member=who is member):
                answer = visitor.get(path)
                with lock:
                    if answer.status == 200:
                        (seconds[page] if nth else first).append(answer.seconds)
                    else:
                        failed[f"{page}: {answer.status}"] += 1
                time.sleep(PAUSE * (0.5 + dice.random()))

    _all_at_once(read, [member if number % 2 else keeper for number in range(PEOPLE)])
    return {
        "people": PEOPLE,
        "pages": {page: spread(each) for page, each in sorted(seconds.items())},
        "first_round": spread(first),
        "failed": dict(failed),
    }


def _all_at_once(read: Callable[[int, Viewer], None], people: Sequence[Viewer]) -> None:
    threads = [threading.Thread(target=read, args=each) for each in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _paths(place: Place, dice: random.Random, *, is_member: bool) -> Iterator[tuple[str, str]]:
    whose = "member" if is_member else "keeper"
    yield f"{whose}: all plans", "/improvement/plans/"
    yield f"{whose}: plan", f"/improvement/plans/{place.plan}/"
    yield f"{whose}: action", f"/improvement/actions/{dice.choice(place.actions)}/"
    yield f"{whose}: months", f"/improvement/plans/{place.plan}/months/"
    yield f"{whose}: frozen month", f"/improvement/months/{dice.choice(place.months)}/"


def remade(found: Sequence[Place]) -> dict[str, Any]:
    """Frozen months of some plans made again from what was known at their moment, by their hashes."""
    from teamaround.accounts.door import acting
    from teamaround.improvement.queries import months
    from teamaround.improvement.rules.months import digest
    from teamaround.improvement.services.months import made_again
    from teamaround.kernel import clock

    keeper, seconds, same = keeper_of_plans(), [], 0
    with acting(keeper):
        for ref in [ref for place in found[:REMADE_PLANS] for ref in place.months]:
            row = months.month(keeper, ref, on=clock.day_of(clock.now()))
            started = time.perf_counter()
            same += digest(made_again(row)) == row.digest
            seconds.append(time.perf_counter() - started)
    return {**spread(seconds), "identical": same, "frozen_in_all": sum(len(place.months) for place in found)}
