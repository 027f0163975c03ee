"""Addresses of teams, their meetings and the minutes."""

from django.urls import path

from .pages import meetings, minutes, printing, room, team

urlpatterns = [
    path("plans/<str:episode>/team/", team.show, name="team"),
    path("plans/<str:episode>/team/add/<str:standing>/", team.add, name="team_add"),
    path("team/<str:member>/", team.change, name="team_change"),
    path("team/<str:member>/leave/", team.leave, name="team_leave"),
    path("plans/<str:episode>/meetings/", meetings.of_episode, name="meetings"),
    path("plans/<str:episode>/meetings/plan/", meetings.plan, name="plan_meeting"),
    path("meetings/<str:meeting>/", meetings.show, name="meeting"),
    path("meetings/<str:meeting>/change/", meetings.change, name="change_meeting"),
    path("meetings/<str:meeting>/call-off/", meetings.cancel, name="cancel_meeting"),
    path("meetings/<str:meeting>/answer/<str:member>/", meetings.answer, name="answer_meeting"),
    path("meetings/<str:meeting>/team-meeting.ics", meetings.calendar, name="calendar"),
    path("meetings/<str:meeting>/begin/", room.begin, name="begin_meeting"),
    path("meetings/<str:meeting>/now/", room.room, name="room"),
    path("meetings/<str:meeting>/now/came/", room.came, name="came"),
    path("meetings/<str:meeting>/now/line/", room.line, name="add_line"),
    path("meetings/<str:meeting>/now/to-do/", room.task, name="add_task"),
    path("meetings/<str:meeting>/now/voices/", room.voices, name="voices"),
    path("meetings/<str:meeting>/now/end/", room.end, name="end_meeting"),
    path("meetings/<str:meeting>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<str:meeting>/minutes/printed/", printing.minutes, name="minutes_printed"),
    path(
        "meetings/<str:meeting>/minutes/printed/minutes.pdf",
        printing.minutes,
        {"as_pdf": True},
        name="minutes_pdf",
    ),
    path("meetings/<str:meeting>/minutes/go-on/", minutes.go_on, name="go_on_meeting"),
    path("meetings/<str:meeting>/minutes/send/", minutes.send, name="send_minutes"),
    path("minutes/<str:line>/", room.change_line, name="line"),
]
