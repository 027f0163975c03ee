"""Addresses of shields."""

from django.urls import path

from .pages import shields

app_name = "shields"
urlpatterns = [
    path("shields/", shields.shields, name="list"),
    path("children/<str:child>/shield/", shields.shield, name="shield"),
    path("children/<str:child>/shield/lift/", shields.lift, name="lift"),
]
