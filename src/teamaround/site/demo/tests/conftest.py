"""A county loaded in the test's own transaction, with the clock at a Friday noon."""

import pytest


@pytest.fixture
def load(db, noon):
    """`load(county, in_bulk=...)` returns the cast."""
    from teamaround.site.demo.loading import load

    def run(county, *, in_bulk=False):
        return load(county, now=noon, progress=lambda *said: None, in_bulk=in_bulk, processes=0)

    return run
