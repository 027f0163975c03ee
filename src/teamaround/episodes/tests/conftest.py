"""The small world that these tests share."""

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments import services as assessing
from teamaround.assessments.tests.world import NOW, agreement, team
from teamaround.episodes import services
from teamaround.kernel.looks import collecting


@pytest.fixture
def world(world):
    """The team around one child, with looks collected as a page would."""
    with collecting():
        yield team(world)


@pytest.fixture
def episode(world):
    """Asha has begun an assessment, the mother agreed that health visiting takes part, it is shared."""
    with opened(world.asha):
        begun = assessing.begin(child_id=world.child_id, by=world.asha, now=NOW)
        opened_one = services.record_agreement(
            child_id=world.child_id, by=world.asha, now=NOW, **agreement(world.cara.agency_id)
        )
        assessing.share(ref=begun.ref, by=world.asha, now=NOW)
        return opened_one


@pytest.fixture
def led(world, episode):
    """Cara has accepted to lead."""
    with opened(world.asha):
        services.name_lead(
            ref=episode.ref, practitioner_id=world.cara.practitioner_id, family_asked=True,
            family_view="Mum likes her", by=world.asha, now=NOW,
        )  # fmt: skip
    with opened(world.cara):
        services.accept_lead(ref=episode.ref, manager_knows=True, manager="Jo Marsh", by=world.cara, now=NOW)
    episode.refresh_from_db()
    return episode
