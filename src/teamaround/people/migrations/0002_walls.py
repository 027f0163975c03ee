"""Row security on everything that says who a child is."""

from django.db import migrations

from teamaround.sharing.walls import behind_seal, behind_sign_in, taken_down

OPEN = (
    "people_child", "people_name", "people_identifier", "people_address", "people_carer",
    "people_relationship", "people_attendance", "people_family", "people_familymember",
    "people_correction",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sharing", "0001_initial")]
    operations = [
        *(migrations.RunSQL(behind_sign_in(table), taken_down(table)) for table in OPEN),
        migrations.RunSQL(behind_seal("people_sealeddetails"), taken_down("people_sealeddetails")),
    ]
