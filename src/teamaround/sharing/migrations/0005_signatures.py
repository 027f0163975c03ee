"""What shows how agreement was given: signatures, witnesses, papers; drawings lie behind the agreement."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing import walls


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("people", "0002_walls"),
        ("sharing", "0004_a_no_is_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="kept_at",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="agreement",
            name="witness",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="agreement",
            name="witness_role",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="how",
            field=models.TextField(
                choices=[
                    ("spoken", "spoken"),
                    ("witnessed", "witnessed"),
                    ("drawn", "drawn"),
                    ("typed", "typed"),
                    ("signed", "signed"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                ("agreement_version", models.IntegerField()),
                ("how", models.TextField(choices=[("drawn", "drawn"), ("typed", "typed")])),
                ("name", models.TextField()),
                ("declaration", models.TextField(blank=True, default="")),
                ("image", models.BinaryField(null=True)),
                ("width", models.IntegerField(default=0)),
                ("height", models.IntegerField(default=0)),
                ("signed_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(null=True)),
                ("taken_out_because", models.TextField(blank=True, default="")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="sharing.agreement",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            walls.behind_agreement_of("sharing_signature", "sharing_agreement", by="agreement_id"),
            walls.taken_down("sharing_signature"),
        ),
    ]
