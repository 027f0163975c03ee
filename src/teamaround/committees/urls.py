"""Addresses of bodies and posts."""

from django.urls import path

from . import pages

app_name = "committees"
urlpatterns = [
    path("bodies/", pages.listing, name="list"),
    path("bodies/popolo.json", pages.as_popolo, name="popolo"),
    path("bodies/add/", pages.found, name="found"),
    path("bodies/<str:body>/", pages.show, name="show"),
    path("bodies/<str:body>/join/", pages.seat, name="seat"),
    path("bodies/<str:body>/rename/", pages.change, {"what": "rename"}, name="change"),
    path("bodies/<str:body>/alias/", pages.change, {"what": "alias"}, name="change"),
    path("bodies/<str:body>/quorum/", pages.change, {"what": "quorum"}, name="change"),
    path("bodies/<str:body>/end/", pages.change, {"what": "end"}, name="change"),
    path("seats/<str:membership>/end/", pages.unseat, name="unseat"),
    path("posts/add/", pages.make_post, name="make_post"),
    path("posts/<str:post>/", pages.post, name="post"),
    path("posts/<str:post>/title/", pages.retitle, name="retitle"),
    path("posts/<str:post>/hold/", pages.hold, name="hold"),
    path("holdings/<str:holding>/end/", pages.leave_post, name="leave_post"),
]
