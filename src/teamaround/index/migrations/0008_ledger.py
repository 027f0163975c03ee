"""The ledger of links, which only grows; counts of it by month; and which record brought an involvement."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from teamaround.sharing.walls import behind_agency, behind_sign_in, taken_down

KEPT = """
CREATE FUNCTION index_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger of links can only be added to.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER index_linkevent_keep BEFORE UPDATE OR DELETE ON index_linkevent
    FOR EACH ROW EXECUTE FUNCTION index_refuse();
CREATE TRIGGER index_linkevent_keep_all BEFORE TRUNCATE ON index_linkevent
    FOR EACH STATEMENT EXECUTE FUNCTION index_refuse();
"""
NO_LONGER_KEPT = """
DROP TRIGGER index_linkevent_keep_all ON index_linkevent;
DROP TRIGGER index_linkevent_keep ON index_linkevent;
DROP FUNCTION index_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_review_cycles"),
        ("index", "0007_likeness"),
        ("people", "0002_walls"),
        ("sharing", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="involvement",
            name="brought_by",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="child",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="source_records",
                to="people.child",
            ),
        ),
        migrations.CreateModel(
            name="LinkCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("release", models.IntegerField(default=0)),
                (
                    "how",
                    models.TextField(
                        choices=[
                            ("matched", "matched"),
                            ("number", "number"),
                            ("founded", "founded"),
                            ("decided", "decided"),
                            ("moved", "moved"),
                            ("not_same", "not_same"),
                            ("joined", "joined"),
                            ("separated", "separated"),
                            ("undone", "undone"),
                            ("asked", "asked"),
                            ("checked_same", "checked_same"),
                            ("checked_not_same", "checked_not_same"),
                            ("checked_not_sure", "checked_not_sure"),
                        ]
                    ),
                ),
                ("records", models.IntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "month", "release", "how"), name="link_count_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("source_key", models.TextField()),
                (
                    "how",
                    models.TextField(
                        choices=[
                            ("matched", "matched"),
                            ("number", "number"),
                            ("founded", "founded"),
                            ("decided", "decided"),
                            ("moved", "moved"),
                            ("not_same", "not_same"),
                            ("joined", "joined"),
                            ("separated", "separated"),
                            ("undone", "undone"),
                        ]
                    ),
                ),
                ("bits", models.FloatField(null=True)),
                ("release", models.IntegerField(null=True)),
                ("guards", models.JSONField(default=list)),
                ("steps", models.JSONField(default=list)),
                ("about", models.TextField(blank=True, default="")),
                ("because", models.TextField(blank=True, default="")),
                ("carried", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.child",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.child",
                    ),
                ),
                (
                    "not_child",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.child",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="index.linkevent",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "source_key"], name="link_event_record"),
                    models.Index(fields=["child"], name="link_event_child"),
                    models.Index(
                        condition=models.Q(("before__isnull", False)),
                        fields=["before"],
                        name="link_event_before",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("child__isnull", False), ("before__isnull", False), _connector="OR"
                        ),
                        name="link_event_of_somebody",
                    )
                ],
            },
        ),
        migrations.RunSQL(KEPT, NO_LONGER_KEPT),
        migrations.RunSQL(behind_agency("index_linkevent"), taken_down("index_linkevent")),
        migrations.RunSQL(behind_sign_in("index_linkcount"), taken_down("index_linkcount")),
    ]
