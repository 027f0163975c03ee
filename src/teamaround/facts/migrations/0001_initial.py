"""Facts, which the database lets nobody change, take away or empty: not even the owner's role."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION facts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A fact stays as it was taken.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER facts_fact_keep BEFORE UPDATE OR DELETE ON facts_fact
    FOR EACH ROW EXECUTE FUNCTION facts_refuse();
CREATE TRIGGER facts_fact_keep_all BEFORE TRUNCATE ON facts_fact
    FOR EACH STATEMENT EXECUTE FUNCTION facts_refuse();
"""
BACKWARD = """
DROP TRIGGER facts_fact_keep_all ON facts_fact;
DROP TRIGGER facts_fact_keep ON facts_fact;
DROP FUNCTION facts_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0002_review_cycles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.TextField(unique=True)),
                ("measure", models.TextField()),
                ("parameters", models.JSONField(default=dict)),
                ("title", models.TextField()),
                ("sentence", models.TextField()),
                ("unit", models.TextField()),
                ("where", models.TextField()),
                ("since", models.DateField()),
                ("as_at", models.DateField()),
                ("top", models.FloatField()),
                ("n", models.BigIntegerField()),
                ("middle", models.FloatField(null=True)),
                ("children", models.BigIntegerField(null=True)),
                ("counted_children", models.BigIntegerField(null=True)),
                ("other_children", models.BigIntegerField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                (
                    "kept_back",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "nothing"),
                            ("all", "all"),
                            ("top", "top"),
                            ("others", "others"),
                            ("beside", "beside"),
                        ],
                        default="",
                    ),
                ),
                ("shown", models.TextField()),
                ("taken_at", models.DateTimeField()),
                ("taken_by_name", models.TextField(blank=True, default="")),
                ("source_hash", models.TextField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.authority"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["authority", "measure", "as_at"], name="fact_of_measure")
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
