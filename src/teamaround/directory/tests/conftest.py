"""A small directory in the small world."""

import pytest

from .places import make


@pytest.fixture
def small(world):
    """The directory of places.py, in this test's transaction."""
    return make(world)
