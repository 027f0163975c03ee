"""Addresses of agencies' files."""

from django.urls import path

from .pages import files, waiting

app_name = "exchange"
urlpatterns = [
    path("files/", files.files, name="list"),
    path("files/waiting/", waiting.waiting, name="waiting"),
    path("files/waiting/<str:row>/", waiting.decide, name="decide"),
    path("files/<str:file>/", files.show, name="show"),
    path("files/<str:file>/columns/", files.columns, name="columns"),
    path("files/<str:file>/begin/", files.begin, name="begin"),
    path("files/<str:file>/stop/", files.stop, name="stop"),
    path("files/<str:file>/back/<str:which>/", files.send_back, name="send_back"),
]
