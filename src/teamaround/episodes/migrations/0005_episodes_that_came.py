"""Plans and worries go with the record on which they were opened when it is joined to another."""

import django.db.models.deletion
from django.db import migrations, models

from teamaround.sharing import walls

HIDDEN = (
    "episodes_action", "episodes_earlieraction", "episodes_goal", "episodes_earliergoal", "episodes_teammember",
    "episodes_meeting", "episodes_invited", "episodes_minute", "episodes_voice", "episodes_review",
    "episodes_worry",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("episodes", "0004_walls_of_teams"),
        ("people", "0001_initial"),
        ("index", "0004_pairs"),
    ]
    operations = [
        migrations.AddField(
            model_name="episode",
            name="came_from",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
            ),
        ),
        migrations.RemoveConstraint(model_name="episode", name="one_open_episode_a_child"),
        migrations.AddConstraint(
            model_name="episode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("child", "came_from"),
                name="one_open_episode_a_child",
                nulls_distinct=False,
            ),
        ),
        *[
            migrations.RunSQL(walls.follows_joining(table), walls.no_longer_follows(table))
            for table in HIDDEN
        ],
    ]
