"""A real private cluster for the tests that need one, with nothing left behind."""

import pytest

from teamaround.embedded import running


@pytest.fixture(autouse=True)
def no_database_from_outside(monkeypatch):
    for name in (
        "DATABASE_URL",
        "DATABASE_APP_URL",
        "TEAMAROUND_CONNECTIONS",
        "TEAMAROUND_POSTGRES",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    folder = tmp_path_factory.mktemp("state")
    folder.chmod(0o700)
    yield folder
    running.discard(folder)


@pytest.fixture
def database(state):
    database = running.start(state)
    yield database
    database.stop()
