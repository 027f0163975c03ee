"""Addresses of assessments."""

from django.urls import path

from .pages import contributing, moving, reading, starting, writing

app_name = "assessments"
urlpatterns = [
    path("children/<str:child>/assessment/", starting.start, name="start"),
    path("assessments/<str:assessment>/", reading.read, name="read"),
    path("assessments/<str:assessment>/write/", writing.write, name="write"),
    path("assessments/<str:assessment>/write/<str:section>/", writing.write_section, name="write_section"),
    path("assessments/<str:assessment>/history/", reading.history, name="history"),
    path("assessments/<str:assessment>/share/", moving.share, name="share"),
    path("assessments/<str:assessment>/complete/", moving.complete, name="complete"),
    path("assessments/<str:assessment>/open-again/", moving.reopen, name="reopen"),
    path("assessments/<str:assessment>/close/", moving.close, name="close"),
    path("assessments/<str:assessment>/ask/", contributing.ask, name="ask"),
    path("assessments/<str:assessment>/offer/", starting.offer, name="offer"),
    path("contributions/<str:part>/", contributing.part, name="part"),
    path("contributions/<str:part>/answer/", contributing.answer_offer, name="answer_offer"),
    path("contributions/<str:part>/decline/", contributing.decline, name="decline"),
    path("contributions/<str:part>/<str:section>/", writing.part_section, name="part_section"),
]
