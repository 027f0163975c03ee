"""Requests let themselves be added up for those who see counts; no row of them is handed out by that."""

from django.db import migrations

from teamaround.sharing import walls

TABLE = "requests_request"


class Migration(migrations.Migration):
    dependencies = [("requests", "0002_walls")]
    operations = [
        migrations.RunSQL(walls.lets_itself_be_counted(TABLE), walls.no_longer_counted(TABLE)),
    ]
