"""Addresses of the feed; each is answered with and without a slash at its end."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from . import calls

app_name = "open-referral"
STUB = "open-referral/v3"
LISTS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "services": (calls.services, calls.service),
    "service_at_locations": (calls.places, calls.place),
    "organizations": (calls.organisations, calls.organisation),
    "taxonomies": (calls.taxonomies, calls.taxonomy),
    "taxonomy_terms": (calls.terms, calls.term),
}


def _of(name: str, many: Callable[..., Any], one: Callable[..., Any]) -> list[URLPattern]:
    return [
        path(f"{STUB}/{name}", many, name=name),
        path(f"{STUB}/{name}/", many),
        path(f"{STUB}/{name}/<uuid:key>", one, name=f"one-of-{name}"),
        path(f"{STUB}/{name}/<uuid:key>/", one),
    ]


urlpatterns = [
    path(STUB, calls.root, name="root"),
    path(f"{STUB}/", calls.root),
    path(f"{STUB}/openapi.json", calls.openapi, name="openapi"),
    *[each for name, (many, one) in LISTS.items() for each in _of(name, many, one)],
    path(f"{STUB}/<path:rest>", calls.nothing),
]
