"""Addresses of worries."""

from django.urls import path

from .pages import worrying

app_name = "worries"
urlpatterns = [
    path("children/<str:child>/worried/", worrying.new, name="new"),
    path("worries/", worrying.waiting, name="list"),
    path("worries/<str:worry>/", worrying.show, name="show"),
]
