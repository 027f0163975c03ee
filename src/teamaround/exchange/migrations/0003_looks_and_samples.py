"""First looks at rows that wait, and links that were made by themselves and drawn to be checked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing.walls import behind, behind_agency, taken_down


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_review_cycles"),
        ("exchange", "0002_walls"),
        ("people", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RowLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        choices=[("this", "this"), ("nobody", "nobody"), ("not_sure", "not_sure")]
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.child",
                    ),
                ),
                (
                    "waiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="exchange.waitingrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("waiting", "account"), name="one_row_look_each"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("child__isnull", False), ("said", "this")),
                            models.Q(models.Q(("said", "this"), _negated=True), ("child__isnull", True)),
                            _connector="OR",
                        ),
                        name="row_look_names_child",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampledLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                ("row_hash", models.TextField()),
                ("release", models.IntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("key_id", models.TextField()),
                ("nonce", models.BinaryField()),
                ("ciphertext", models.BinaryField()),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        choices=[("same", "same"), ("not_same", "not_same"), ("not_sure", "not_sure")],
                        default="",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("let_go_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", ""), ("let_go_at__isnull", True)),
                        fields=["drawn_at"],
                        name="sample_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)
                            ),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sample_answered_by_and_at",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            behind("exchange_rowlook", "exchange_waitingrow", by="waiting_id"), taken_down("exchange_rowlook")
        ),
        migrations.RunSQL(behind_agency("exchange_sampledlink"), taken_down("exchange_sampledlink")),
    ]
