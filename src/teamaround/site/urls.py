"""Where everything is. Every address names the duty that it needs, or is public; a proof reads them all."""

from __future__ import annotations

from django.urls import include, path

from .health import health
from .pages import errors

urlpatterns = [
    path("health", health, name="health"),
    path("sign-in/", include("teamaround.site.sign_in_urls")),
]
handler404 = errors.not_found
handler500 = errors.failed
