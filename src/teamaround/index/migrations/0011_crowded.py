"""Doors and telephones that many unrelated children share, remembered so that they are no evidence."""

from django.db import migrations, models

from teamaround.sharing.walls import behind_sign_in, taken_down


class Migration(migrations.Migration):
    dependencies = [("index", "0010_one_index_each")]
    operations = [
        migrations.CreateModel(
            name="Crowded",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField(choices=[("door", "door"), ("contact", "contact")])),
                ("value", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "value"), name="crowded_once")],
            },
        ),
        migrations.RunSQL(behind_sign_in("index_crowded"), taken_down("index_crowded")),
    ]
