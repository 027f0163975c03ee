"""Addresses of the counts."""

from django.urls import path

from .pages import counts

app_name = "counts"
urlpatterns = [
    path("counts/", counts.everything, name="all"),
    path("counts/file/", counts.file, name="file"),
    path("counts/looking-again/", counts.cycle, name="cycle"),
    path("counts/<str:count>/", counts.one, name="one"),
]
