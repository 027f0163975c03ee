import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0002_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                ("label", models.TextField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("noted", "noted"),
                            ("endorsed", "endorsed"),
                            ("agreed", "agreed"),
                            ("changed", "changed"),
                            ("referred", "referred"),
                            ("monitor", "monitor"),
                            ("delegated", "delegated"),
                            ("declined", "declined"),
                        ]
                    ),
                ),
                ("recommended", models.TextField()),
                ("resolved", models.TextField(blank=True, default="")),
                ("consulting", models.TextField(blank=True, default="")),
                ("decided_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("report_back_on", models.DateField(blank=True, null=True)),
                ("minute", models.TextField(blank=True, default="")),
                ("done_on", models.DateField(blank=True, null=True)),
                ("done_words", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="committees.post",
                    ),
                ),
                (
                    "to_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="committees.body",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="committees.paper",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="planneditem",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="went_to",
                to="committees.decision",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("done_on__isnull", True)),
                fields=["post", "due_on"],
                name="decision_to_carry_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("paper", "label"), name="one_decision_a_recommendation"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("post__isnull", True), ("due_on__isnull", False), _connector="OR"),
                name="what_somebody_does_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), models.Q(("done_words", ""), _negated=True), _connector="OR"
                ),
                name="what_was_done_is_said",
            ),
        ),
    ]
