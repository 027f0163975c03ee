"""A small directory in the small world, and somebody who takes another's list into it."""

import pytest

from teamaround.directory.pages import finding
from teamaround.directory.pages.drawn import Drawn

from .places import make
from .taker import Taker


@pytest.fixture(autouse=True)
def nothing_drawn_before(monkeypatch):
    """Pages that another test drew are not given again."""
    monkeypatch.setattr(finding, "pages_drawn", Drawn())


@pytest.fixture
def small(world):
    """The directory of places.py, in this test's transaction."""
    return make(world)


@pytest.fixture
def taker(world, small):
    """A source that may be asked, and a keeper who takes it in."""
    return Taker(world)
