"""People's answers of records that may be one child, with how much spoke for it when they were given."""

import django.db.models.deletion
from django.db import migrations, models

from teamaround.sharing.walls import behind_sign_in, taken_down


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial"), ("index", "0011_crowded")]
    operations = [
        migrations.CreateModel(
            name="Label",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "of",
                    models.TextField(
                        choices=[
                            ("row", "row"),
                            ("pair", "pair"),
                            ("sample", "sample"),
                            ("record", "record"),
                        ]
                    ),
                ),
                ("about", models.TextField()),
                ("is_same", models.BooleanField()),
                ("bits", models.FloatField()),
                ("release", models.IntegerField()),
                ("steps", models.JSONField()),
                ("on", models.DateField()),
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
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.authority"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["of", "about"], name="label_about")]},
        ),
        migrations.RunSQL(behind_sign_in("index_label"), taken_down("index_label")),
    ]
