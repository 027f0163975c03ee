"""Who sits where: people who lead plans, signed in, and those who write in the same few assessments."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.assessments import queries as assessments
from teamaround.assessments.rules.definition import Kind
from teamaround.assessments.rules.states import State
from teamaround.episodes import queries as episodes
from teamaround.kernel import clock

from .open_work import staff
from .visitor import Visitor

MOST_PLANS = 10


@dataclass(frozen=True)
class Plan:
    """One plan that somebody leads, by the references that its pages have."""

    child: str
    assessment: str
    episode: str
    sections: tuple[str, ...]

    def writing_page(self, section: str) -> str:
        """Where a section of its assessment is written."""
        return f"/assessments/{self.assessment}/write/{section}/"


@dataclass(frozen=True)
class Person:
    """Somebody with the plans that they lead."""

    viewer: Viewer
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Desk:
    """Somebody who writes in one assessment."""

    account: str
    plan: Plan


def people(many: int) -> list[Person]:
    """As many people as lead something, in an order of chance."""
    everybody = [viewer for own in staff().values() for viewer in own]
    random.Random(5).shuffle(everybody)  # noqa: S311
    leading = (Person(viewer, tuple(_plans(viewer))) for viewer in everybody)
    return list(islice((person for person in leading if person.plans), many))


def _plans(viewer: Viewer) -> Iterator[Plan]:
    """What somebody leads and may still write in."""
    with acting(viewer):
        leads, _ = episodes.led_by(viewer)
        for lead in leads[:MOST_PLANS]:
            plan = _plan(lead.episode.ref, viewer)
            if plan is not None:
                yield plan


def _plan(ref: str, viewer: Viewer) -> Plan | None:
    found = episodes.episode(ref)
    if found is None or found.assessment is None or found.assessment.state != State.BEGUN:
        return None
    assessment = assessments.assessment(found.assessment.ref)
    if assessment is None or not assessments.reads(viewer, assessment, at=clock.now()):
        return None
    form = assessments.form_of(assessment)
    sections = tuple(
        section.key
        for section in assessments.sections_to_write(viewer, assessment)
        if any(asked.kind is Kind.LONG for _, asked in form.boxes_of(section))
    )
    return Plan(found.child.ref, assessment.ref, found.ref, sections)


def desks(everybody: list[Person], *, many: int, assessments_shared: int = 3) -> list[Desk]:
    """Desks at the same few assessments: their leads with colleagues, one account at two desks of each."""
    colleagues = staff()
    found: list[Desk] = []
    for nth, person in enumerate(everybody[:assessments_shared]):
        places = len(range(nth, many, assessments_shared))
        own = [person.viewer] + [
            one for one in colleagues[person.viewer.agency_id] if one.account_id != person.viewer.account_id
        ]
        chosen = [*own[: max(1, places - 1)], person.viewer]
        found += [Desk(chosen[at % len(chosen)].account_ref, person.plans[0]) for at in range(places)]
    return found


def signed_in(port: int, account_ref: str) -> Visitor:
    """A browser of somebody who has signed in and said what they are here for.

    Only the cast of a demo is offered without a password, so the session is opened here.
    """
    from django.conf import settings
    from django.test import Client

    account = accounts.account(account_ref)
    assert account is not None
    client = Client()
    client.force_login(account, settings.AUTHENTICATION_BACKENDS[0])
    visitor = Visitor(port)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.learn_token(visitor.get("/find/"))
    visitor.post("/find/", {"name": "nobody at all", "purpose": "help"})
    return visitor
