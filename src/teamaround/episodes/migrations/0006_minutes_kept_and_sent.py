"""Lines of minutes that are put right keep how they read; minutes are sent; time is counted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing import walls

CONTENT = ("episodes_earlierminute", "episodes_minutessent")
KNOWN = ("episodes_meetingtime",)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("episodes", "0005_episodes_that_came"),
        ("people", "0002_walls"),
        ("sharing", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="invited",
            name="uninvited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="took_minutes",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="minute",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="minute",
            name="changed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="minute",
            name="ref",
            field=models.TextField(default="", unique=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="voice",
            name="version",
            field=models.IntegerField(default=1),
        ),
        migrations.CreateModel(
            name="EarlierMinute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField()),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
                    ),
                ),
                (
                    "minute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier",
                        to="episodes.minute",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.IntegerField()),
                ("minutes", models.IntegerField()),
                ("held_on", models.DateField()),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="episodes.episode"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="time",
                        to="episodes.meeting",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["held_on"], name="meeting_time_held")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "agency"), name="meeting_time_once_an_agency", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesSent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="episodes.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="episodes.teammember",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "sent_at"], name="minutes_sent_member")],
            },
        ),
        *[migrations.RunSQL(walls.behind_agreement(table), walls.taken_down(table)) for table in CONTENT],
        *[migrations.RunSQL(walls.behind_sign_in(table), walls.taken_down(table)) for table in KNOWN],
        *[
            migrations.RunSQL(walls.follows_joining(table), walls.no_longer_follows(table))
            for table in CONTENT
        ],
    ]
