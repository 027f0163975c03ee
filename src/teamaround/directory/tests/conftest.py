"""A small directory in the small world, and somebody who takes another's list into it."""

import pytest
from django.db import connection

from teamaround.directory.pages import finding
from teamaround.directory.pages.drawn import Drawn

from .places import make
from .taker import Taker


@pytest.fixture(autouse=True)
def nothing_drawn_before(monkeypatch):
    """Pages that another test drew are not given again."""
    monkeypatch.setattr(finding, "pages_drawn", Drawn())


IN_STEP = """SELECT count(*) FROM directory_service WHERE sought_terms <> directory_terms_of(id)
    OR sought_covers <> directory_covers_of(id) OR sought_spots <> directory_spots_of(id)"""


@pytest.fixture(autouse=True)
def what_a_search_asks_is_in_step(request):
    """After whatever a test did, each entry's row says the same as what hangs on the entry."""
    has_tables = request.node.get_closest_marker("django_db") is not None
    if has_tables:
        request.getfixturevalue("db")
    yield
    if has_tables:
        with connection.cursor() as cursor:
            cursor.execute(IN_STEP)
            assert cursor.fetchone() == (0,)


@pytest.fixture
def small(world):
    """The directory of places.py, in this test's transaction."""
    return make(world)


@pytest.fixture
def taker(world, small):
    """A source that may be asked, and a keeper who takes it in."""
    return Taker(world)
