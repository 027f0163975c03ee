"""Consent for a sensitive service stands with the involvement; earlier ones stay with the service alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing import walls


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("index", "0004_pairs"),
        ("people", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_by", models.TextField()),
                ("standing", models.TextField()),
                ("how", models.TextField()),
                ("given_on", models.DateField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.TextField(blank=True, default="")),
                ("replaced_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_by",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_how",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_standing",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="involvement",
            name="consent_withdrawn_because",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("consent_withdrawn_at__isnull", True), ("sensitive_basis", "consent"), _connector="OR"
                ),
                name="only_consent_is_withdrawn",
            ),
        ),
        migrations.AddField(
            model_name="earlierconsent",
            name="involvement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="earlier_consents",
                to="index.involvement",
            ),
        ),
        migrations.AddField(
            model_name="earlierconsent",
            name="noted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(
            walls.behind_agency_of("index_earlierconsent", "index_involvement", by="involvement_id"),
            walls.taken_down("index_earlierconsent"),
        ),
    ]
