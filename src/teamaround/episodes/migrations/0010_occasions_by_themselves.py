"""An occasion says by itself what is counted of it, so that counting need not put it together each time."""

import django.db.models.deletion
from django.db import migrations, models

FROM_PLANS = """
    SELECT set_config('teamaround.account', '0', true);
    UPDATE episodes_occasion o SET agency_id = e.agency_id FROM episodes_episode e WHERE e.id = o.episode_id;
    UPDATE episodes_occasion o SET minutes = coalesce(
        (SELECT sum(t.minutes) FROM episodes_meetingtime t WHERE t.meeting_id = o.meeting_id AND t.people > 0), 0);
    UPDATE episodes_occasion o SET days_from_agreement = greatest(0, o.held_on - coalesce(
            (SELECT a.given_on FROM sharing_agreement a WHERE a.child_id = o.child_id
                AND (a.recorded_at AT TIME ZONE 'Europe/London')::date <= e.opened_on
                ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1),
            e.opened_on))
        FROM episodes_episode e
        WHERE e.id = o.episode_id AND o.kind = 'meeting' AND o.id = (SELECT f.id FROM episodes_occasion f
            WHERE f.episode_id = o.episode_id AND f.kind = 'meeting' ORDER BY f.held_on, f.id LIMIT 1);
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("episodes", "0009_occasions_before"), ("agencies", "0002_review_cycles")]
    operations = [
        migrations.AddField(
            model_name="occasion",
            name="agency",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="occasion", name="days_from_agreement", field=models.IntegerField(null=True)
        ),
        migrations.AddField(model_name="occasion", name="minutes", field=models.IntegerField(default=0)),
        migrations.RunSQL(FROM_PLANS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="occasion",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
    ]
