"""Requests are seen by those who asked, by the service while the family agrees, and by the team; they go with the child."""

from django.db import migrations

from teamaround.sharing import walls

TABLE = "requests_request"


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0001_initial"),
        ("sharing", "0002_walls"),
        ("index", "0004_pairs"),
    ]
    operations = [
        migrations.RunSQL(
            walls.between_agencies(TABLE, to="to_agency_id", apart="kept_apart", agreement="agreement_id"),
            walls.taken_down(TABLE),
        ),
        migrations.RunSQL(walls.follows_joining(TABLE), walls.no_longer_follows(TABLE)),
    ]
