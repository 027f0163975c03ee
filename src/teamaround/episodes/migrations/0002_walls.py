"""Plans lie behind the family's agreement, worries behind the duty to receive them."""

from django.db import migrations

from teamaround.sharing import walls

CONTENT = ("episodes_action", "episodes_earlieraction")
KNOWN = ("episodes_episode", "episodes_lead")


class Migration(migrations.Migration):
    dependencies = [("episodes", "0001_initial"), ("sharing", "0002_walls")]
    operations = [
        *[migrations.RunSQL(walls.behind_agreement(table), walls.taken_down(table)) for table in CONTENT],
        *[migrations.RunSQL(walls.behind_sign_in(table), walls.taken_down(table)) for table in KNOWN],
        migrations.RunSQL(
            walls.behind_duty("episodes_worry", "receive-worries"), walls.taken_down("episodes_worry")
        ),
    ]
