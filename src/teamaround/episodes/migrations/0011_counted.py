"""Actions and worries let themselves be added up for those who see counts; no row of them is handed out by that."""

from django.db import migrations

from teamaround.sharing import walls

TABLES = ("episodes_action", "episodes_earlieraction", "episodes_worry")


class Migration(migrations.Migration):
    dependencies = [("episodes", "0010_occasions_by_themselves")]
    operations = [
        migrations.RunSQL(walls.lets_itself_be_counted(table), walls.no_longer_counted(table))
        for table in TABLES
    ]
