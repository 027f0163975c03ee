"""Addresses of the directory's pages."""

from django.urls import path

from .pages import finding, keeping, shortlist, suggesting

app_name = "directory"
urlpatterns = [
    path("directory/", finding.find, name="find"),
    path("directory/services/<uuid:key>/", finding.show, name="service"),
    path("directory/services/<uuid:key>/keep/", shortlist.keep, name="keep"),
    path("directory/services/<uuid:key>/suggest/", suggesting.suggest, name="suggest"),
    path("directory/services/<uuid:key>/change/", keeping.change, name="change"),
    path("directory/services/<uuid:key>/room/", keeping.room, name="room"),
    path("keeping/directory/", keeping.keeping, name="keeping"),
    path("keeping/directory/<uuid:key>/", keeping.decide, name="decide"),
    path("directory/shortlist/", shortlist.shortlist, name="shortlist"),
    path("directory/shortlist/printed/", shortlist.printed, name="printed"),
    path("directory/shortlist/printed/services.pdf", shortlist.printed, {"as_pdf": True}, name="printed_pdf"),
]
