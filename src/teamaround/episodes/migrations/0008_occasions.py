"""That teams met and looked again, for the counts; it lies where who leads does, and follows the plan."""

import django.db.models.deletion
from django.db import migrations, models

from teamaround.sharing import walls


def _to(model: str, *, null: bool = False, related_name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0007_children_that_came"),
        ("people", "0002_walls"),
        ("sharing", "0002_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.TextField(choices=[("meeting", "meeting"), ("review", "review")])),
                ("held_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("child_heard", models.BooleanField()),
                ("parent_heard", models.BooleanField()),
                ("ends_work", models.BooleanField(default=False)),
                ("child", _to("people.child")),
                ("episode", _to("episodes.episode", related_name="occasions")),
                ("meeting", _to("episodes.meeting", null=True)),
                ("review", _to("episodes.review", null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "held_on"], name="occasion_kind_held"),
                    models.Index(fields=["kind", "due_on"], name="occasion_kind_due"),
                    models.Index(fields=["episode", "kind", "held_on"], name="occasion_episode_held"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "meeting"), ("meeting__isnull", False), ("review__isnull", True)
                        )
                        | models.Q(("kind", "review"), ("meeting__isnull", True), ("review__isnull", False)),
                        name="occasion_is_one_thing",
                    ),
                    models.UniqueConstraint(fields=("meeting",), name="one_occasion_a_meeting"),
                    models.UniqueConstraint(fields=("review",), name="one_occasion_a_review"),
                ],
            },
        ),
        migrations.RunSQL(walls.behind_sign_in("episodes_occasion"), walls.taken_down("episodes_occasion")),
        migrations.AddIndex(
            model_name="episode",
            index=models.Index(fields=["closed_on"], name="episode_closed_on"),
        ),
    ]
