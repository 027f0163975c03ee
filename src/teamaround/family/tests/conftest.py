"""Asha's plan, and her parents, who live apart."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.models import Letter
from teamaround.assessments.tests.world import NOW, TODAY, agreement, team
from teamaround.episodes import services as plans
from teamaround.episodes.rules.goals import Wished
from teamaround.episodes.rules.planning import Planned
from teamaround.episodes.services import goals
from teamaround.episodes.tests.gatherings import a_meeting, a_team
from teamaround.family import services
from teamaround.family.services import FamilyWish
from teamaround.kernel.looks import collecting
from teamaround.people import services as people
from teamaround.people.models import Relationship
from teamaround.people.rules import RelationshipType
from teamaround.people.services import NewCarer


@dataclass
class Parents:
    """Mira has parental responsibility; Tomas lives elsewhere and has it too; Vera, a neighbour, has not."""

    mira: int
    tomas: int
    vera: int


@pytest.fixture
def world(world):
    """The team around one child, with looks collected as a page would."""
    with collecting():
        yield team(world)


@pytest.fixture
def plan(world):
    """A plan with a goal, three actions, a team and a meeting; health visiting takes part."""
    with opened(world.asha):
        found = plans.record_agreement(
            child_id=world.child_id, by=world.asha, now=NOW, **agreement(world.cara.agency_id)
        )
        goal = goals.add_goal(
            ref=found.ref,
            child_id=world.child_id,
            wished=Wished("Sleep is hard", "She sleeps all night"),
            by=world.asha,
            now=NOW,
        )
        for what, who, works in (
            ("Visit at bedtime", "", world.cara.practitioner_id), ("Read a story", "Mira Lindqvist", None),
            ("Buy a lamp", "Tomas", None),
        ):  # fmt: skip
            plans.add_action(
                ref=found.ref, by=world.asha, now=NOW,
                planned=Planned(what, who, works, TODAY + timedelta(days=9), goal=goal.pk),
            )  # fmt: skip
    a_team(world, found)
    a_meeting(world, found)
    return found


@pytest.fixture
def parents(world, plan):
    with opened(world.asha):
        for kind, given, responsible in (
            (RelationshipType.FATHER, "Tomas", True), (RelationshipType.OTHER_CARER, "Vera", False),
        ):  # fmt: skip
            people.record_carer(
                child_id=world.child_id, by=world.asha, now=NOW,
                new=NewCarer(kind, given, "Lindqvist", telephone="01632 960099", has_parental_responsibility=responsible),
            )  # fmt: skip
    rows = {row.carer.given: row.carer_id for row in Relationship.objects.select_related("carer")}
    return Parents(rows["Mira"], rows["Tomas"], rows["Vera"])


def wish(carer, **changes: Any):
    told = {"name": "Mira Lindqvist", "email": "mira@example.org", "called": "Ash", "is_safe": True}
    return FamilyWish(carer_id=carer, **(told | changes))


def invite(world, plan, carer, by=None, **changes):
    by = by or world.asha
    with opened(by):
        return services.invite(
            ref=plan.ref, child_ref="", wish=wish(carer, **changes), site="https://ta.example", by=by, now=NOW
        )


@pytest.fixture
def mira(world, plan, parents):
    return invite(world, plan, parents.mira)


@pytest.fixture
def tomas(world, plan, parents):
    return invite(world, plan, parents.tomas, name="Tomas Lindqvist", email="tomas@example.org")


def viewer_of(world, view):
    with opened(world.asha):
        return guests.guest_viewer(guests.about([view.ref])[view.ref])


def enter(client, world, view):
    """Somebody opens their link and types the code."""
    with opened(world.asha):
        row = guests.about([view.ref])[view.ref]
    body = Letter.objects.filter(invitation=row, is_code=False).latest("pk").body
    client.get(re.search(r"ta\.example(/\S+)", body)[1])
    client.post(reverse("guests:link"))
    code = re.search(r"\d{6}", Letter.objects.filter(invitation=row, is_code=True).latest("pk").body)[0]
    return client.post(reverse("guests:code"), {"code": code})
