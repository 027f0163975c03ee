"""What is written in assessments lies behind the family's agreement, in the database itself."""

from django.db import migrations

from teamaround.sharing import walls

CONTENT = ("assessments_answer", "assessments_earlierwording")
KNOWN = ("assessments_assessment", "assessments_contribution")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("sharing", "0002_walls")]
    operations = [
        *[migrations.RunSQL(walls.behind_agreement(table), walls.taken_down(table)) for table in CONTENT],
        *[migrations.RunSQL(walls.behind_sign_in(table), walls.taken_down(table)) for table in KNOWN],
    ]
