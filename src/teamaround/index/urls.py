"""Addresses of the index."""

from django.urls import path

from .pages import consent, contact, find, involvement, origins, pairs, register

app_name = "index"
urlpatterns = [
    path("find/", find.find, name="find"),
    path("find/<str:search>/", find.found, name="found"),
    path("find/<str:search>/register/", register.register, name="register"),
    path("children/<str:child>/involved/", involvement.involvements, name="involvements"),
    path("children/<str:child>/involved/add/", involvement.add, name="involvement_add"),
    path("children/<str:child>/records/", origins.origins, name="origins"),
    path("children/<str:child>/records/<int:record>/move/", origins.move, name="move_record"),
    path("children/<str:child>/records/back/<int:event>/", origins.put_back, name="put_record_back"),
    path("children/<str:child>/contact/", contact.ask_for_contact, name="contact_ask"),
    path("children/<str:child>/sensitive-services/", consent.consent, name="consent"),
    path("children/<str:child>/sensitive-services/ask/", consent.ask, name="consent_ask"),
    path("involvements/<str:involvement>/consent/withdraw/", consent.withdraw, name="consent_withdraw"),
    path("involvements/<str:involvement>/end/", involvement.end, name="involvement_end"),
    path("contact-requests/", contact.contact_requests, name="contact_requests"),
    path("contact-requests/<str:request>/", contact.answer_contact, name="contact_answer"),
    path("pairs/", pairs.pairs, name="pairs"),
    path("pairs/<str:pair>/", pairs.pair, name="pair"),
    path("pairs/<str:pair>/separate/", pairs.unmerge, name="unmerge"),
    path("children/<str:child>/twice/", pairs.note_pair, name="note_pair"),
]
