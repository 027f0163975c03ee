"""A database that somebody else runs: what its owner may do decides what is done or said."""

from urllib.parse import quote

import psycopg
import pytest

from teamaround.embedded import Problem, connection, elsewhere, running
from teamaround.embedded.places import secret


@pytest.fixture
def server(database, state):
    """The test's own cluster, seen as somebody else's: a superuser's session on it."""
    session = psycopg.connect(
        host=str(database.cluster.sockets), user="postgres", password=secret("superuser", state=state),
        dbname="postgres", autocommit=True,
    )  # fmt: skip
    session.execute("DROP DATABASE teamaround")
    session.execute("DROP ROLE teamaround_app")
    session.execute("CREATE ROLE council LOGIN PASSWORD 'council'")
    session.execute("CREATE DATABASE theirs OWNER council TEMPLATE template0")
    yield session
    session.execute("DROP DATABASE theirs")
    for role in ("council", "teamaround_app"):
        session.execute(f"DROP ROLE IF EXISTS {role}")
    session.close()


@pytest.fixture
def url(server):
    return f"postgresql://council:council@/theirs?host={quote(server.info.host)}"


def test_an_owner_that_may_make_roles_gets_the_sites_role_made(server, url, monkeypatch, tmp_path):
    server.execute("ALTER ROLE council CREATEROLE")
    monkeypatch.setenv("DATABASE_URL", url)
    database = running.start(tmp_path)
    assert "from DATABASE_URL" in database.says
    assert database.is_up()
    database.stop()
    rights = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = 'teamaround_app'"
    assert server.execute(rights).fetchone() == (False, False, False)
    again = running.start(tmp_path)
    with psycopg.connect(**connection.for_psycopg(again.connections.app)) as session:
        assert session.execute("SELECT current_user").fetchone() == ("teamaround_app",)


@pytest.mark.usefixtures("server")
def test_an_owner_that_may_not_is_told_what_to_ask_for(url, tmp_path):
    both = connection.external(url, "", tmp_path)
    with pytest.raises(Problem, match=r"CREATE ROLE teamaround_app LOGIN .*DATABASE_APP_URL"):
        elsewhere.prepare_elsewhere(both)


def test_a_role_that_passes_by_row_security_is_refused(server, url, tmp_path):
    server.execute("CREATE ROLE teamaround_app LOGIN BYPASSRLS PASSWORD 'app'")
    app = url.replace("council:council", "teamaround_app:app")
    with pytest.raises(Problem, match="bypasses row security"):
        elsewhere.prepare_elsewhere(connection.external(url, app, tmp_path))


@pytest.mark.usefixtures("server")
def test_a_wrong_password_is_said_without_the_password(url, tmp_path):
    wrong = url.replace("council:council", "council:hush")
    with pytest.raises(Problem, match="DATABASE_URL does not let us in") as said:
        elsewhere.prepare_elsewhere(connection.external(wrong, "", tmp_path))
    assert "hush" not in str(said.value)
