"""Giving back what was typed when it could not be taken in, so that it can be sent again."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse

from .render import render

NEVER_BACK = frozenset({"csrfmiddlewaretoken", "code", "token"})  # and whatever is called a password
READABLE = 12  # letters: what is longer was typed, and is shown to be copied if all else fails
NOT_TYPED = ("mark-", "drawing")


def is_own(http: HttpRequest) -> bool:
    """Whether the form came from a page of this site; another site's words are never given back."""
    if http.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = http.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == http.get_host()


def send_again(http: HttpRequest, *, status: int, sentence: str) -> HttpResponse:
    """The form's own fields once more, hidden, with a button; what was typed stands above to be read.

    Nothing is added to what the browser sent, nothing is kept, and the page may not be kept either.
    """
    fields = [
        (name, value)
        for name, values in http.POST.lists()
        if name not in NEVER_BACK and "password" not in name
        for value in values
    ]
    typed = [str(value) for name, value in fields if name != "once" and len(str(value)) > READABLE]
    response = render(
        http, "design/send_again.html", status=status, sentence=sentence, fields=fields, typed=typed,
        has_files=bool(http.FILES),
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


def given_back(http: HttpRequest, *, status: int, sentence: str) -> HttpResponse | None:
    """What was typed by somebody who may no longer send it, to be copied; None when nothing was typed.

    It says the same of what never was there as of what is there no more.
    """
    if http.method != "POST" or not is_own(http):
        return None
    if http.headers.get("X-Autosave"):
        return JsonResponse({"sentence": sentence}, status=status)
    words = [
        str(value)
        for name, values in http.POST.lists()
        if name not in NEVER_BACK | {"once"} and "password" not in name
        for value in values
        if len(str(value)) > READABLE and not name.startswith(NOT_TYPED)
    ]
    if not words:
        return None
    response = render(http, "design/kept_words.html", status=status, sentence=sentence, words=words)
    response.headers["Cache-Control"] = "no-store"
    return response
