"""Addresses of requests."""

from django.urls import path

from .pages import answering, asking, finding, following

app_name = "requests"
urlpatterns = [
    path("children/<str:child>/services/", following.of_child, name="of_child"),
    path("children/<str:child>/services/find/", finding.find, name="find"),
    path("children/<str:child>/services/<uuid:key>/", asking.ask, name="ask"),
    path("requests/", answering.incoming, name="incoming"),
    path("requests/<str:request>/", following.show, name="show"),
    path("requests/<str:request>/answer/", answering.answer, name="answer"),
    path("by-link/request/", answering.by_link, name="by_link"),
    path("by-link/request/thanks/", answering.by_link_thanks, name="by_link_thanks"),
]
