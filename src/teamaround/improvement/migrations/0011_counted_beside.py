"""What an action is to be measured by is counted beside the pages, and somebody may see how far it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("improvement", "0010_amended_by_decisions")]

    operations = [
        migrations.CreateModel(
            name="WantedMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                ("measure", models.TextField()),
                ("where", models.TextField(blank=True, default="")),
                ("over", models.TextField()),
                ("many", models.PositiveSmallIntegerField()),
                ("counted", models.PositiveSmallIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("failed", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="improvement.action"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "measure", "where"), name="one_wanted_measure_of_an_action_a_place"
                    )
                ],
            },
        ),
    ]
