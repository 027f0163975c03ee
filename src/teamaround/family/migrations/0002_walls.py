"""Pages of a family, and what is said on them, lie behind the agreement; they go along when records are joined."""

from django.db import migrations

from teamaround.sharing import walls

TABLES = ("family_familyview", "family_familycomment")


class Migration(migrations.Migration):
    dependencies = [
        ("family", "0001_initial"),
        ("sharing", "0003_agreements_that_came"),
        ("index", "0004_pairs"),
    ]
    operations = [
        *[migrations.RunSQL(walls.behind_agreement(table), walls.taken_down(table)) for table in TABLES],
        *[
            migrations.RunSQL(walls.follows_joining(table), walls.no_longer_follows(table))
            for table in TABLES
        ],
    ]
