"""Addresses of databases, and how connections are handed on."""

import pytest

from teamaround.embedded import Problem, connection


def test_an_address_becomes_djangos_settings():
    entry = connection.from_url(
        "postgresql://own%40er:p%2Fw@db.example:5433/team?sslmode=require",
        called="DATABASE_URL",
    )
    assert entry == {
        "ENGINE": connection.ENGINE, "NAME": "team", "USER": "own@er", "PASSWORD": "p/w",
        "HOST": "db.example", "PORT": "5433", "OPTIONS": {"sslmode": "require"},
    }  # fmt: skip
    assert connection.for_psycopg(entry) == {
        "dbname": "team", "user": "own@er", "password": "p/w", "host": "db.example",
        "port": "5433", "sslmode": "require",
    }  # fmt: skip


def test_a_socket_folder_can_be_the_host():
    entry = connection.from_url("postgres://u@/team?host=/run/postgresql", called="X")
    assert (entry["HOST"], entry["PORT"], "OPTIONS" in entry) == (
        "/run/postgresql",
        "",
        False,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "mysql://u@h/n",
        "postgres://u@h",
        "postgres://h/n",
        "postgres://u@h:port/n",
        "nonsense",
    ],
)
def test_a_wrong_address_says_how_it_should_read_and_keeps_the_password_quiet(wrong):
    with pytest.raises(Problem, match="DATABASE_URL should read postgresql://user:password@host"):
        connection.from_url(wrong, called="DATABASE_URL")


def test_the_sites_role_gets_a_password_of_its_own(tmp_path):
    both = connection.external("postgres://boss:secret@h/team", "", tmp_path)
    again = connection.external("postgres://boss:secret@h/team", "", tmp_path)
    other = connection.external("postgres://boss:secret@h/other", "", tmp_path)
    assert both == again
    assert both.app["USER"] == connection.APP
    assert "secret" != both.app["PASSWORD"] != other.app["PASSWORD"]


def test_one_role_for_both_is_refused(tmp_path):
    with pytest.raises(Problem, match="another role"):
        connection.external("postgres://a:b@h/n", "postgres://a:b@h/n", tmp_path)


def test_handed_on_through_an_environment_and_through_the_state_folder(tmp_path):
    both = connection.external("postgres://a:b@h/n", "postgres://c:d@h/n", tmp_path)
    environment = {"DATABASE_URL": "postgres://x:y@h/other"}
    both.pass_on(environment)
    assert connection.read(environment) == both
    both.write(tmp_path)
    assert connection.read(tmp_path) == both
    assert (tmp_path / connection.FILE).stat().st_mode & 0o777 == 0o600


def test_before_any_start_the_connections_lead_nowhere(tmp_path):
    nowhere = connection.read(tmp_path)
    assert nowhere.app["USER"] == connection.APP
    assert nowhere.app["PASSWORD"] == ""
