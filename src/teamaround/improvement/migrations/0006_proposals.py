"""What was recognised in a report, until a person has answered each."""

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
        ("improvement", "0005_told"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportRead",
            fields=[
                ("id", row_number()),
                ("ref", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("digest", models.TextField()),
                ("by_name", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("by", account()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="improvement.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", row_number()),
                ("ref", models.TextField(unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("page", models.PositiveSmallIntegerField()),
                ("context", models.TextField(blank=True, default="")),
                ("passage", models.TextField()),
                ("proposed", models.JSONField()),
                (
                    "said",
                    models.TextField(
                        choices=[
                            ("waiting", "waiting"),
                            ("confirmed", "confirmed"),
                            ("left_out", "left_out"),
                        ],
                        default="waiting",
                    ),
                ),
                ("confirmed", models.JSONField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("at", models.DateTimeField(blank=True, null=True)),
                ("by", account()),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="improvement.recommendation",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="improvement.reportread",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="reportread",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("review",),
                name="one_report_open_a_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("report", "position"), name="one_proposal_a_place"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed__isnull", False), ("said", "confirmed")),
                    models.Q(
                        models.Q(("said", "confirmed"), _negated=True),
                        ("confirmed__isnull", True),
                        ("recommendation__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="confirmed_says_what",
            ),
        ),
    ]
