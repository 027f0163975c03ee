"""Addresses of the directory's pages."""

from django.urls import path

from .pages import finding, shortlist

app_name = "directory"
urlpatterns = [
    path("directory/", finding.find, name="find"),
    path("directory/services/<uuid:key>/", finding.show, name="service"),
    path("directory/services/<uuid:key>/keep/", shortlist.keep, name="keep"),
    path("directory/shortlist/", shortlist.shortlist, name="shortlist"),
    path("directory/shortlist/printed/", shortlist.printed, name="printed"),
    path("directory/shortlist/printed/services.pdf", shortlist.printed, {"as_pdf": True}, name="printed_pdf"),
]
