"""Addresses of the localities."""

from django.urls import path

from . import pages

app_name = "localities"
urlpatterns = [
    path("localities/", pages.listing, name="list"),
    path("localities/postcode/", pages.postcode, name="postcode"),
    path("localities/<str:locality>/", pages.show, name="show"),
]
