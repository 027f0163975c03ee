"""Addresses of the API."""

from django.urls import path

from .assembly import urlpatterns as endpoints
from .pages import docs, elsewhere, openapi

urlpatterns = [
    path("openapi.json", openapi, name="api_document"),
    path("docs", docs, name="api_docs"),
    *endpoints(),
    path("<path:rest>", elsewhere, name="api_elsewhere"),
]
