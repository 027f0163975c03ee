"""Owners without an account are asked by a link, and the site asks by itself in a keeper's name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0008_last_said"),
        ("accounts", "0008_links_about_no_child"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "plan",
            "asks_for",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name="AskedOwner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                ("month", models.DateField()),
                (
                    "plan",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="improvement.plan"),
                ),
                (
                    "owner",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="agencies.practitioner"),
                ),
                (
                    "guest",
                    models.OneToOneField(
                        null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "month", "owner"), name="an_owner_asked_once_a_month"
                    )
                ],
            },
        ),
    ]
