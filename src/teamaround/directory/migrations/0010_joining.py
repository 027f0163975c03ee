"""Organisations that ask to be in the directory, and new services that they send."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import teamaround.directory.rules.changing
import teamaround.directory.rules.joining
from teamaround.sharing.walls import behind_sign_in, taken_down

GONE = (
    "SELECT set_config('teamaround.account', '0', true);"
    "DELETE FROM directory_change WHERE service_id IS NULL OR kind = 'new';"
)
STAGE = teamaround.directory.rules.joining.Stage
KIND = teamaround.directory.rules.changing.Sent


def _text():
    return models.TextField(blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("directory", "0009_reminders"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.TextField()),
                ("about", models.TextField()),
                ("website", _text()),
                ("public_email", _text()),
                ("telephone", _text()),
                ("charity_number", _text()),
                ("company_number", _text()),
                ("contact", models.TextField()),
                ("email", models.EmailField(max_length=254)),
                ("site", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("digest", models.TextField(unique=True)),
                ("links_sent", models.IntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("good_until", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("code_digest", _text()),
                ("code_sent_at", models.DateTimeField(blank=True, null=True)),
                ("codes_sent", models.IntegerField(default=0)),
                ("wrong_tries", models.IntegerField(default=0)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("sent", "sent"),
                            ("waiting", "waiting"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("ended", "ended"),
                        ],
                        default=STAGE["SENT"],
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", _text()),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="directory.organisation",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "sent_at"], name="directory_signup_waiting"),
                    models.Index(fields=["email"], name="directory_signup_email"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", False),
                                ("state__in", [STAGE["ACCEPTED"], STAGE["ENDED"]]),
                            ),
                            models.Q(
                                ("organisation__isnull", True),
                                ("state__in", [STAGE["SENT"], STAGE["WAITING"], STAGE["DECLINED"]]),
                            ),
                            _connector="OR",
                        ),
                        name="directory_signup_is_of_one_once_accepted",
                    )
                ],
            },
        ),
        migrations.RunSQL(behind_sign_in("directory_signup"), taken_down("directory_signup")),
        migrations.AlterField(
            model_name="change",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="directory.service",
            ),
        ),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.TextField(
                choices=[("change", "change"), ("new", "new"), ("suggestion", "suggestion")]
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="directory.organisation",
            ),
        ),
        migrations.AddField(
            model_name="change",
            name="sign_up",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="directory.signup",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, GONE),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("service__isnull", False),
                    models.Q(("kind", KIND["NEW"]), ("organisation__isnull", False)),
                    _connector="OR",
                ),
                name="directory_change_of_something",
            ),
        ),
    ]
