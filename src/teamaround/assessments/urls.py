"""Addresses of assessments."""

from django.urls import path

from .pages import (
    by_link,
    checklist,
    contributing,
    guests,
    moving,
    pictures,
    printing,
    quality,
    reading,
    starting,
    writing,
)

app_name = "assessments"
urlpatterns = [
    path("children/<str:child>/assessment/", starting.start, name="start"),
    path("children/<str:child>/checklist/", checklist.checklist, name="checklist"),
    path("assessments/<str:assessment>/", reading.read, name="read"),
    path("assessments/<str:assessment>/write/", writing.write, name="write"),
    path("assessments/<str:assessment>/write/<str:section>/", writing.write_section, name="write_section"),
    path("assessments/<str:assessment>/printed/", printing.printed, name="printed"),
    path(
        "assessments/<str:assessment>/printed/assessment.pdf",
        printing.printed,
        {"as_pdf": True},
        name="printed_pdf",
    ),
    path("assessments/<str:assessment>/history/", reading.history, name="history"),
    path("assessments/<str:assessment>/share/", moving.share, name="share"),
    path("assessments/<str:assessment>/complete/", moving.complete, name="complete"),
    path("assessments/<str:assessment>/open-again/", moving.reopen, name="reopen"),
    path("assessments/<str:assessment>/close/", moving.close, name="close"),
    path("assessments/<str:assessment>/ask/", contributing.ask, name="ask"),
    path("assessments/<str:assessment>/offer/", starting.offer, name="offer"),
    path("assessments/<str:assessment>/ask-somebody/", guests.ask_guest, name="ask_guest"),
    path("assessments/<str:assessment>/how-it-is-written/", quality.writing, name="quality"),
    path(
        "assessments/<str:assessment>/how-it-is-written/<str:review>/", quality.answer, name="quality_answer"
    ),
    path("assessments/<str:assessment>/pictures/add/", pictures.add, name="add_picture"),
    path("pictures/<str:picture>/", pictures.show, name="picture"),
    path("pictures/<str:picture>/take-out/", pictures.take_out, name="take_out_picture"),
    path("themes-for-training/", quality.themes, name="themes"),
    path("by-link/part/", by_link.part, name="by_link"),
    path("by-link/part/no/", by_link.decline, name="by_link_decline"),
    path("by-link/part/thanks/", by_link.thanks, name="by_link_thanks"),
    path("by-link/part/write/<str:section>/", by_link.section, name="by_link_section"),
    path("contributions/<str:part>/", contributing.part, name="part"),
    path("contributions/<str:part>/answer/", contributing.answer_offer, name="answer_offer"),
    path("contributions/<str:part>/decline/", contributing.decline, name="decline"),
    path("contributions/<str:part>/link/", guests.guest_link, name="guest_link"),
    path("contributions/<str:part>/<str:section>/", writing.part_section, name="part_section"),
]
