"""Row security on involvements, pointers and searches."""

from django.db import migrations

from teamaround.sharing.walls import behind_shield, behind_sign_in, own_rows, taken_down


class Migration(migrations.Migration):
    dependencies = [("index", "0001_initial"), ("sharing", "0001_initial")]
    operations = [
        migrations.RunSQL(behind_shield("index_involvement"), taken_down("index_involvement")),
        migrations.RunSQL(behind_sign_in("index_pointers"), taken_down("index_pointers")),
        migrations.RunSQL(behind_sign_in("index_key"), taken_down("index_key")),
        migrations.RunSQL(behind_sign_in("index_sourcerecord"), taken_down("index_sourcerecord")),
        migrations.RunSQL(behind_sign_in("index_contactrequest"), taken_down("index_contactrequest")),
        migrations.RunSQL(own_rows("index_search"), taken_down("index_search")),
    ]
