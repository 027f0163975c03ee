"""Where everything is. Every address names the duty that it needs, or is public; a proof reads them all."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from teamaround.accounts.door import public
from teamaround.design.showcase import components

from .health import health
from .pages import about, child, demo_post, duties, errors, home, sign_in

urlpatterns = [
    path("", home.home, name="home"),
    path("health", health, name="health"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("stay/", home.stay, name="stay"),
    path("api/", include("teamaround.site.api.urls")),
    path("fhir/r4/", include("teamaround.index.fhir.urls")),
    path("", include("teamaround.directory.urls")),
    path("", include("teamaround.directory.api.urls")),
    path("sign-in/pick/", sign_in.pick, name="pick"),
    path("sign-in/", include("teamaround.site.sign_in_urls")),
    path("children/<str:child>/", child.show, name="child"),
    path("children/<str:child>/why/", child.why, name="why"),
    path("", include("teamaround.index.urls")),
    path("", include("teamaround.people.urls")),
    path("", include("teamaround.assessments.urls")),
    path("", include("teamaround.episodes.urls")),
    path("", include("teamaround.episodes.worry_urls")),
    path("", include("teamaround.episodes.count_urls")),
    path("", include("teamaround.family.urls")),
    path("", include("teamaround.requests.urls")),
    path("", include("teamaround.localities.urls")),
    path("", include("teamaround.committees.urls")),
    path("", include("teamaround.facts.urls")),
    path("", include("teamaround.improvement.urls")),
    path("", include("teamaround.exchange.urls")),
    path("", include("teamaround.accounts.guests.urls")),
    path("sharing/duties/", duties.duties, name="duties"),
    path("", include("teamaround.site.looks_urls")),
    path("", include("teamaround.site.accounts_urls")),
    path("", include("teamaround.site.shields_urls")),
    path("", include("teamaround.site.overrides_urls")),
]
if settings.DEMO:
    urlpatterns.append(path("design/", public(components), name="design"))
    urlpatterns.append(path("demo/post/", demo_post.show, name="demo_post"))
handler404 = errors.not_found
handler500 = errors.failed
