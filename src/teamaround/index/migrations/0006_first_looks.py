"""What each reviewer of a pair said from the two records alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing.walls import behind_sign_in, taken_down


class Migration(migrations.Migration):
    dependencies = [
        ("index", "0005_consent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstLook",
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
                        choices=[("same", "same"), ("different", "different"), ("not_sure", "not_sure")]
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
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="first_looks",
                        to="index.pairtoreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pair", "account"), name="one_first_look_each"),
                ],
            },
        ),
        migrations.RunSQL(behind_sign_in("index_firstlook"), taken_down("index_firstlook")),
    ]
