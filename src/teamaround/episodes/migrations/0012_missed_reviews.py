"""A plan that is closed after the day to look at it again, without having been looked at, is remembered for the counts."""

from django.db import migrations, models
from django.db.models import F, Q

FORGET = """
    SELECT set_config('teamaround.account', '0', true);
    DELETE FROM episodes_occasion WHERE kind = 'missed';
"""
HELD = Q(kind="meeting", meeting__isnull=False, review__isnull=True) | Q(
    kind="review", meeting__isnull=True, review__isnull=False
)


class Migration(migrations.Migration):
    dependencies = [("episodes", "0011_counted")]
    operations = [
        migrations.RemoveConstraint(model_name="occasion", name="occasion_is_one_thing"),
        migrations.AlterField(
            model_name="occasion",
            name="kind",
            field=models.TextField(
                choices=[("meeting", "meeting"), ("review", "review"), ("missed", "missed")]
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=HELD
                | Q(
                    kind="missed", meeting__isnull=True, review__isnull=True, due_on__isnull=False,
                    due_on__lt=F("held_on"),
                ),
                name="occasion_is_one_thing",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET),
    ]  # fmt: skip
