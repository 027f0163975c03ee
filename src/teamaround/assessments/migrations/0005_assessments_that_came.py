"""Assessments go with the record on which they were begun when it is joined to another."""

import django.db.models.deletion
from django.db import migrations, models

from teamaround.sharing import walls

CONTENT = (
    "assessments_answer", "assessments_earlierwording", "assessments_picture", "assessments_qualityreview",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_walls_of_pictures"),
        ("people", "0001_initial"),
        ("index", "0004_pairs"),
    ]
    operations = [
        migrations.AddField(
            model_name="assessment",
            name="came_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
            ),
        ),
        migrations.RemoveConstraint(model_name="assessment", name="one_open_assessment_a_child"),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["begun", "completed"])),
                fields=("child", "came_from"),
                name="one_open_assessment_a_child",
                nulls_distinct=False,
            ),
        ),
        *[
            migrations.RunSQL(walls.follows_joining(table), walls.no_longer_follows(table))
            for table in CONTENT
        ],
    ]
