"""Addresses of opening what is hidden."""

from django.urls import path

from .pages import overrides

app_name = "overrides"
urlpatterns = [
    path("children/<str:child>/hidden/open/", overrides.begin, name="begin"),
    path("hidden/", overrides.waiting, name="list"),
    path("hidden/<str:override>/review/", overrides.review, name="review"),
]
