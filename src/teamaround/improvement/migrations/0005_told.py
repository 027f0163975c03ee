"""Whom a review was told to, in which words, and what they said back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def account():
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


def row_number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("improvement", "0004_measured"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", row_number()),
                ("ref", models.TextField(unique=True)),
                ("audience", models.TextField()),
                ("words", models.TextField()),
                ("how", models.TextField()),
                ("told_by", models.TextField()),
                ("told_on", models.DateField(blank=True, null=True)),
                ("reached", models.PositiveIntegerField(blank=True, null=True)),
                ("public_since", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField()),
                ("by", account()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="improvement.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SaidBack",
            fields=[
                ("id", row_number()),
                ("words", models.TextField()),
                ("heard_on", models.DateField()),
                ("heard_by", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", account()),
                (
                    "telling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="said_back",
                        to="improvement.telling",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="telling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_on__isnull", False),
                    models.Q(("public_since__isnull", True), ("reached__isnull", True)),
                    _connector="OR",
                ),
                name="reached_or_public_when_told",
            ),
        ),
    ]
