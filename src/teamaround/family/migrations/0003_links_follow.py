"""Links for people without an account go along when the two records of their child are joined."""

from django.db import migrations

from teamaround.sharing import walls

TABLE = "accounts_invitation"


class Migration(migrations.Migration):
    dependencies = [("family", "0002_walls"), ("accounts", "0003_guests"), ("index", "0004_pairs")]
    operations = [migrations.RunSQL(walls.follows_joining(TABLE), walls.no_longer_follows(TABLE))]
