"""Meetings of a team: who was asked, who came, what was said and decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.meetings import Answer, Kind, MeetingState, MinuteKind
from ..rules.voices import Heard, Whose


class Meeting(models.Model):
    """A meeting of the team around a child or family, with its minutes."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="meetings")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    state = models.TextField(choices=[(state.value, state.value) for state in MeetingState])
    starts_at = models.DateTimeField()
    minutes_long = models.IntegerField()
    place = models.TextField(default="", blank=True)
    purpose = models.TextField(default="", blank=True)
    called_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    sequence = models.IntegerField(default=0)  # of the calendar file: later ones replace earlier ones
    held_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    took_minutes = models.IntegerField(null=True)  # as those who were there say, once it is over
    cancelled_because = models.TextField(default="", blank=True)
    minutes_sent_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"place", "purpose", "cancelled_because"}
        plain = {
            "id", "ref", "episode", "child", "kind", "state", "starts_at", "minutes_long", "called_by",
            "called_at", "sequence", "held_at", "ended_at", "took_minutes", "minutes_sent_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_long__gt=0, minutes_long__lte=24 * 60), name="meeting_has_a_length"
            ),
        ]
        indexes = [models.Index(fields=["episode", "starts_at"], name="meeting_episode_starts")]

    def __str__(self) -> str:
        return self.ref


class Invited(models.Model):
    """One member asked to a meeting: their answer, their news beforehand, whether they came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invited")
    member = models.ForeignKey("episodes.TeamMember", on_delete=models.PROTECT, related_name="invitations")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(choices=[(answer.value, answer.value) for answer in Answer])
    answered_at = models.DateTimeField(null=True)
    news = models.TextField(default="", blank=True)
    news_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    uninvited_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"news"}
        plain = {
            "id", "meeting", "member", "child", "answer", "answered_at", "news_at", "came", "uninvited_at",
            "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="invited_once"),
        ]
        indexes = [models.Index(fields=["member", "answer"], name="invited_member_answer")]


class Minute(models.Model):
    """One line of the minutes, made while people talk: something said, or something decided."""

    ref = models.TextField(unique=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in MinuteKind])
    text = models.TextField()
    action = models.ForeignKey("episodes.Action", on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)
    taken_out_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"text"}
        plain = {
            "id", "ref", "meeting", "child", "kind", "action", "written_by", "written_at", "changed_by",
            "changed_at", "taken_out_at", "version",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["meeting", "written_at"], name="minute_meeting_at")]

    def __str__(self) -> str:
        return self.ref


class EarlierMinute(models.Model):
    """How a line of the minutes read before somebody put it right or took it out."""

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="earlier")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    text = models.TextField()
    changed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        personal = {"text"}
        plain = {"id", "minute", "child", "kind", "changed_by", "changed_at"}


class MinutesSent(models.Model):
    """That the minutes of a meeting went to one member of the team, and when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sent")
    member = models.ForeignKey("episodes.TeamMember", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "meeting", "member", "child", "sent_by", "sent_at"}

    class Meta:
        indexes = [models.Index(fields=["member", "sent_at"], name="minutes_sent_member")]


class MeetingTime(models.Model):
    """How much of an agency's time a meeting took: minutes times people. It holds nothing that was said."""

    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="time")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    people = models.IntegerField()
    minutes = models.IntegerField()
    held_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "episode", "meeting", "child", "agency", "people", "minutes", "held_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "agency"], nulls_distinct=False, name="meeting_time_once_an_agency"
            ),
        ]
        indexes = [models.Index(fields=["held_on"], name="meeting_time_held")]


class Voice(models.Model):
    """Whose voice was heard at a meeting or a review, how, and if not, why not."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="voices")
    review = models.ForeignKey("episodes.Review", on_delete=models.PROTECT, null=True, related_name="voices")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    whose = models.TextField(choices=[(whose.value, whose.value) for whose in Whose])
    heard = models.TextField(choices=[(heard.value, heard.value) for heard in Heard])
    said = models.TextField(default="", blank=True)
    why_not = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"said", "why_not", "heard"}
        plain = {"id", "meeting", "review", "child", "whose", "recorded_by", "recorded_at", "version"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, review__isnull=True)
                | Q(meeting__isnull=True, review__isnull=False),
                name="voice_at_one_occasion",
            ),
            models.CheckConstraint(condition=~Q(said="") | ~Q(why_not=""), name="voice_or_why_not"),
            models.UniqueConstraint(
                fields=["meeting", "review", "child", "whose"], nulls_distinct=False, name="one_voice_each"
            ),
        ]
