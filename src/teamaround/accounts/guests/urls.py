"""Addresses of links for people without an account. The kinds of link add their own pages elsewhere."""

from django.urls import path

from . import pages

app_name = "guests"
urlpatterns = [
    path("by-link/", pages.link, name="link"),
    path("by-link/code/", pages.code, name="code"),
    path("by-link/sent/", pages.sent, name="sent"),
    path("by-link/leave/", pages.leave, name="leave"),
    path("by-link/left/", pages.left, name="left"),
    path("by-link/open/<str:secret>/", pages.arrive, name="arrive"),
]
