"""A small invented county in files, made once for all tests of the package."""

import pytest

from teamaround.matching.generating.writing import Order, generate


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    """index, incoming and truth of 1,500 children and 400 records, with three times the usual errors."""
    folder = tmp_path_factory.mktemp("county")
    return generate(Order(index=1500, incoming=400, errors=3.0, seed=5), folder, processes=1)
