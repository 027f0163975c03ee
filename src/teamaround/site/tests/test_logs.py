"""What stands in a log names nobody and opens nothing."""

import logging

from teamaround.site.logs import NoPersonalData, without_links
from teamaround.site.server_log import ServerLog

SECRET = "nDqZ8m2v0eJmS8lT3xVb9QyYw1kGg5hHcA7rUuPpOo4"
PATH = f"/by-link/open/{SECRET}/"


def logged(msg, *args):
    entry = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, msg, args, None)
    NoPersonalData().filter(entry)
    return entry.getMessage()


def test_the_secret_of_a_link_stands_in_no_log():
    assert logged("%s: %s", "Not Found", PATH) == "Not Found: /by-link/open/…/"
    assert logged(f"Error handling request {PATH}") == "Error handling request /by-link/open/…/"
    assert logged("%d rows of %s", 3, "/find/") == "3 rows of /find/"
    assert SECRET not in without_links(f"GET {PATH}?x=1 HTTP/1.1")
    assert SECRET not in without_links(f"GET /directory/yours/open/{SECRET}/ HTTP/1.1")


def test_nor_in_the_servers_own(monkeypatch):
    monkeypatch.setattr(
        "gunicorn.glogging.Logger.atoms", lambda *_: {"U": PATH, "r": f"GET {PATH} HTTP/1.1", "D": 12}
    )
    atoms = ServerLog.atoms(object.__new__(ServerLog), None, None, {}, None)
    assert SECRET not in str(atoms) and atoms["D"] == 12
