"""Somebody who keeps plans, and a measure whose answers a test chooses."""

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.facts import register
from teamaround.facts.rules.counting import Counted, Unit, Words

SHEEP = Words(
    "sheep", "Sheep that were counted", "Sheep that jumped, over all sheep.", Unit.SHARE, "sheep that jumped",
    "sheep", "sheep that stayed",
)  # fmt: skip


@pytest.fixture
def keeper(world):
    """Dot Vale keeps plans."""
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=world.today, by=by,
            now=world.now,
        )  # fmt: skip
    return world.viewer("data")


class Flock:
    """What the measure answers, by place, and what it was asked."""

    def __init__(self):
        self.answers = {"": among(30, 40)}
        self.asked = []

    def count(self, asked):
        self.asked.append(asked)
        return self.answers[asked.parameters["where"]]


def among(top, n):
    return Counted(top, n, None, n, top, n - top)


@pytest.fixture
def flock(monkeypatch):
    """Sheep, and two fields."""
    made = Flock()
    monkeypatch.setattr(register, "_measures", {"sheep": register.Measure(SHEEP, made.count)})
    monkeypatch.setattr(register, "_places", [lambda authority, on: [("up", "Upper"), ("low", "Lower")]])
    return made
