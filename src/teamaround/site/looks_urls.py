"""Addresses of looks and of the audit."""

from django.urls import path

from .pages import looks

app_name = "looks"
urlpatterns = [
    path("children/<str:child>/looked/", looks.of_child, name="of_child"),
    path("audit/", looks.entries, name="audit"),
    path("audit/file/", looks.file, name="file"),
    path("audit/<int:entry>/", looks.entry, name="entry"),
]
