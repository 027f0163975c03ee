"""A child in a family's plan remembers the record on which they joined, so that two records can become one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0006_minutes_kept_and_sent"),
        ("people", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            model_name="episodechild",
            name="came_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
            ),
        ),
        migrations.RemoveConstraint(model_name="episodechild", name="one_shared_episode_a_child"),
        migrations.AddConstraint(
            model_name="episodechild",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on__isnull", True)),
                fields=("child", "came_from"),
                name="one_shared_episode_a_child",
                nulls_distinct=False,
            ),
        ),
    ]
