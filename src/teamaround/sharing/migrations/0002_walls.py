"""Row security on agreements, shields and overrides."""

from django.db import migrations

from teamaround.sharing.walls import behind_sign_in, taken_down

OPEN = ("sharing_agreement", "sharing_agreementscope", "sharing_shield")


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]
    operations = [migrations.RunSQL(behind_sign_in(table), taken_down(table)) for table in OPEN]
