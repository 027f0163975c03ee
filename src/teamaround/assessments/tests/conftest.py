"""The small world that these tests share."""

import pytest

from teamaround.assessments.tests.world import team
from teamaround.kernel.looks import collecting


@pytest.fixture
def world(world):
    """The team around one child, with looks collected as a page would."""
    with collecting():
        yield team(world)
