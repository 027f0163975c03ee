"""Who is told that a meeting does not take place, and what the e-mail and its file say."""

from datetime import timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from teamaround.accounts.door import opened
from teamaround.accounts.guests import letters
from teamaround.accounts.models import Letter
from teamaround.assessments.tests.world import NOW
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.services import meetings
from teamaround.episodes.tests.gatherings import a_meeting, a_team, joins

pytestmark = pytest.mark.django_db


def test_those_who_were_asked_are_told_that_a_meeting_is_called_off(
    world, episode, settings, django_capture_on_commit_callbacks
):
    settings.MAIL = letters.SENT
    a_team(world, episode)
    friend = Joining(Standing.OTHER, "to drive", may_have_minutes=False, name="Jo", email="jo@example.org")
    mother_at = Joining(
        Standing.FAMILY, "to say", may_have_minutes=False, name="Omar", email="omar@example.org"
    )
    for one in (friend, mother_at):
        joins(world, episode, one)
    found = a_meeting(world, episode)
    with django_capture_on_commit_callbacks(execute=True), opened(world.asha):
        meetings.cancel_meeting(ref=found.ref, because="Asha Lindqvist is ill", by=world.asha, now=NOW)
        assert not mail.outbox
    told = {one.to[0]: one for one in mail.outbox}
    people = [row.practitioner.email for row in teams.members(episode) if row.practitioner]
    assert set(told) == {*people, "jo@example.org"} and len(mail.outbox) == len(told)
    for sent in told.values():
        text = sent.message().as_string() + sent.attachments[0].get_payload(decode=True).decode()
        assert not any(word in text for word in ("Asha Lindqvist", "Omar", "Mira", world.child_ref, "is ill"))
    assert "ask " in told["jo@example.org"].body and "sign in" in told[people[0]].body
    [file] = told[people[0]].attachments
    assert file.get_content_type() == "text/calendar" and file.get_param("method") == "CANCEL"
    calendar = Calendar.from_ical(file.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED"
    assert event["UID"] == f"{found.ref}@teamaround" and event["SEQUENCE"] == found.sequence + 1
    kept = Letter.objects.get(to="jo@example.org")
    assert (kept.body, kept.calendar, kept.sent_at) == ("", "", NOW)


def test_nobody_is_written_to_about_a_meeting_gone_by_or_without_e_mail(world, episode, settings):
    a_team(world, episode)
    found = a_meeting(world, episode)
    with opened(world.asha):
        late = found.starts_at + timedelta(hours=1)
        meetings.cancel_meeting(ref=found.ref, because="Nobody came", by=world.asha, now=late)
        settings.MAIL = letters.BY_HAND
        other = a_meeting(world, episode)
        meetings.cancel_meeting(ref=other.ref, because="Nobody can", by=world.asha, now=NOW)
    assert not Letter.objects.exists()
