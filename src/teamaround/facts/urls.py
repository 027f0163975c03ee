"""Addresses of facts."""

from django.urls import path

from . import pages

app_name = "facts"
urlpatterns = [
    path("facts/", pages.listing, name="list"),
    path("facts/<str:fact>/", pages.show, name="fact"),
    path("facts/<str:fact>/fact.json", pages.as_json, name="json"),
]
