"""A child whose mother agreed, a small directory, and two services: one whose people sign in, one by e-mail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.assessments import services as assessing
from teamaround.assessments.tests.world import agreement
from teamaround.directory.tests.places import make
from teamaround.episodes import services as plans
from teamaround.people import services as people
from teamaround.requests import services
from teamaround.requests.rules.asking import Wish
from teamaround.requests.services.asking import ByLink

WISH = Wish(
    what="Two talks about sleep.", told="She wakes at three. Her mother is tired.", called="Ash",
    reach="Ring Mira after four.", telephone="01632 960010", agreed_in_words="Her mother said yes today.",
    family_agrees=True,
)  # fmt: skip
SITE = "https://ta.example"


class Asking:
    """Sam (SENCO) asks; Leo's agency runs Drop in; the sail club is reached by e-mail."""

    def __init__(self, world):
        self.world, self.small, self.child = world, make(world), world.child()
        self.drop_in = self.small.add(
            "Drop in", "harbour", wait_time="A week.", terms=(("needs", "potty-and-sleep"),)
        )
        self.sail = self.small.service["Young sailors"]

    def as_(self, who):
        return acting(self.world.viewer(who), now=self.world.now)

    def agree(self, *agencies, may_share=True, who="senco"):
        with self.as_(who) as by:
            assessing.begin(child_id=self.child.pk, by=by, now=self.world.now)
            covered = [self.world.agency[code].pk for code in agencies]
            return plans.record_agreement(
                child_id=self.child.pk, by=by, now=self.world.now, **agreement(*covered, may_share=may_share)
            )

    def ask(self, service=None, *, who="senco", email="", **changes):
        with self.as_(who) as by:
            return services.ask(
                child_id=self.child.pk, service_id=(service or self.drop_in).pk, wish=replace(WISH, **changes),
                by_link=ByLink(email, SITE), by=by, now=self.world.now,
            )  # fmt: skip

    def hide(self):
        with self.as_("index") as by:
            people.shield(
                child_id=self.child.pk, because="Fear of violence", review_on=self.world.today + timedelta(90),
                by=by, now=self.world.now,
            )  # fmt: skip

    def do(self, verb, ref, who="lead", at=None, **told):
        with self.as_(who) as by:
            return verb(ref=ref, by=by, now=at or self.world.now, **told)


@pytest.fixture
def asking(world):
    """The scene, without any agreement yet."""
    return Asking(world)


@pytest.fixture
def agreed(asking):
    """The same, and the mother agreed that the school shares with health visiting."""
    asking.agree("visiting")
    return asking
