"""Addresses of agencies' files."""

from django.urls import path

from .pages import files, listings, quality, samples, waiting

app_name = "exchange"
urlpatterns = [
    path("matching/", quality.matching, name="matching_quality"),
    path("keeping/directory/sources/<uuid:key>/file/", listings.listing, name="listings"),
    path("files/", files.files, name="list"),
    path("files/waiting/", waiting.waiting, name="waiting"),
    path("files/waiting/<str:row>/", waiting.decide, name="decide"),
    path("files/checked/", samples.samples, name="samples"),
    path("files/checked/<str:sample>/", samples.sample, name="sample"),
    path("files/<str:file>/", files.show, name="show"),
    path("files/<str:file>/columns/", files.columns, name="columns"),
    path("files/<str:file>/begin/", files.begin, name="begin"),
    path("files/<str:file>/stop/", files.stop, name="stop"),
    path("files/<str:file>/back/<str:which>/", files.send_back, name="send_back"),
]
