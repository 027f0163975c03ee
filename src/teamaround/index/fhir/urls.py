"""Addresses of the index in FHIR R4."""

from django.urls import path

from . import views

urlpatterns = [
    path("metadata", views.metadata, name="fhir_metadata"),
    path("Patient/$match", views.match, name="fhir_match"),
    path("Patient/<str:patient>", views.patient, name="fhir_patient"),
]
