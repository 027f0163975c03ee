"""Pages as they were last drawn, for visitors of whom this site knows nothing.

What a page says comes from the database on every request; only when all of it is the same, in the same language
and on the same day, is the page given again as it was drawn. So a change shows at once, whoever made it. Whoever has a
session (a shortlist, somebody signed in) has their pages drawn for them. Nothing confidential comes here: pages of this
kind read the public views alone.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token

from teamaround.kernel import tongue

THEIR_OWN = re.compile(rb'(?<=<input type="hidden" name=")(csrfmiddlewaretoken|once)(" value=")[^"]*')
MOST = 400  # pages that a process keeps: some twenty kilobytes each
CSRF = b"csrfmiddlewaretoken"


class Drawn:
    """Keeps the pages that were asked for last, without what is made anew for each visitor."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock = most, Lock()
        self._known: OrderedDict[bytes, list[bytes]] = OrderedDict()

    def answer(self, http: HttpRequest, said: str, *, draw: Callable[[], HttpResponse]) -> HttpResponse:
        """The page that says this, drawn now or before; `said` is everything that it is made of but the language."""
        if http.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in http.COOKIES:
            return draw()
        token = get_token(http)
        about = sha256(f"{http.get_full_path()}\n{tongue.language()}\n{said}".encode()).digest()
        mark = f'W/"{sha256(about + str(http.META["CSRF_COOKIE"]).encode()).hexdigest()[:32]}"'
        if http.headers.get("If-None-Match") == mark:
            return _marked(HttpResponseNotModified(), mark)
        pieces = self._pieces(about)
        if pieces is None:
            drawn = draw()
            if drawn.status_code != 200:
                return drawn
            pieces = THEIR_OWN.split(drawn.content)
            self._keep(about, pieces)
        return _marked(HttpResponse(_put_together(pieces, token)), mark)

    def _pieces(self, about: bytes) -> list[bytes] | None:
        with self._lock:
            found = self._known.get(about)
            if found is not None:
                self._known.move_to_end(about)
            return found

    def _keep(self, about: bytes, pieces: list[bytes]) -> None:
        with self._lock:
            self._known[about] = pieces
            while len(self._known) > self._most:
                self._known.popitem(last=False)


def _put_together(pieces: list[bytes], token: str) -> bytes:
    """The page with this visitor's own proofs in its forms."""
    made = []
    for text, name, between in zip(pieces[::3], [*pieces[1::3], b""], [*pieces[2::3], b""], strict=True):
        own = token if name == CSRF else secrets.token_urlsafe(18)
        made += [text, name, between, own.encode() if name else b""]
    return b"".join(made)


def _marked(response: HttpResponse, mark: str) -> HttpResponse:
    response.headers["ETag"] = mark
    return response
