"""Addresses of a family's own pages, which carry no reference, and of those where they are invited."""

from django.urls import path

from .pages import inviting, own

app_name = "family"
urlpatterns = [
    path("by-link/family/", own.plan, name="plan"),
    path("by-link/family/printed/", own.printed, name="printed"),
    path("by-link/family/printed/plan.pdf", own.printed, {"as_pdf": True}, name="printed_pdf"),
    path("by-link/family/team/", own.team, name="team"),
    path("by-link/family/who-can-see/", own.sharing, name="sharing"),
    path("by-link/family/say/", own.say, name="say"),
    path("by-link/family/say-no/", own.say_no, name="say_no"),
    path("by-link/family/changed/", own.changed, name="changed"),
    path("plans/<str:episode>/family/", inviting.invited, name="invited"),
    path("plans/<str:episode>/family/invite/", inviting.invite, name="invite"),
    path("plans/<str:episode>/family/<str:view>/said/", inviting.said, name="said"),
    path("family-links/<str:view>/", inviting.link, name="link"),
    path("family-links/<str:view>/as-they-see-it/", inviting.as_they_see_it, name="as_they_see_it"),
    path("family-said/<str:comment>/", inviting.answer, name="answer"),
]
