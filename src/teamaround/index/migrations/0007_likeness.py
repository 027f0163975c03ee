"""What comparing asks of a child, kept beside the keys."""

import django.db.models.deletion
from django.db import migrations, models

from teamaround.sharing.walls import behind_sign_in, taken_down


class Migration(migrations.Migration):
    dependencies = [("index", "0006_first_looks")]
    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "child",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="likeness",
                        serialize=False,
                        to="people.child",
                    ),
                ),
                ("version", models.IntegerField()),
                ("traits", models.JSONField()),
            ],
        ),
        migrations.RunSQL(behind_sign_in("index_likeness"), taken_down("index_likeness")),
    ]
