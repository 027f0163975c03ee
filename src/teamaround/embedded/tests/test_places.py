"""Folders, secrets and the socket's path."""

import os
import stat
from dataclasses import replace

import pytest

from teamaround.embedded import Problem, secret, sockets, state_base, state_folder
from teamaround.embedded.account import account


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def moved(monkeypatch, tmp_path):
    monkeypatch.setenv("TEAMAROUND_STATE", str(tmp_path / "elsewhere"))
    monkeypatch.delenv("TEAMAROUND_INSTALLATION", raising=False)
    return tmp_path / "elsewhere"


def test_the_state_can_be_moved_and_is_closed_to_others(moved):
    assert state_base() == moved
    assert state_folder() == moved / "site"
    assert state_folder("demo") == moved / "demo"
    assert mode(state_folder()) == 0o700


def test_a_secret_is_made_once_and_closed_to_others(moved):
    first = secret("django-key")
    assert len(first) > 40
    assert secret("django-key") == first != secret("another")
    assert mode(moved / "site" / "secrets" / "django-key") == 0o600


def test_a_state_folder_that_cannot_be_made_ends_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("TEAMAROUND_STATE", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda path, how: False)
    with pytest.raises(Problem, match="belongs to somebody else"):
        state_folder()


def test_the_socket_fits_however_deep_the_state_lies(tmp_path):
    deep = tmp_path.joinpath(*["a-rather-long-folder-name"] * 6)
    deep.mkdir(parents=True)
    folder = sockets.folder_for(deep, account())
    try:
        assert len(os.fsencode(folder / sockets.SOCKET)) <= sockets.LONGEST
        assert mode(folder) == 0o700
        assert sockets.folder_for(deep, account()) == folder
    finally:
        folder.rmdir()


def test_a_long_temporary_folder_is_passed_over(tmp_path):
    long = tmp_path / ("x" * 90)
    long.mkdir()
    folder = sockets.folder_for(tmp_path, account(), temps=[long, sockets.Path("/tmp")])
    folder.rmdir()
    assert folder.parent == sockets.Path("/tmp")
    with pytest.raises(Problem, match="TMPDIR"):
        sockets.folder_for(tmp_path / "other", account(), temps=[long])


def test_a_folder_that_somebody_else_made_is_left_alone(tmp_path):
    owner = account()
    stranger = replace(owner, uid=owner.uid + 1, lends=False)
    theirs = sockets.folder_for(tmp_path, owner)
    (tmp_path / sockets.REMEMBERED).unlink()
    theirs.chmod(0o755)
    ours = sockets.folder_for(tmp_path, owner)
    try:
        assert ours != theirs
        assert not sockets._ours(theirs, stranger)
    finally:
        theirs.rmdir()
        ours.rmdir()
