"""How far a young person can decide something, in words; about a sensitive service it stays with its agency."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing import walls


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("index", "0004_pairs"),
        ("people", "0002_walls"),
        ("sharing", "0005_signatures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                (
                    "matter",
                    models.TextField(
                        choices=[
                            ("taking-part", "taking-part"),
                            ("sharing", "sharing"),
                            ("sensitive-service", "sensitive-service"),
                            ("meeting", "meeting"),
                            ("parents-sight", "parents-sight"),
                            ("other", "other"),
                        ]
                    ),
                ),
                ("about", models.TextField(blank=True, default="")),
                ("reasoning", models.TextField()),
                ("support", models.TextField()),
                ("judged_by", models.TextField()),
                ("judged_on", models.DateField()),
                ("kept_apart", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                ("wrong_at", models.DateTimeField(null=True)),
                ("wrong_because", models.TextField(blank=True, default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "wrong_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["child", "matter"], name="judgement_child_matter")],
            },
        ),
        migrations.RunSQL(
            walls.behind_agency_or_agreement("sharing_judgement", apart="kept_apart"),
            walls.taken_down("sharing_judgement"),
        ),
        migrations.RunSQL(
            walls.follows_joining("sharing_judgement"), walls.no_longer_follows("sharing_judgement")
        ),
    ]
