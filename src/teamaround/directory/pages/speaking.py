"""The language in which somebody reads the public pages: chosen by a plain link, kept in a cookie and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from teamaround.kernel import tongue
from teamaround.kernel.tongue import ENGLISH

from ..rules.translating import ENGLISH_NAMES

SPOKEN = {ENGLISH: "English", "cy": "Cymraeg"}
ASKED, COOKIE = "lang", "language"
LOCALE, NOBODY = Path(__file__).parents[1] / "locale", "nobody yet"
KEPT_FOR = 365 * 24 * 60 * 60  # seconds


def spoken(http: HttpRequest) -> str:
    """The language that this browser asked for; English where it has not."""
    code = http.COOKIES.get(COOKIE, ENGLISH)
    return code if code in SPOKEN else ENGLISH


def switched(http: HttpRequest) -> HttpResponse | None:
    """The same page again, in the language that its address asks for; None where it asks for none."""
    asked = http.GET.get(ASKED, "")
    if http.method not in ("GET", "HEAD") or asked not in SPOKEN:
        return None
    given = http.GET.copy()
    del given[ASKED]
    answer = HttpResponseRedirect(f"{http.path}{'?' if given else ''}{given.urlencode()}")
    answer.set_cookie(
        COOKIE, asked, max_age=KEPT_FOR, path="/directory/", secure=settings.HTTPS, httponly=True, samesite="Lax"
    )  # fmt: skip
    return answer


def unchecked() -> list[str]:
    """Languages, by their English names, whose words nobody who speaks them has checked yet."""
    return [ENGLISH_NAMES[code] for code in SPOKEN if code != ENGLISH and _checked_by(code) == NOBODY]


@cache
def _checked_by(code: str) -> str:
    """Who checked a catalogue, as its head says."""
    file = LOCALE / code / "LC_MESSAGES" / "django.mo"
    return GNUTranslations(BytesIO(file.read_bytes())).info().get("x-checked-by", NOBODY)


@contextmanager
def speaking(http: HttpRequest) -> Iterator[None]:
    """Say everything in the language of this browser, and offer the others at the top of the page."""
    code = spoken(http)
    http.offered_languages = _others(http, code)  # type: ignore[attr-defined]
    if code == ENGLISH:
        yield
        return
    with translation.override(code), tongue.speaking_in(code):
        yield


def _others(http: HttpRequest, code: str) -> list[dict[str, str]]:
    given = http.GET.copy() if http.method == "GET" else http.GET.__class__(mutable=True)
    found = []
    for other, name in SPOKEN.items():
        if other != code:
            given[ASKED] = other
            found.append({"code": other, "name": name, "href": f"?{given.urlencode()}"})
    return found
