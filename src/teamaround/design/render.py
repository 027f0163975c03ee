"""Pages rendered at once, so that nothing is read from the database after the door has closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from teamaround.kernel import tongue

PAGE_LANGUAGES = {tongue.ENGLISH: "en-GB"}
OF_THE_FRAME = frozenset({
    "http", "viewer", "idle_minutes", "is_demo", "page_language", "in_english", "offered_languages", "navigation",
    "notices",
})  # fmt: skip
Items = Sequence[Mapping[str, Any]]


def render(http: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page as a response, complete. What the frame has under a name is not given another meaning by a page."""
    if taken := OF_THE_FRAME & context.keys():
        raise ValueError(f"{template} may not use names of the frame: {', '.join(sorted(taken))}.")
    text = loader.get_template(template).render(context, http)
    return HttpResponse(text, status=status)


def page_context(http: HttpRequest) -> dict[str, Any]:
    """What the frame of every page may show (a context processor, so that sign-in has it too).

    Navigation and notices are looked up only by a page that shows them: pages for trouble
    do not, and so need neither the database nor a session. `in_english` marks words that others wrote in
    English on a page in another language; `offered_languages` are links to the page in others.
    """
    return {
        "http": http,
        "viewer": getattr(http, "viewer", None),
        "idle_minutes": getattr(settings, "IDLE_MINUTES", 30),
        "is_demo": getattr(settings, "DEMO", False),
        "page_language": PAGE_LANGUAGES.get(tongue.language(), tongue.language()),
        "in_english": "" if tongue.is_english() else tongue.ENGLISH,
        "offered_languages": getattr(http, "offered_languages", ()),
        "navigation": SimpleLazyObject(partial(_navigation, http)),
        "notices": SimpleLazyObject(partial(_notices, http)),
    }


def _navigation(http: HttpRequest) -> Items:
    """Items {text, href, current} from the function that the NAVIGATION setting names."""
    dotted = getattr(settings, "NAVIGATION", "")
    if not dotted:
        return []
    items: Callable[[HttpRequest], Items] = import_string(dotted)
    return items(http)


def _notices(http: HttpRequest) -> list[str]:
    """Sentences left by the page before this one, such as "Saved"; shown once."""
    return [tongue.into(str(message)) for message in messages.get_messages(http)]
