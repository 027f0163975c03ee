"""The small world that these tests share."""

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments import services
from teamaround.assessments.tests.world import NOW, team
from teamaround.kernel.looks import collecting


@pytest.fixture
def world(world):
    """The team around one child, with looks collected as a page would."""
    with collecting():
        yield team(world)


@pytest.fixture
def begun(world):
    """Sam has begun an assessment of the child."""
    with opened(world.asha):
        return services.begin(child_id=world.child_id, by=world.asha, now=NOW)
