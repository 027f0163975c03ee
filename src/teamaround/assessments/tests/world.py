"""The shared small world, seen from one child's assessment.

Ashby Green School       Asha (SENCO) begins assessments, Ben (teacher) works beside her
Ashby Health Visiting    Cara joins
Ashby Social Care        Dev receives worries, and does not write assessments
Brindle Social Care      Eve, next door, may not know of the child
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import tests.world
from django.db import connection

from teamaround.accounts.rules import Duty, Viewer, setting_up
from teamaround.agencies import services as agencies
from teamaround.sharing.agreement_rules import AgreementFacts, How, Standing

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Team:
    """The people above as viewers, and the child."""

    asha: Viewer
    ben: Viewer
    cara: Viewer
    dev: Viewer
    eve: Viewer
    child_id: int
    child_ref: str
    everything: tests.world.World
    now: datetime = NOW

    @property
    def account(self):
        return self.everything.account


def team(world):
    """The team in the shared world, and the child."""
    dev = world.viewer("duty")
    child = world.child()
    return Team(
        asha=world.viewer("senco"), ben=world.viewer("teacher"), cara=world.viewer("health_visitor"),
        dev=replace(dev, duties=dev.duties - {Duty.WRITE_ASSESSMENTS}), eve=world.viewer("neighbour"),
        child_id=child.pk, child_ref=child.ref, everything=world,
    )  # fmt: skip


def leave(practitioner_id, on):
    """Somebody left their post."""
    agencies.end_post(practitioner_id=practitioner_id, on=on, by=setting_up(), now=NOW)


def agreement(*agencies_covered, may_share=True, given_by="Mira Lindqvist"):
    """What a mother agrees to."""
    return {
        "facts": AgreementFacts(
            given_on=date(2026, 11, 20), given_by=given_by, standing=Standing.PARENTAL_RESPONSIBILITY,
            competence_reason="", age=9, has_parental_responsibility=True, may_store=True,
            may_share=may_share, agencies=frozenset(agencies_covered),
        ),
        "how": How.SPOKEN,
    }  # fmt: skip


def acts():
    """The acts recorded so far, the newest last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT act FROM audit_entry ORDER BY id")
        return [row[0] for row in cursor.fetchall()]
